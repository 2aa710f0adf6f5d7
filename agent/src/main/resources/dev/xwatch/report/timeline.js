// Hits over time, stacked and coloured by compilation, and below them how the watch stood.

const SVG = 'http://www.w3.org/2000/svg';
const STANDINGS = ['armed', 'pending', 'paused', 'disarmed', 'failed'];

function svg(tag, attributes, parent) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  if (parent) {
    parent.append(made);
  }
  return made;
}

/** Gives each drawn code its colour: of a family by compiler, in the order of their first hits. */
function paintCodes(codes) {
  const used = {};
  const drawn = codes.filter((code) => code.buckets).sort((a, b) => a.first - b.first);
  for (const code of codes) {
    code.paint = 'others';
  }
  for (const code of drawn) {
    const family = code.compileId === 0 ? 'code' : code.tier === 4 ? 'c2' : 'c1';
    used[family] = (used[family] ?? -1) + 1;
    code.paint = family + '-' + (used[family] % 4);
  }
  return drawn;
}

function codeName(code) {
  if (code.compileId === 0) {
    return code.method || code.address;
  }
  return '#' + code.compileId + ' tier ' + code.tier + (code.tier === 4 ? ' (C2)' : ' (C1)');
}

/** The pairs [number, amount, ...] summed up by groups of so many buckets. */
function regroup(pairs, first, size, length) {
  const sums = new Float64Array(length);
  for (let i = 0; i < pairs.length; i += 2) {
    const group = Math.floor((pairs[i] - first) / size);
    sums[Math.min(Math.max(group, 0), length - 1)] += pairs[i + 1];
  }
  return sums;
}

/** A round number at or above; the axis has it and its half. */
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((step) => step >= value * 0.9999);
}

/** Round times within a span, at most so many. */
function roundTimes(from, to, most) {
  const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500].map((ms) => ms * 1e6)
    .concat([1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800].map((seconds) => seconds * NANOS));
  const step = steps.find((size) => (to - from) / size <= most) || 3600 * NANOS * Math.ceil((to - from) / most / 3600 / NANOS);
  const times = [];
  for (let time = Math.ceil(from / step) * step; time <= to; time += step) {
    times.push(time);
  }
  return times;
}

/** One path of the rectangles [x, y, width, height], those that continue one another joined. */
function rectangles(list) {
  const joined = [];
  for (const next of list) {
    const last = joined[joined.length - 1];
    if (last && last[1] === next[1] && last[3] === next[3] && Math.abs(last[0] + last[2] - next[0]) < 0.01) {
      last[2] += next[2];
    } else {
      joined.push([...next]);
    }
  }
  return joined.map(([x, y, w, h]) => `M${x.toFixed(2)} ${y.toFixed(2)}h${w.toFixed(2)}v${h.toFixed(2)}h${(-w).toFixed(2)}z`).join('');
}

function timelineCard(watch, start) {
  const drawn = paintCodes(watch.codes);
  const chart = element('div', {className: 'chart'});
  const tip = element('div', {className: 'tip', hidden: true});
  const legend = element('div', {className: 'legend'});
  const standings = STANDINGS.filter((name) => watch.lanes.some((lane) => (lane[name] || []).length));
  for (const name of standings) {
    legend.append(element('span', {className: 'standing ' + name}, name));
  }
  if (watch.lanes.some((lane) => lane.moves.length)) {
    legend.append(element('span', {}, '❙ moved to a new version'));
  }
  const layers = drawn.map((code) => ({name: codeName(code), paint: code.paint, pairs: code.buckets}));
  if (watch.otherCodes.length) {
    layers.push({name: 'all others', paint: 'others', pairs: watch.otherCodes});
  }
  let width = 0;
  const draw = () => {
    if (chart.clientWidth > 0 && chart.clientWidth !== width) {
      width = chart.clientWidth;
      chart.replaceChildren(drawTimeline(watch, layers, standings, width, tip, start), tip);
    }
  };
  new ResizeObserver(draw).observe(chart);
  const made = card('Hits over time', chart, legend);
  if (watch.lanes.length === 0) {
    made.append(note('The recording has no states of this watch: when it was armed is not known.'));
  }
  return made;
}

