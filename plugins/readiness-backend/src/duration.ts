/** Durations of app-config, such as `{ minutes: 10 }`, `10m` or `PT10M`. */
import { readDurationFromConfig } from '@backstage/config';
import type { Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';

/** In milliseconds; undefined where nothing is set. @throws InputError that names the setting. */
export function readOptionalDuration(
  config: Config | undefined,
  key: string,
): number | undefined {
  if (!config?.has(key)) return undefined;
  return durationToMilliseconds(readDurationFromConfig(config, { key }));
}
