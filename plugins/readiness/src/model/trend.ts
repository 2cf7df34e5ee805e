/** How a score went: the line of the last weeks, and by how much it changed since last week. */
import type { TrendPoint } from '@readiness-gates/backstage-plugin-readiness-common';

export interface Trend {
  /** In points of the score. */
  change: number;
  /** The day that it is compared with, where the gate is younger than a week. */
  since?: string;
  /** Its corners, from the left top of a unit square; the score stands until it changes. */
  line: [x: number, y: number][];
}

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const SHOWN_MS = 13 * WEEK_MS;
/** A change of a tenth of a percent must not look like a cliff. */
const LEAST_SPAN = 20;

interface Known {
  time: number;
  day: string;
  value: number;
}

/** `undefined` where there is nothing to compare with: no score, or none before today. */
export function trendOf(
  points: readonly TrendPoint[],
  score: { value?: number },
  now: number,
): Trend | undefined {
  const { value } = score;
  const known = points.flatMap(point =>
    point.value === undefined
      ? []
      : [{ day: point.day, value: point.value, time: Date.parse(point.day) }],
  );
  const past = known.filter(({ time }) => time + DAY_MS <= now);
  if (value === undefined || past.length === 0) return undefined;
  const weekOld = past.filter(({ time }) => time <= now - WEEK_MS).at(-1);
  const { value: then, day } = weekOld ?? past[0];
  return {
    change: Math.round((value - then) * 10) / 10,
    ...(!weekOld && { since: day }),
    line: lineOf(past, value, now),
  };
}

function lineOf(past: Known[], value: number, now: number): Trend['line'] {
  const start = Math.max(past[0].time, now - SHOWN_MS);
  const values = [...past.map(point => point.value), value];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const spare = Math.max(0, LEAST_SPAN - (high - low)) / 2;
  const x = (time: number) => Math.max(0, (time - start) / (now - start));
  const y = (one: number) =>
    1 - (one - low + spare) / (high - low + 2 * spare || 1);
  const line: Trend['line'] = [];
  for (const point of past) {
    const before = line.at(-1);
    if (before) line.push([x(point.time), before[1]]);
    line.push([x(point.time), y(point.value)]);
  }
  return [...line, [1, line.at(-1)![1]], [1, y(value)]];
}
