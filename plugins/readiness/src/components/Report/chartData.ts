/** What the chart of the score draws: its points, the range around them, and where they lead to. */
import type { ReadinessReport } from '@readiness-gates/backstage-plugin-readiness-common';

export interface ChartRow {
  time: number;
  value?: number;
  range?: [low: number, high: number];
  forecast?: number;
}

export interface ChartData {
  rows: ChartRow[];
  start: number;
  end: number;
  target?: { score: number; time: number };
}

/** In pixels; what stands in for the chart until it is there is as high. */
export const CHART_HEIGHT = 240;

type Shown = Pick<ReadinessReport, 'at' | 'own' | 'progression' | 'target'>;

const DAY_MS = 86_400_000;
/** A forecast of years would press the weeks that were into a corner. */
const FARTHEST_MS = 26 * 7 * DAY_MS;

/** `undefined` where there are not two days to draw a line between. */
export function chartOf(report: Shown): ChartData | undefined {
  const { at, own, progression, target } = report;
  const now = Date.parse(at);
  const rows: ChartRow[] = [
    ...progression.map(({ day, score }) => ({ day, score })),
    { day: at, score: own.score },
  ]
    .map(({ day, score: { value, low, high } }) => ({
      time: Date.parse(day),
      ...(value !== undefined && { value }),
      range: [low, high] as [number, number],
    }))
    // The point of today is the gate as it is now.
    .filter(({ time }) => time === now || time <= startOfDay(now) - DAY_MS);
  if (rows.length < 2) return undefined;
  const targetTime = target && Date.parse(target.date);
  const ahead = forecastOf(report, now);
  const last = rows[rows.length - 1];
  if (ahead && last.value !== undefined) {
    last.forecast = last.value;
    rows.push(ahead);
  }
  const start = rows[0].time;
  return {
    rows,
    start,
    end: Math.max(now, targetTime ?? now, ahead?.time ?? now),
    ...(target && { target: { score: target.score, time: targetTime! } }),
  };
}

const startOfDay = (time: number) => Math.floor(time / DAY_MS) * DAY_MS;

/** Where the line ahead ends: at the target, or as far as it is drawn. */
function forecastOf({ own, target }: Shown, now: number): ChartRow | undefined {
  const { value } = own.score;
  if (!target?.forecast || value === undefined) return undefined;
  const reached = Date.parse(target.forecast);
  if (reached <= now) return undefined;
  const time = Math.min(
    reached,
    Math.max(now + FARTHEST_MS, Date.parse(target.date)),
  );
  const part = (time - now) / (reached - now);
  return { time, forecast: value + part * (target.score - value) };
}

/** At most so many and the first, a day or whole weeks apart. */
export function ticksOf({ start, end }: ChartData, most = 5): number[] {
  const days = Math.ceil((end - start) / DAY_MS / most);
  const step = days <= 1 ? 1 : Math.ceil(days / 7) * 7;
  const ticks = [];
  for (let time = start; time <= end; time += step * DAY_MS) ticks.push(time);
  return ticks;
}
