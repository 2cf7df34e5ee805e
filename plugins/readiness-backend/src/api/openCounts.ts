/**
 * For how many entities each check is open. What is counted are rows by the hundred thousand and what is shown is a
 * number in a list, so it is kept for some seconds, for everybody who may see the same.
 */
import { createHash } from 'node:crypto';
import type { CheckCounts, CheckCountsFilter } from '../store/types';
import type { RouterOptions } from './options';

const KEPT_FOR_MS = 10_000;
const MAX_KEPT = 100;

export interface OpenCountsOptions {
  store: Pick<RouterOptions['store'], 'checkCounts'>;
  clock: RouterOptions['clock'];
}

export class OpenCounts {
  readonly #options: OpenCountsOptions;
  readonly #kept = new Map<
    string,
    { until: number; counts: Promise<CheckCounts> }
  >();

  constructor(options: OpenCountsOptions) {
    this.#options = options;
  }

  async of(filter: CheckCountsFilter): Promise<CheckCounts> {
    const { store, clock } = this.#options;
    const now = clock().getTime();
    const key = keyOf(filter);
    const known = this.#kept.get(key);
    if (known && known.until > now) return known.counts;
    this.#forgetOld(now);
    const counts = store.checkCounts(filter);
    this.#kept.set(key, { until: now + KEPT_FOR_MS, counts });
    counts.catch(() => this.#kept.delete(key));
    return counts;
  }

  #forgetOld(now: number): void {
    for (const [key, { until }] of this.#kept)
      if (until <= now || this.#kept.size >= MAX_KEPT) this.#kept.delete(key);
  }
}

function keyOf({ items, allowedRefs }: CheckCountsFilter): string {
  return createHash('sha256')
    .update(JSON.stringify([items, allowedRefs]))
    .digest('base64');
}
