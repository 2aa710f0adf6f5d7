// Puts the page together: one section a watch, made when it is chosen, all of them to be printed.

/** Each standing that methods of the watch had at the end. */
function standingOf(watch) {
  const standings = {};
  for (const lane of watch.lanes) {
    standings[lane.now] = (standings[lane.now] || 0) + 1;
  }
  const names = Object.keys(standings);
  if (names.length === 0) {
    return {paint: '', text: 'state not known'};
  }
  const main = [...STANDINGS, 'removed'].find((name) => standings[name]) || names[0];
  const text = names.length === 1 ? names[0] : names.map((name) => standings[name] + ' ' + name).join(', ');
  return {paint: main, text};
}

function standingChip(watch) {
  const standing = standingOf(watch);
  return element('span', {className: 'standing ' + standing.paint}, standing.text);
}

function verdict(watch) {
  const hits = watch.counts.hits ?? watch.hits;
  if (hits > 0) {
    const versions = watch.kind === 'method' ? ', in ' + plural(watch.codes.length, 'compiled version', 'compiled versions') : '';
    return (watch.kind === 'data' ? 'Accessed ' : 'Executed ') + plural(hits, 'time', 'times')
      + (watch.threads.known ? ', by ' + plural(watch.threads.known, 'thread', 'threads') : '') + versions + '.';
  }
  if (watch.counts.armedTime > 0) {
    return 'Not executed once while it was armed, for ' + duration(watch.counts.armedTime) + '.';
  }
  return 'Never armed, so nothing is known of its executions.';
}

function headline(watch) {
  const last = watch.changes[watch.changes.length - 1];
  return element('div', {className: 'headline'},
    element('h2', {}, breakable(watch.name)),
    watch.spec && watch.spec !== watch.name ? element('p', {className: 'mono'}, watch.spec) : null,
    element('p', {}, standingChip(watch), last && last.reason ? ': ' + last.reason : ''),
    element('p', {className: 'verdict'}, verdict(watch)));
}

function countsCard(watch) {
  const counts = watch.counts;
  if (counts.hits === undefined) {
    return card('Counts', empty('The recording has no counts of this watch, only ' + plural(watch.hits, 'hit', 'hits')
      + '. How many were not seen is not known.'));
  }
  const part = (sign, value, name) =>
    element('div', {}, element('b', {}, element('i', {}, sign), count(value)), element('span', {}, name));
  const sum = element('div', {className: 'sum'},
    part('', counts.hits, "hits, the kernel's count"), part('= ', counts.recorded, 'recorded'),
    part('− ', counts.duplicates, 'written twice'), part('+ ', counts.lost, 'lost'), part('+ ', counts.discarded, 'discarded'));
  const difference = counts.hits - (counts.recorded - counts.duplicates + counts.lost + counts.discarded);
  const made = card('Counts', sum);
  if (difference !== 0) {
    made.append(note('The last counts differ by ' + count(difference) + ': hits were still on their way when they were taken.'));
  }
  if (watch.hits !== counts.recorded) {
    made.append(note('This file has ' + plural(watch.hits, 'hit', 'hits') + ': it begins later than the count, or lacks what '
      + 'JFR removed as too old, or dropped under load.'));
  }
  if (watch.lives > 1) {
    made.append(note('The watch was set ' + count(watch.lives) + ' times; the counts are added up.'));
  }
  made.append(unseen(watch));
  return made;
}

