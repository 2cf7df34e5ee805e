// A time series is a name, labels, and a value at any moment (in seconds): history and what is scraped now come from one function.
// `days`: how far back its history goes; `every`: seconds between its samples; `since`: when it began; `pairs`: each sample
// has one half an hour before it, so that a rate can be told of every hour that is looked at; `held`: days back whose samples
// lie close, where checks ask whether there was history then; `recent`: seconds before now with a sample a minute.
import { number } from '../controllers/names.mjs';

export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 24 * HOUR;
const GRID = 30 * MINUTE;
const COARSE = 6 * HOUR;
const RECENT = 20 * MINUTE;

const noiseOf = labels => (number(JSON.stringify(labels), 1000) / 1000) * 2 * Math.PI;

export function gauge(name, labels, value, options = {}) {
  return { name, labels, at: typeof value === 'function' ? value : () => value, days: 0, ...options };
}

/** Goes up and down by a share of its value in a day, each series at its own time. */
export function swinging(name, labels, mean, { swing = 0.1, ...options } = {}) {
  const phase = noiseOf(labels);
  return gauge(name, labels, t => mean * (1 + swing * Math.sin((2 * Math.PI * t) / DAY + phase)), options);
}

/** So much in a second, more by day than by night; `steps`: [seconds ago at the start, amount] on top of it. */
export function counter(name, labels, perSecond, { swing = 0.1, steps = [], moment, ...options } = {}) {
  const phase = noiseOf(labels);
  const angle = t => (2 * Math.PI * t) / DAY + phase;
  const birth = (moment ?? 0) - 40 * DAY;
  const at = t => {
    const steady = perSecond * (t - birth);
    const waves = ((perSecond * swing * DAY) / (2 * Math.PI)) * (Math.cos(angle(birth)) - Math.cos(angle(t)));
    const extra = steps.reduce((sum, [ago, amount]) => sum + (t >= moment - ago ? amount : 0), 0);
    return Math.floor(steady + waves) + extra;
  };
  return { name, labels, at, days: 1, recent: RECENT, ...options };
}

/** A counter that may have parts of a whole: seconds of CPU, bytes. */
export function meter(name, labels, perSecond, options) {
  const whole = counter(name, labels, perSecond * 1000, options);
  return { ...whole, at: t => whole.at(t) / 1000 };
}

/** `shares`: [upper bound, share of what takes at most so long] in rising order; the rest is longer than the last one. */
export function histogram(name, labels, perSecond, shares, options) {
  const of = (suffix, more, share) => {
    const { at, ...series } = counter(`${name}${suffix}`, labels, perSecond, options);
    return { ...series, labels: { ...labels, ...more }, at: t => Math.floor(at(t) * share) };
  };
  const bounds = shares.map(([bound]) => bound);
  const mean = shares.reduce((sum, [bound, share], i) => sum + bound * (share - (shares[i - 1]?.[1] ?? 0)), 0);
  return [
    ...shares.map(([bound, share]) => of('_bucket', { le: String(bound) }, share)),
    of('_bucket', { le: '+Inf' }, 1),
    of('_count', {}, 1),
    of('_sum', {}, Math.min(mean, bounds[bounds.length - 1])),
  ];
}

/** The moments of a series' history, oldest first. */
export function momentsOf({ days, every = COARSE, since = 0, recent = 0, pairs = false, held = [] }, moment) {
  const first = Math.max(since, moment - days * DAY);
  const moments = [moment];
  const add = (from, to, step) => {
    for (let t = Math.ceil(from / step) * step; t < to; t += step) moments.push(t, ...(pairs ? [t - GRID] : []));
  };
  add(first, moment, every);
  if (days > 0) add(moment - 2 * HOUR, moment, GRID);
  for (const day of held) add(moment - day * DAY - HOUR, moment - day * DAY + DAY, GRID);
  if (recent > 0) add(moment - recent, moment, MINUTE);
  return [...new Set(moments)].filter(t => t === moment || t >= first).sort((a, b) => a - b);
}
