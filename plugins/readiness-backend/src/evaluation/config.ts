/** Reads the evaluator's settings from app-config. See config.d.ts. */
import type { Config } from '@backstage/config';
import { readOptionalDuration } from '../duration';
import type { EvaluationSettings } from './settings';

const TEN_MINUTES = 10 * 60_000;
const FIVE_MINUTES = 5 * 60_000;
const PERIODS_TO_STALE = 3;
/** `default` is where nothing says otherwise: an estate without environments is gated, not ignored. */
const PRODUCTION = ['production', 'prod', 'default'];

export function readEvaluationSettings(config: Config): EvaluationSettings {
  const readiness = config.getOptionalConfig('readiness');
  const duration = (key: string, fallback: number) =>
    readOptionalDuration(readiness, key) ?? fallback;
  const periodMs = duration('schedule.clusters', TEN_MINUTES);
  return {
    periodMs,
    catalogPeriodMs: duration('schedule.catalog', FIVE_MINUTES),
    maxAgeMs: duration('maxAge', PERIODS_TO_STALE * periodMs),
    gatedEnvironments:
      readiness?.getOptionalStringArray('environments.production') ??
      PRODUCTION,
    environmentLabel:
      readiness?.getOptionalString('environments.label') ?? 'environment',
    extendedGrant: readiness?.getOptionalBoolean('grants.extended') ?? false,
  };
}