function drawTimeline(watch, layers, standings, width, tip, start) {
  const left = 52;
  const plot = {left, width: width - left - 6, top: 8, height: watch.hits ? 170 : 40};
  const first = Math.floor((watch.from - watch.bucketStart) / watch.bucket);
  const buckets = Math.floor((watch.to - watch.bucketStart) / watch.bucket) - first + 1;
  const size = Math.max(1, Math.ceil((2 * buckets) / plot.width));
  const groups = Math.ceil(buckets / size);
  const step = plot.width / groups;
  const seconds = (size * watch.bucket) / NANOS;
  const sums = layers.map((layer) => regroup(layer.pairs, first, size, groups));
  const highest = Math.max(0, ...Array.from({length: groups}, (_, i) => sums.reduce((sum, layer) => sum + layer[i], 0)));
  const top = highest === 0 ? 1 : roundUp(highest / seconds) * seconds;

  const laneTop = plot.top + plot.height + 8;
  const named = watch.lanes.length > 1;
  const laneStep = named ? 30 : 18;
  const bottom = laneTop + watch.lanes.length * laneStep;
  const image = svg('svg', {height: bottom + 24, role: 'img', 'aria-label': 'Hits over time'});

  for (const part of [0, 0.5, 1]) {
    const y = plot.top + plot.height * (1 - part);
    svg('line', {class: 'grid', x1: plot.left, x2: plot.left + plot.width, y1: y, y2: y}, image);
    if (highest > 0) {
      svg('text', {x: plot.left - 6, y: y + 4, 'text-anchor': 'end'}, image).textContent = part ? rate((top * part) / seconds) : '0';
    }
  }
  if (highest === 0) {
    svg('text', {x: plot.left + plot.width / 2, y: plot.top + plot.height / 2, 'text-anchor': 'middle'}, image)
      .textContent = 'no hits';
  }
  const base = new Float64Array(groups);
  layers.forEach((layer, n) => {
    const list = [];
    for (let i = 0; i < groups; i++) {
      const height = (sums[n][i] / top) * plot.height;
      if (height > 0) {
        const shown = Math.max(height, 1);
        base[i] += height;
        list.push([plot.left + i * step, plot.top + plot.height - base[i] + height - shown, step, shown]);
      }
    }
    svg('path', {class: 'area ' + layer.paint, d: rectangles(list)}, image);
  });

  const shares = watch.lanes.map((lane) => standings.map((name) => regroup(lane[name] || [], first, size, groups)));
  watch.lanes.forEach((lane, n) => {
    const band = {top: laneTop + n * laneStep + (named ? 16 : 4), height: 11};
    if (named) {
      svg('text', {x: plot.left, y: band.top - 4}, image).textContent = shortMethod(lane.method) || 'as a whole';
    } else {
      svg('text', {x: plot.left - 6, y: band.top + 10, 'text-anchor': 'end'}, image).textContent = 'state';
    }
    const filled = new Float64Array(groups);
    standings.forEach((name, k) => {
      const list = [];
      for (let i = 0; i < groups; i++) {
        const whole = shares[n].reduce((sum, share) => sum + share[i], 0);
        if (shares[n][k][i] > 0) {
          const height = (shares[n][k][i] / whole) * band.height;
          list.push([plot.left + i * step, band.top + band.height - filled[i] - height, step, height]);
          filled[i] += height;
        }
      }
      svg('path', {class: 'area ' + name, d: rectangles(list)}, image);
    });
    const moves = regroup(lane.moves, first, size, groups);
    moves.forEach((made, i) => {
      if (made > 0) {
        const x = plot.left + (i + 0.5) * step;
        svg('line', {class: 'move', x1: x, x2: x, y1: band.top - 3, y2: band.top + band.height + 3}, image);
      }
    });
  });

  const origin = watch.bucketStart + first * watch.bucket;
  const length = groups * size * watch.bucket;
  for (const time of roundTimes(Math.max(0, origin), origin + length, plot.width / 80)) {
    const x = plot.left + (plot.width * (time - origin)) / length;
    svg('line', {class: 'grid', x1: x, x2: x, y1: bottom, y2: bottom + 5}, image);
    const anchor = x < plot.left + 20 ? 'start' : x > plot.left + plot.width - 20 ? 'end' : 'middle';
    svg('text', {x, y: bottom + 17, 'text-anchor': anchor}, image).textContent = mark(time);
  }

  const cross = svg('line', {class: 'cross', y1: plot.top, y2: bottom}, image);
  const hide = () => {
    tip.hidden = true;
    cross.style.opacity = 0;
  };
  image.addEventListener('pointerleave', hide);
  image.addEventListener('pointermove', (event) => {
    const x = event.clientX - image.getBoundingClientRect().left - plot.left;
    const i = Math.floor(x / step);
    if (i < 0 || i >= groups) {
      hide();
      return;
    }
    const at = plot.left + (i + 0.5) * step;
    cross.setAttribute('x1', at);
    cross.setAttribute('x2', at);
    cross.style.opacity = 1;
    const time = origin + i * size * watch.bucket;
    const total = sums.reduce((sum, layer) => sum + layer[i], 0);
    tip.replaceChildren(
      element('div', {}, element('b', {}, offset(time)), ' · ' + clock(start, time) + ' · ' + duration(size * watch.bucket)),
      element('div', {}, plural(total, 'hit', 'hits') + (total ? ', ' + rate(total / seconds) : '')));
    layers.forEach((layer, n) => {
      if (sums[n][i] > 0) {
        tip.append(element('div', {}, swatch(layer.paint), layer.name + ': ' + count(sums[n][i])));
      }
    });
    watch.lanes.slice(0, 8).forEach((lane, n) => {
      const whole = shares[n].reduce((sum, share) => sum + share[i], 0);
      const stood = standings.filter((_, k) => shares[n][k][i] > 0)
        .map((name) => {
          const share = shares[n][standings.indexOf(name)][i];
          return share === whole ? name : name + ' ' + percent(share, whole);
        });
      if (stood.length) {
        tip.append(element('div', {}, (named ? shortMethod(lane.method) + ': ' : '') + stood.join(', ')));
      }
    });
    tip.hidden = false;
    tip.style.top = '0px';
    tip.style.left = Math.max(0, at < width / 2 ? at + 12 : at - 12 - tip.offsetWidth) + 'px';
  });
  return image;
}

/** The time of day, in the reader's zone. */
function clock(start, nanos) {
  return new Date(Date.parse(start) + nanos / 1e6).toLocaleTimeString([], {hourCycle: 'h23'});
}
