// Text and elements. Whatever comes from the recording becomes text nodes, never markup.

const NANOS = 1e9;
const grouped = new Intl.NumberFormat('en-US');

function count(number) {
  return grouped.format(number);
}

function plural(number, one, many) {
  return count(number) + ' ' + (number === 1 ? one : many);
}

/** A duration in nanoseconds, with three digits. */
function duration(nanos) {
  const units = [[3600 * NANOS, 'h'], [60 * NANOS, 'min'], [NANOS, 's'], [1e6, 'ms'], [1e3, 'µs'], [1, 'ns']];
  const [size, unit] = units.find(([size]) => Math.abs(nanos) >= size) || [1, 'ns'];
  return Number((nanos / size).toPrecision(3)) + ' ' + unit;
}

/** Where in the report's time, as on a stop watch. */
function offset(nanos) {
  const seconds = nanos / NANOS;
  if (seconds < 60) {
    return '+' + seconds.toFixed(3) + ' s';
  }
  const minutes = Math.floor(seconds / 60);
  const rest = (seconds % 60).toFixed(1).padStart(4, '0');
  return minutes < 60
    ? '+' + minutes + ':' + rest
    : '+' + Math.floor(minutes / 60) + ':' + String(minutes % 60).padStart(2, '0') + ':' + rest;
}

/** The same for a round time. */
function mark(nanos) {
  return offset(nanos).replace(/(\.\d*?)0+( s|$)/, '$1$2').replace(/\.( s|$)/, '$1');
}

function rate(perSecond) {
  if (perSecond >= 1e6) {
    return Number((perSecond / 1e6).toPrecision(3)) + ' M/s';
  }
  return perSecond >= 1e4 ? Number((perSecond / 1e3).toPrecision(3)) + ' k/s' : Number(perSecond.toPrecision(3)) + '/s';
}

function percent(part, whole) {
  if (!whole) {
    return '-';
  }
  const share = (100 * part) / whole;
  if (share > 0 && share < 0.1) {
    return '< 0.1 %';
  }
  return share > 99.9 && part !== whole ? '> 99.9 %' : Number(share.toFixed(1)) + ' %';
}

/** com.acme.Order.price(Order.java:41) as Order.price:41; hidden classes without their address, other lines as they are. */
function shortFrame(frame) {
  const parts = /^(.*)\.([^.(]+)\(([^)]*)\)$/.exec(frame);
  if (!parts) {
    return frame;
  }
  const line = /:\d+$/.exec(parts[3]);
  return parts[1].replace(/\/.*/, '').split('.').pop() + '.' + parts[2] + (line ? line[0] : '');
}

/** com.acme.Order.price(int,java.lang.String) as Order.price(int,String) */
function shortMethod(method) {
  const parts = /^([^(]*)\((.*)\)$/.exec(method);
  if (!parts) {
    return method;
  }
  const name = parts[1].split('.').slice(-2).join('.');
  return name + '(' + parts[2].split(',').map((type) => type.split('.').pop()).join(',') + ')';
}

/** element('p', {className: 'note'}, 'text', child, ...); null children are left out. */
function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties || {});
  made.append(...children.filter((child) => child !== null));
  return made;
}

function card(title, ...children) {
  return element('div', {className: 'card'}, element('h3', {}, title), ...children);
}

function note(text) {
  return element('p', {className: 'note'}, text);
}

function empty(text) {
  return element('p', {className: 'empty'}, text);
}

/** A long name that may break after its separators. */
function breakable(name) {
  const made = element('span', {});
  for (const part of name.split(/(?<=[.:/,!(])(?![.:/,!(])/)) {
    made.append(part, document.createElement('wbr'));
  }
  return made;
}

function swatch(paint) {
  return element('span', {className: 'swatch ' + paint});
}
