import { Duration } from 'luxon';

/** Milliseconds of an ISO 8601 duration, or undefined when it is none or negative. */
export function durationMs(text: string): number | undefined {
  const duration = Duration.fromISO(text);
  const ms = duration.isValid ? duration.toMillis() : NaN;
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined;
}
