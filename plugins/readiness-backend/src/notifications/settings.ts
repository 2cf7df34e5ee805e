/** Who is told what, from app-config, read once at start. See config.d.ts. */
import type { Config } from '@backstage/config';
import { readOptionalDuration } from '../duration';
import { canonicalRef } from '../people/voices';
import { isPerson } from './recipients';

export interface NotificationSettings {
  enabled: boolean;
  regressions: boolean;
  digest: boolean;
  breakGlass: boolean;
  /** Told of storms. */
  operator?: string;
  /** What turned at once is nobody's own doing from this many entities on, */
  storm: {
    atLeast: number;
    /** where it is more than this share of those on the cluster. */
    share: number;
  };
  /** Of the day, UTC. */
  digestAtMs: number;
  /** How long before its end something is about to end. */
  endsWithinMs: number;
}

const ENDS = 'readiness.notifications.digest.endsWithin';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** @throws Error that names the key */
export function readNotificationSettings(config: Config): NotificationSettings {
  const own = config.getOptionalConfig('readiness.notifications');
  const on = (key: string) => own?.getOptionalBoolean(key) ?? true;
  const operator = own?.getOptionalString('operator');
  return {
    enabled: on('enabled'),
    regressions: on('regressions'),
    digest: on('digest.enabled'),
    breakGlass: on('breakGlass'),
    ...(operator !== undefined && { operator: operatorOf(operator) }),
    storm: {
      atLeast: countOf(own?.getOptionalNumber('storm.atLeast') ?? 2),
      share: percentOf(own?.getOptionalNumber('storm.percent') ?? 5) / 100,
    },
    digestAtMs: timeOfDay(own?.getOptionalString('digest.at') ?? '07:00'),
    endsWithinMs: readOptionalDuration(config, ENDS) ?? 14 * DAY,
  };
}

function wrong(key: string, message: string): Error {
  return new Error(`readiness.notifications.${key}: ${message}`);
}

function operatorOf(text: string): string {
  const ref = canonicalRef(text);
  if (ref !== undefined && isPerson(ref)) return ref;
  const named = JSON.stringify(text);
  throw wrong(
    'operator',
    `${named} is no ref of a user or group, such as group:default/platform`,
  );
}

function percentOf(percent: number): number {
  if (percent > 0 && percent <= 100) return percent;
  throw wrong('storm.percent', `${percent} is not above 0 and at most 100`);
}

function countOf(count: number): number {
  if (count >= 1) return count;
  throw wrong('storm.atLeast', `${count} is not at least 1`);
}

function timeOfDay(text: string): number {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hours !== undefined)
    return (Number(hours) * 60 + Number(minutes)) * MINUTE;
  throw wrong('digest.at', `${JSON.stringify(text)} is no time such as 07:00`);
}

/** The last moment, up to `now`, that has this time of the day. */
export function lastDigestTime(
  { digestAtMs }: Pick<NotificationSettings, 'digestAtMs'>,
  now: Date,
): Date {
  const midnight = Math.floor(now.getTime() / DAY) * DAY;
  const today = midnight + digestAtMs;
  return new Date(today <= now.getTime() ? today : today - DAY);
}
