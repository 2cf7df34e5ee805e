import { Duration } from 'luxon';

/** A library says the same few durations a thousand times. Bounded, for callers of the API may say any. */
const KNOWN = new Map<string, number | undefined>();
const MOST_KNOWN = 500;

/** Milliseconds of an ISO 8601 duration, or undefined when it is none or negative. */
export function durationMs(text: string): number | undefined {
  if (!KNOWN.has(text)) {
    if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
    KNOWN.set(text, parse(text));
  }
  return KNOWN.get(text);
}

function parse(text: string): number | undefined {
  // With a locale given, luxon does not load those of the system.
  const duration = Duration.fromISO(text, { locale: 'en' });
  const ms = duration.isValid ? duration.toMillis() : NaN;
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined;
}
