/** An age people can read, with the exact time behind it. */
import { DateTime } from 'luxon';
import { useApiHolder } from '@backstage/core-plugin-api';
import { appLanguageApiRef } from '@backstage/frontend-plugin-api';

/** The language the app is shown in, so that ages and sentences speak the same one. */
export function useLocale(): string {
  return useApiHolder().get(appLanguageApiRef)?.getLanguage().language ?? 'en';
}

/** `3012` as `3,012`, the way the language writes it. */
export function useNumber(): (value: number) => string {
  const locale = useLocale();
  return value => value.toLocaleString(locale);
}

export function relativeTime(iso: string, now: number, locale: string): string {
  const time = DateTime.fromISO(iso);
  if (!time.isValid) return iso;
  return time.toRelative({ base: DateTime.fromMillis(now), locale }) ?? iso;
}

export function exactTime(iso: string, locale: string): string {
  const time = DateTime.fromISO(iso);
  return time.isValid
    ? time.setLocale(locale).toLocaleString(DateTime.DATETIME_MED)
    : iso;
}

/** `19 Feb 2027`: the day alone, where the hour would only distract. */
export function exactDay(iso: string, locale: string): string {
  const time = DateTime.fromISO(iso);
  return time.isValid
    ? time.setLocale(locale).toLocaleString(DateTime.DATE_MED)
    : iso;
}

export interface RelativeTimeProps {
  iso: string;
  now: number;
}

export const RelativeTime = ({ iso, now }: RelativeTimeProps) => {
  const locale = useLocale();
  return (
    <time dateTime={iso} title={exactTime(iso, locale)}>
      {relativeTime(iso, now, locale)}
    </time>
  );
};

/** The day, with the exact time behind it. */
export const Day = ({ iso }: { iso: string }) => {
  const locale = useLocale();
  return (
    <time dateTime={iso} title={exactTime(iso, locale)}>
      {exactDay(iso, locale)}
    </time>
  );
};
