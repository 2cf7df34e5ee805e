import { Duration } from 'luxon';

/** Milliseconds of an ISO 8601 duration, or undefined when it is none or negative. */
export function durationMs(text: string): number | undefined {
  // With a locale given, luxon does not load those of the system.
  const duration = Duration.fromISO(text, { locale: 'en' });
  const ms = duration.isValid ? duration.toMillis() : NaN;
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined;
}
