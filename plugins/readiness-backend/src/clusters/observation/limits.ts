/** How much is asked of a cluster at a time, and how long a busy one is waited for. See config.d.ts. */
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readOptionalDuration } from '../../duration';

export interface ReadingLimits {
  /** Requests at a time to one cluster, from this process. */
  concurrency: number;
  /** How long a request is put off, in all, while the server is busy. */
  maxWaitMs: number;
}

export const DEFAULT_LIMITS: ReadingLimits = {
  concurrency: 4,
  maxWaitMs: 30_000,
};
const MAX_CONCURRENCY = 32;
/** A shard's lease is two minutes, and the request itself may take half a one before the wait and after it. */
const MAX_WAIT_MS = 60_000;

/** @throws InputError that names the setting. */
export function readReadingLimits(config: Config): ReadingLimits {
  const kubernetes = config.getOptionalConfig('readiness.kubernetes');
  const concurrency =
    kubernetes?.getOptionalNumber('concurrency') ?? DEFAULT_LIMITS.concurrency;
  if (
    !Number.isInteger(concurrency) ||
    concurrency < 1 ||
    concurrency > MAX_CONCURRENCY
  )
    throw new InputError(
      `readiness.kubernetes.concurrency must be a whole number from 1 to ${MAX_CONCURRENCY}, not ${concurrency}`,
    );
  const maxWaitMs =
    readOptionalDuration(kubernetes, 'maxWait') ?? DEFAULT_LIMITS.maxWaitMs;
  if (maxWaitMs > MAX_WAIT_MS)
    throw new InputError(
      'readiness.kubernetes.maxWait must be a minute at most: a shard is leased for two',
    );
  return { concurrency, maxWaitMs };
}
