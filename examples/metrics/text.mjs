// Series as text: OpenMetrics with times for promtool, or without them for a scrape.
import fs from 'node:fs';
import { momentsOf } from './series.mjs';

const escape = text => String(text).replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');

const keyOf = ({ name, labels }) =>
  `${name}{${Object.entries(labels)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([label, value]) => `${label}="${escape(value)}"`)
    .join(',')}}`;

/** Samples of one metric stand together, as OpenMetrics wants it. */
function byName(series) {
  const groups = new Map();
  for (const one of series) {
    const group = groups.get(one.name);
    if (group) group.push(one);
    else groups.set(one.name, [one]);
  }
  return [...groups.values()].flat();
}

/** Gives the number of samples. */
export function writeHistory(file, series, moment) {
  const out = fs.openSync(file, 'w');
  let count = 0;
  let lines = [];
  const flush = () => {
    if (lines.length > 0) fs.writeSync(out, `${lines.join('\n')}\n`);
    lines = [];
  };
  for (const one of byName(series)) {
    const key = keyOf(one);
    for (const t of momentsOf(one, moment)) {
      const value = one.at(t);
      if (value === undefined) continue;
      lines.push(`${key} ${value} ${t}`);
      count += 1;
    }
    if (lines.length > 20_000) flush();
  }
  lines.push('# EOF');
  flush();
  fs.closeSync(out);
  return count;
}

export function exposition(series, now) {
  const lines = byName(series).flatMap(one => {
    const value = one.at(now);
    return value === undefined ? [] : [`${keyOf(one)} ${value}`];
  });
  return `${lines.join('\n')}\n`;
}
