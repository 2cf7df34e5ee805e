import { Duration } from 'luxon';

/** `PT15M` as `15 minutes`; nothing for no time at all. */
export function durationText(iso: string, locale: string): string | undefined {
  const duration = Duration.fromISO(iso, { locale });
  if (!duration.isValid) return iso;
  return duration.toMillis() === 0 ? undefined : duration.toHuman();
}
