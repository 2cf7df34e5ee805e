/** Long work in short steps, so that other requests get their turn. */
import { setImmediate } from 'node:timers/promises';

const STEP_MS = 8;

export class Pace {
  private since = performance.now();
  private count = 0;

  /** To be awaited between small pieces of work; cheap when nothing is due. */
  async breathe(): Promise<void> {
    this.count += 1;
    if (this.count % 64 === 0) await this.turn();
  }

  /** To be awaited between larger pieces. */
  async turn(): Promise<void> {
    if (performance.now() - this.since < STEP_MS) return;
    await setImmediate();
    this.since = performance.now();
  }
}
