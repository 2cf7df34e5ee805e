/** How a score went over the weeks, and whether it gets where it should. */
import { DateTime } from 'luxon';
import type {
  ReadinessReport,
  ScorePoint,
} from '@readiness-gates/backstage-plugin-readiness-common';

type Target = NonNullable<ReadinessReport['target']>;

const dateOf = (day: string) => DateTime.fromISO(day, { zone: 'utc' });

/** The last day of each week on which the gate changed, the oldest first. */
export function progression(scores: readonly ScorePoint[]): ScorePoint[] {
  const lastOfWeek = new Map<string, ScorePoint>();
  for (const point of [...scores].sort((a, b) => (a.day < b.day ? -1 : 1)))
    lastOfWeek.set(dateOf(point.day).toFormat("kkkk-'W'WW"), point);
  return [...lastOfWeek.values()];
}

/** Weeks of history below which nothing is foretold. */
const MIN_DAYS = 14;

export function targetOf(
  { score, date }: Pick<Target, 'score' | 'date'>,
  points: readonly ScorePoint[],
  value: number | undefined,
  now: Date,
): Target {
  const target = { score, date: date.slice(0, 10) };
  if (value !== undefined && value >= score)
    return { ...target, state: 'reached' };
  if (now.getTime() >= Date.parse(date)) return { ...target, state: 'missed' };
  const slope = slopeOf(points, value, now);
  if (slope === undefined) return { ...target, state: 'tooEarly' };
  if (slope <= 0) return { ...target, state: 'behind' };
  const days = (score - value!) / slope;
  const forecast = DateTime.fromJSDate(now, { zone: 'utc' })
    .plus({ days })
    .toISODate()!;
  return {
    ...target,
    state: forecast <= target.date ? 'onTrack' : 'behind',
    forecast,
  };
}

/** Points a day, as the least squares have it; undefined where the history is too short. */
function slopeOf(
  points: readonly ScorePoint[],
  value: number | undefined,
  now: Date,
): number | undefined {
  const known = points.flatMap(({ day, score }) =>
    score.value === undefined
      ? []
      : [{ x: dateOf(day).toMillis() / 86_400_000, y: score.value }],
  );
  if (value === undefined || known.length === 0) return undefined;
  const all = [...known, { x: now.getTime() / 86_400_000, y: value }];
  if (all.at(-1)!.x - all[0].x < MIN_DAYS) return undefined;
  const mean = (of: (point: { x: number; y: number }) => number) =>
    all.reduce((sum, point) => sum + of(point), 0) / all.length;
  const x = mean(point => point.x);
  const y = mean(point => point.y);
  return (
    mean(point => (point.x - x) * (point.y - y)) /
    mean(point => (point.x - x) ** 2)
  );
}
