/**
 * For how many entities each check is open. What is counted are rows by the hundred thousand and what is shown is a
 * number in a list, so it is kept for some seconds, for everybody who may see the same.
 */
import { createHash } from 'node:crypto';
import { Kept } from '../kept';
import type { CheckCounts, CheckCountsFilter } from '../store/types';
import type { RouterOptions } from './options';

const KEPT_FOR_MS = 10_000;
const MAX_KEPT = 100;

export interface OpenCountsOptions {
  store: Pick<RouterOptions['store'], 'checkCounts'>;
  clock: RouterOptions['clock'];
}

export class OpenCounts {
  readonly #store: OpenCountsOptions['store'];
  readonly #kept: Kept<CheckCounts>;

  constructor({ store, clock }: OpenCountsOptions) {
    this.#store = store;
    this.#kept = new Kept({
      forMs: KEPT_FOR_MS,
      atMost: MAX_KEPT,
      now: () => clock().getTime(),
    });
  }

  of(filter: CheckCountsFilter): Promise<CheckCounts> {
    return this.#kept.of(keyOf(filter), () => this.#store.checkCounts(filter));
  }
}

function keyOf({ items, allowedRefs }: CheckCountsFilter): string {
  return createHash('sha256')
    .update(JSON.stringify([items, allowedRefs]))
    .digest('base64');
}
