/** Until when a word may hold: days of the reader's own calendar within a bound. */
import { DateTime, Duration } from 'luxon';

/** The last day, as `2027-02-19`, that is over within the bound; `undefined` where not even today is. */
export function lastDay(now: number, bound: Duration): string | undefined {
  const start = DateTime.fromMillis(now);
  const end = start.plus(bound);
  const last = end.endOf('day') > end ? end.minus({ days: 1 }) : end;
  return last.startOf('day') >= start.startOf('day')
    ? last.toISODate() ?? undefined
    : undefined;
}

/** A duration of the API; what is none has no bound. */
export function durationOf(iso?: string): Duration | undefined {
  const duration = iso ? Duration.fromISO(iso) : undefined;
  return duration?.isValid ? duration : undefined;
}

export const today = (now: number) =>
  DateTime.fromMillis(now).toISODate() ?? '';

/** The last moment of the day, where the reader is. */
export function endOfDay(day: string): string {
  return DateTime.fromISO(day).endOf('day').toUTC().toISO() ?? day;
}

const MINUTE = 60_000;

/** The longest that a broken glass holds, less what the clocks of two machines may differ. */
const LONGEST_MINUTES = 24 * 60 - 5;

export function inHours(now: number, hours: number): string {
  const minutes = Math.min(hours * 60, LONGEST_MINUTES);
  return new Date(now + minutes * MINUTE).toISOString();
}

/** `P90D` as `90 days`, in the reader's language. */
export function durationText(iso: string, locale: string): string {
  const duration = durationOf(iso);
  return duration ? duration.reconfigure({ locale }).toHuman() : iso;
}