/** What the count cannot have: an entry for each reason that the recording tells of. */
function unseen(watch) {
  const counts = watch.counts;
  const list = element('dl', {});
  const entry = (name, text) => list.append(element('dt', {}, name), element('dd', {}, text));
  if (counts.observedTime !== undefined) {
    const gap = Math.max(0, counts.observedTime - counts.armedTime);
    entry('Armed', duration(counts.armedTime) + ' of ' + duration(counts.observedTime) + ' since it first was ('
      + percent(counts.armedTime, counts.observedTime) + ')' + (gap > 0 ? '; not seen is what ran in the other ' + duration(gap) : ''));
  }
  if (counts.saturated) {
    entry('Saturated', 'Traps took most of the armed time: the true rate is higher than hits by armed time.');
  } else if (counts.estimatedHits > 0 && counts.estimatedHits !== counts.hits) {
    entry('Estimate', 'About ' + count(counts.estimatedHits) + ' in all the time observed (95 %: '
      + count(counts.estimatedLow) + ' to ' + count(counts.estimatedHigh) + ')');
  }
  if (watch.kind && watch.kind !== 'method') {
    return list;
  }
  if (counts.interpretedCalls !== undefined) {
    entry('Interpreted', counts.interpretedCalls < 0 ? 'How many calls were interpreted is not known'
      : 'About ' + plural(counts.interpretedCalls, 'call', 'calls') + ' not seen');
  }
  if (counts.inlinedInto !== undefined) {
    entry('Inlined', counts.inlinedInto === 0 ? 'Into no compiled method'
      : 'Into ' + plural(counts.inlinedInto, 'compiled method', 'compiled methods') + ', whose executions of it are not seen: '
        + counts.inlinedIntoMethods);
  }
  if (counts.osrVersions !== undefined) {
    entry('On-stack replacement', counts.osrVersions === 0 ? 'No version of this kind'
      : plural(counts.osrVersions, 'version', 'versions') + ', entered within a loop and not seen');
  }
  if (counts.intrinsic !== undefined && counts.intrinsic) {
    entry('Intrinsic', 'Compilers may put code of their own in its place, which is not seen');
  }
  if (counts.interpretedCalls === undefined && counts.inlinedInto === undefined) {
    entry('Otherwise', 'The recording does not tell how often the method was interpreted or inlined; such executions are not seen.');
  }
  return list;
}

function watchSection(watch, data) {
  const timeline = timelineCard(watch, data.start); // gives the codes their colours
  const ofHits = watch.hits ? [codesCard(watch), flameCard(watch), argumentsCard(watch), threadsCard(watch)] : [];
  return element('section', {}, headline(watch), countsCard(watch), timeline, ...ofHits, changesCard(watch));
}

function listItem(name, left, right, choose) {
  const button = element('button', {type: 'button'},
    element('span', {className: 'name'}, breakable(name)),
    element('span', {className: 'more'}, left, element('span', {}, right)));
  button.addEventListener('click', choose);
  return element('li', {}, button);
}

function start() {
  const data = JSON.parse(document.getElementById('data').textContent);
  document.title = data.file + ' · xwatch report';
  document.getElementById('file').textContent = data.file;
  document.getElementById('span').textContent = new Date(data.start).toLocaleString() + ', ' + duration(data.end) + ', '
    + plural(data.watches.length, 'watch', 'watches') + ', ' + plural(data.hits, 'hit', 'hits');
  document.getElementById('foot').textContent = 'Made by xwatch ' + data.version
    + '. Times are those since the first event, ' + data.start + '.';

  const main = document.getElementById('main');
  const list = document.getElementById('watches');
  const entries = data.watches.map((watch) => ({
    name: watch.name,
    left: standingChip(watch),
    right: plural(watch.counts.hits ?? watch.hits, 'hit', 'hits'),
    make: () => watchSection(watch, data),
    section: null,
  }));
  if (data.regions.all.length) {
    entries.push({
      name: 'Executable regions',
      left: element('span', {}, 'mapped code'),
      right: count(data.regions.all.length),
      make: () => regionsSection(data.regions),
      section: null,
    });
  }
  const made = (entry) => {
    if (!entry.section) {
      entry.section = entry.make();
      main.append(entry.section);
    }
    return entry.section;
  };
  let chosen = 0;
  const choose = (number) => {
    chosen = number;
    made(entries[number]);
    entries.forEach((entry, i) => {
      if (entry.section) {
        entry.section.hidden = i !== number;
      }
      list.children[i].firstChild.setAttribute('aria-current', String(i === number));
    });
  };
  entries.forEach((entry, i) => list.append(listItem(entry.name, entry.left, entry.right, () => choose(i))));
  const hits = data.watches.map((watch) => watch.counts.hits ?? watch.hits);
  choose(Math.max(0, hits.indexOf(Math.max(...hits))));

  window.addEventListener('beforeprint', () => {
    entries.forEach((entry) => {
      main.append(made(entry)); // in the order of the list
      entry.section.hidden = false;
    });
  });
  window.addEventListener('afterprint', () => choose(chosen));

  const themes = ['auto', 'dark', 'light'];
  const button = document.getElementById('theme');
  button.addEventListener('click', () => {
    const next = themes[(themes.indexOf(document.documentElement.dataset.theme || 'auto') + 1) % themes.length];
    document.documentElement.dataset.theme = next;
    button.textContent = 'Theme: ' + next;
  });
}

start();
