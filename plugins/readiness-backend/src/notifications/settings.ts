/** Who is told what, from app-config, read once at start. See config.d.ts. */
import { readDurationFromConfig } from '@backstage/config';
import type { Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { canonicalRef } from '../people/voices';

export interface NotificationSettings {
  regressions: boolean;
  digest: boolean;
  breakGlass: boolean;
  /** Told of storms, and of broken glasses where a scorecard names nobody who decides. */
  operator?: string;
  storm: {
    /** More than this share of a shard's entities at once, */
    share: number;
    /** and more than this many. */
    atLeast: number;
  };
  digestEveryMs: number;
  /** Of the day, UTC. */
  digestAtMs: number;
  /** How long before its end something is about to expire. */
  endsWithinMs: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** @throws Error that names the key */
export function readNotificationSettings(config: Config): NotificationSettings {
  const own = config.getOptionalConfig('readiness.notifications');
  const on = (key: string) => own?.getOptionalBoolean(key) ?? true;
  const duration = (key: string, fallback: number) =>
    own?.has(key)
      ? durationToMilliseconds(readDurationFromConfig(own, { key }))
      : fallback;
  const enabled = on('enabled');
  const operator = own?.getOptionalString('operator');
  return {
    regressions: enabled && on('regressions'),
    digest: enabled && on('digest.enabled'),
    breakGlass: enabled && on('breakGlass'),
    ...(operator !== undefined && { operator: refOf(operator) }),
    storm: {
      share: percentOf(own?.getOptionalNumber('storm.percent') ?? 5) / 100,
      atLeast: own?.getOptionalNumber('storm.atLeast') ?? 10,
    },
    digestEveryMs: positive('digest.every', duration('digest.every', DAY)),
    digestAtMs: timeOfDay(own?.getOptionalString('digest.at') ?? '07:00'),
    endsWithinMs: duration('digest.endsWithin', 14 * DAY),
  };
}

function wrong(key: string, message: string): Error {
  return new Error(`readiness.notifications.${key}: ${message}`);
}

function refOf(text: string): string {
  const ref = canonicalRef(text);
  if (ref === undefined) {
    throw wrong(
      'operator',
      `${JSON.stringify(text)} is no entity ref such as group:default/platform`,
    );
  }
  return ref;
}

function percentOf(percent: number): number {
  if (percent > 0 && percent <= 100) return percent;
  throw wrong('storm.percent', `${percent} is not above 0 and at most 100`);
}

function positive(key: string, milliseconds: number): number {
  if (milliseconds >= MINUTE) return milliseconds;
  throw wrong(key, 'is shorter than a minute');
}

function timeOfDay(text: string): number {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hours === undefined)
    throw wrong(
      'digest.at',
      `${JSON.stringify(text)} is no time such as 07:00`,
    );
  return (Number(hours) * 60 + Number(minutes)) * MINUTE;
}

/** The last moment, up to `now`, that has this time of the day. */
export function lastDigestTime(
  { digestAtMs }: NotificationSettings,
  now: Date,
): Date {
  const midnight = Math.floor(now.getTime() / DAY) * DAY;
  const today = midnight + digestAtMs;
  return new Date(today <= now.getTime() ? today : today - DAY);
}
