// The callers, from the code that was hit downwards. A click makes a frame as wide as the graph; a search marks frames.

const ROW = 21;

/** The nodes with their places: x and width as parts of all hits, depth in rows. */
function flameNodes(calls) {
  const nodes = [];
  for (let i = 0; i < calls.nodes.length; i += 3) {
    const below = calls.nodes[i] < 0 ? null : nodes[calls.nodes[i]];
    const node = {
      frame: calls.frames[calls.nodes[i + 1]],
      hits: calls.nodes[i + 2],
      below,
      depth: below ? below.depth + 1 : 0,
      x: below ? below.end : 0,
      end: 0,
    };
    node.end = node.x;
    if (below) {
      below.end += node.hits;
    }
    nodes.push(node);
  }
  return nodes;
}

function heat(frame) {
  let sum = 0;
  for (const letter of frame.replace(/\.[^.]*\(.*$/, '')) {
    sum = (sum * 31 + letter.charCodeAt(0)) % 9973;
  }
  return 'heat-' + (sum % 5);
}

function flameCard(watch) {
  const nodes = flameNodes(watch.calls);
  const root = nodes[0];
  if (nodes.length === 1) {
    return card('Callers', empty('The recording has no stacks of this watch (option stack:off, or code that no Java method calls).'));
  }
  const search = element('input', {type: 'search', placeholder: 'Search class or method', ariaLabel: 'Search the callers'});
  const out = element('button', {type: 'button', disabled: true}, 'Zoom out');
  const found = element('output', {});
  const graph = element('div', {className: 'flame'});
  const about = element('p', {className: 'about-frame'});
  const view = {focus: root, width: 0};
  const draw = () => drawFlame(graph, nodes, view, search.value.trim().toLowerCase(), zoom, about);
  const zoom = (node) => {
    view.focus = node;
    out.disabled = node === root;
    draw();
  };
  out.addEventListener('click', () => zoom(root));
  search.addEventListener('input', () => {
    draw();
    found.value = searchResult(nodes, search.value.trim().toLowerCase());
  });
  new ResizeObserver(() => {
    if (graph.clientWidth > 0 && graph.clientWidth !== view.width) {
      view.width = graph.clientWidth;
      draw();
    }
  }).observe(graph);
  const made = card('Callers', element('div', {className: 'tools'}, search, out, found), graph, about);
  if (watch.calls.least > 1) {
    made.append(note('Callers of fewer than ' + count(watch.calls.least) + ' hits are not drawn.'));
  }
  if (watch.calls.cut > 0) {
    made.append(note('Of ' + plural(watch.calls.cut, 'hit', 'hits') + ' the outer callers were too many to be kept.'));
  }
  const without = root.hits - (root.end - root.x);
  if (without > 0 && watch.calls.least === 1) {
    made.append(note(plural(without, 'hit has', 'hits have') + ' no stack.'));
  }
  return made;
}

function searchResult(nodes, text) {
  if (!text) {
    return '';
  }
  const matching = nodes.filter((node) => node.frame.toLowerCase().includes(text));
  const marked = new Set(matching);
  const outermost = matching.filter((node) => {
    for (let below = node.below; below; below = below.below) {
      if (marked.has(below)) {
        return false;
      }
    }
    return true;
  });
  const hits = outermost.reduce((sum, node) => sum + node.hits, 0);
  return plural(matching.length, 'frame', 'frames') + ', ' + percent(hits, nodes[0].hits) + ' of the hits';
}

function drawFlame(graph, nodes, view, text, zoom, about) {
  const focus = view.focus;
  const above = new Set();
  for (let node = focus.below; node; node = node.below) {
    above.add(node);
  }
  const scale = 100 / Math.max(1, focus.hits);
  const frames = [];
  let depth = 0;
  for (const node of nodes) {
    const isAbove = above.has(node);
    const left = isAbove ? 0 : (node.x - focus.x) * scale;
    const width = isAbove ? 100 : node.hits * scale;
    const inside = isAbove || (node.depth >= focus.depth && left > -1e-9 && left + width < 100 + 1e-9);
    if (!inside || (width * view.width) / 100 < 0.7) {
      continue;
    }
    depth = Math.max(depth, node.depth);
    const name = node.below ? shortFrame(node.frame) : 'all ' + plural(node.hits, 'hit', 'hits');
    const frame = element('button', {type: 'button', className: 'frame ' + (node.below ? heat(node.frame) : 'all')}, name);
    frame.style.left = left + '%';
    frame.style.width = width + '%';
    frame.style.top = node.depth * ROW + 'px';
    frame.classList.toggle('above', isAbove);
    frame.classList.toggle('thin', (width * view.width) / 100 < 30);
    frame.classList.toggle('match', text !== '' && node.frame.toLowerCase().includes(text));
    const told = (node.frame || 'all') + ': ' + plural(node.hits, 'hit', 'hits') + ', ' + percent(node.hits, nodes[0].hits);
    frame.title = told;
    const tell = () => { about.textContent = told; };
    frame.addEventListener('pointerenter', tell);
    frame.addEventListener('focus', tell);
    frame.addEventListener('click', () => zoom(node));
    frames.push(frame);
  }
  graph.classList.toggle('searched', text !== '');
  graph.style.height = (depth + 1) * ROW + 'px';
  graph.replaceChildren(...frames);
}
