/** Drives the engine: shards as they fall due, a sweep every minute, and a stop that waits for the run. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Engine } from './engine';

const IDLE_MS = 1_000;
const SWEEP_MS = 60_000;
const AFTER_ERROR_MS = 5_000;

export class EvaluationLoop {
  readonly #engine: Pick<Engine, 'runNext' | 'sweep'>;
  readonly #definitions: { refresh(): Promise<void> };
  readonly #logger: LoggerService;
  readonly #stopping = new AbortController();
  #woken = new AbortController();
  #running: Promise<void> | undefined;

  constructor(
    engine: Pick<Engine, 'runNext' | 'sweep'>,
    definitions: { refresh(): Promise<void> },
    logger: LoggerService,
  ) {
    this.#engine = engine;
    this.#definitions = definitions;
    this.#logger = logger;
  }

  start(): void {
    this.#running ??= this.#loop();
  }

  /** Looks for due shards at once: somebody asked for an evaluation. */
  wake(): void {
    this.#woken.abort();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.wake();
    await this.#running;
  }

  async #loop(): Promise<void> {
    let sweepAt = Date.now() + SWEEP_MS;
    while (!this.#stopping.signal.aborted) {
      try {
        if (Date.now() >= sweepAt) {
          sweepAt = Date.now() + SWEEP_MS;
          await this.#definitions.refresh();
          await this.#engine.sweep();
        }
        if (!(await this.#engine.runNext())) await this.#idle(IDLE_MS);
      } catch (error) {
        this.#logger.error(
          'The evaluation loop goes on after an error',
          error as Error,
        );
        await this.#idle(AFTER_ERROR_MS);
      }
    }
  }

  async #idle(milliseconds: number): Promise<void> {
    this.#woken = new AbortController();
    const signal = AbortSignal.any([this.#woken.signal, this.#stopping.signal]);
    // An abort is the wake-up, not an error.
    await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}
