// What is told in rows.

/** columns: [{title, number?, wide?}], rows: arrays of text or elements. */
function table(columns, rows) {
  const head = element('tr', {});
  for (const column of columns) {
    head.append(element('th', {className: column.number ? 'number' : ''}, column.title));
  }
  const body = element('tbody', {});
  for (const row of rows) {
    const line = element('tr', {});
    row.forEach((cell, i) => {
      const style = columns[i].number ? 'number' : columns[i].wide ? 'wide' : columns[i].share ? 'share' : '';
      line.append(element('td', {className: style}, cell));
    });
    body.append(line);
  }
  return element('div', {className: 'scroll', tabIndex: 0}, element('table', {}, element('thead', {}, head), body));
}

function bar(part, whole) {
  const made = element('div', {className: 'bar'});
  made.style.width = (100 * part) / Math.max(1, whole) + '%';
  return made;
}

function codesCard(watch) {
  const method = watch.kind === 'method';
  const rows = watch.codes.map((code) => [
    element('span', {}, swatch(code.paint), codeName(code)),
    count(code.hits),
    percent(code.hits, watch.hits),
    breakable(method ? shortMethod(code.method) : code.method || '-'),
    element('code', {}, code.address),
    offset(code.first),
    offset(code.last),
  ]);
  const made = card(method ? 'Versions executed' : 'Code executed', table([
    {title: method ? 'Compilation' : 'Code'}, {title: 'Hits', number: true}, {title: 'Share', number: true},
    {title: 'Method', wide: true}, {title: 'Address'},
    {title: 'First hit', number: true}, {title: 'Last hit', number: true},
  ], rows));
  if (watch.hitsOfMoreCodes > 0) {
    made.append(note(plural(watch.hitsOfMoreCodes, 'hit', 'hits') + ' of more pieces of code than are told apart.'));
  }
  return made;
}

function threadsCard(watch) {
  const threads = watch.threads;
  const largest = threads.top[0][2];
  const rows = threads.top.map(([name, id, hits]) =>
    [name || element('span', {className: 'empty'}, 'ended, name not known'), String(id), count(hits), bar(hits, largest)]);
  const made = card('Threads', table(
    [{title: 'Name', wide: true}, {title: 'OS id', number: true}, {title: 'Hits', number: true}, {title: 'Share', share: true}],
    rows));
  if (threads.known > threads.top.length) {
    made.append(note('The ' + count(threads.top.length) + ' threads with the most hits of ' + count(threads.known) + '.'));
  }
  if (!threads.exact) {
    made.append(note('There were too many threads to count each one from its first hit: the numbers are the least ones.'));
  }
  if (threads.virtual > 0) {
    made.append(note(plural(threads.virtual, 'hit', 'hits') + ' on virtual threads.'));
  }
  return made;
}

/** Whether no value is worth being shown. */
function isScattered(argument) {
  return argument.known > argument.top.length && argument.top[0][1] <= argument.total / 1000;
}

function argumentsCard(watch) {
  if (watch.kind !== 'method') {
    return null;
  }
  if (watch.arguments.length === 0) {
    return card('Arguments', empty('The recording has no arguments of this watch (it takes none, or option args:off).'));
  }
  const methods = new Set(watch.arguments.map((argument) => argument.method));
  const values = element('div', {className: 'values'});
  for (const argument of watch.arguments) {
    const name = (methods.size > 1 ? shortMethod(argument.method) + ' ' : '') + argument.name;
    if (isScattered(argument)) {
      values.append(element('div', {}, element('h4', {}, name),
        empty((argument.exact ? count(argument.known) : 'Thousands of') + ' values, hardly one of them twice.')));
      continue;
    }
    const shown = argument.top.reduce((sum, [, hits]) => sum + hits, 0);
    const rows = argument.top.map(([value, hits]) =>
      [element('code', {}, value), (argument.exact ? '' : '≥ ') + count(hits), bar(hits, argument.top[0][1])]);
    if (argument.total > shown) {
      const more = argument.known - argument.top.length;
      const others = argument.exact ? plural(more, 'other value', 'other values') : 'other values';
      rows.push([element('span', {className: 'empty'}, others), (argument.exact ? '' : '≤ ') + count(argument.total - shown),
        bar(Math.min(argument.total - shown, argument.top[0][1]), argument.top[0][1])]);
    }
    values.append(element('div', {},
      element('h4', {}, name),
      table([{title: 'Value', wide: true}, {title: 'Hits', number: true}, {title: 'Share', share: true}], rows)));
  }
  return card('Arguments, commonest values', values);
}

function changesCard(watch) {
  if (watch.changes.length === 0) {
    return card('States', empty('The recording has no states of this watch.'));
  }
  const rows = watch.changes.map((change) => [
    offset(change.time),
    change.state,
    breakable([change.method ? shortMethod(change.method) : '', change.reason].filter((text) => text).join(': ')),
    [change.compileId ? '#' + change.compileId + ' tier ' + change.tier : '', change.address].filter((text) => text).join(' at '),
    change.threads ? count(change.threadsArmed) + ' of ' + count(change.threads) : '',
    change.latency ? duration(change.latency) : '',
  ]);
  const made = card('States', table([
    {title: 'Time', number: true}, {title: 'State'}, {title: 'Of what, and why', wide: true},
    {title: 'Code'}, {title: 'Threads armed'}, {title: 'Took', number: true},
  ], rows));
  made.classList.add('long');
  if (watch.changesMade > watch.changes.length) {
    made.append(note('The first ones and the last of ' + count(watch.changesMade) + '.'));
  }
  return made;
}

function regionsSection(regions) {
  const rows = regions.all.map((region) => [
    element('code', {}, region.start),
    count(region.size),
    region.permissions,
    region.path || element('span', {className: 'empty'}, 'no file: generated at run time, or by the JVM'),
    region.mapped === undefined ? 'there before' : offset(region.mapped),
    region.unmapped === undefined ? '' : offset(region.unmapped),
    region.changes ? count(region.changes) : '',
  ]);
  const made = card('Executable regions', table([
    {title: 'Start'}, {title: 'Bytes', number: true}, {title: 'Permissions'}, {title: 'What', wide: true},
    {title: 'Mapped', number: true}, {title: 'Unmapped', number: true}, {title: 'Protection changed', number: true},
  ], rows));
  made.classList.add('long');
  if (regions.leftOut > 0) {
    made.append(note(plural(regions.leftOut, 'further event', 'further events') + ' of regions left out.'));
  }
  return element('section', {id: 'regions'}, made);
}
