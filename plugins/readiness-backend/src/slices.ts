/** Keeps a long loop from holding the event loop. */
import { setImmediate } from 'node:timers/promises';

const SLICE_MS = 8;

export class Slices {
  #startedAt = performance.now();

  /** Gives way when the slice is used up; tells whether it did. */
  async pause(): Promise<boolean> {
    if (performance.now() - this.#startedAt < SLICE_MS) return false;
    await setImmediate();
    this.#startedAt = performance.now();
    return true;
  }
}
