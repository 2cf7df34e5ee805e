/**
 * Time for expressions that somebody else wrote. What they may call is linear and what they give is bounded,
 * but comprehensions over long lists multiply: past its budget a run is ended where it stands, by V8 itself,
 * and a check that keeps being ended rests, so that it cannot take the loop from everybody else.
 */
import { createContext, Script } from 'node:vm';

export interface LeashOptions {
  /** For one expression over one subject. */
  budgetMs: number;
  /** So many runs may be ended within {@link restMs}; then the check rests for as long. */
  strikes: number;
  restMs: number;
  /** Milliseconds that only grow. */
  clock: () => number;
}

const DEFAULTS: LeashOptions = {
  budgetMs: 25,
  strikes: 4,
  restMs: 60_000,
  clock: () => performance.now(),
};

/** The expression took too long, or its check rests because others did. */
export class LeashError extends Error {
  override readonly name = 'LeashError';
}

/** A context of its own, since a budget of time is only given to a script that runs in one. */
const slot: { work: (() => void) | null } = { work: null };
const context = createContext(slot);
const script = new Script('work()');

/** One for each check. */
export class Leash {
  readonly #options: LeashOptions;
  #strikes: number[] = [];

  constructor(options: Partial<LeashOptions> = {}) {
    this.#options = { ...DEFAULTS, ...options };
  }

  /** @throws LeashError, and whatever `work` throws. */
  run<T>(work: () => T): T {
    const { budgetMs, strikes, restMs, clock } = this.#options;
    const now = clock();
    this.#strikes = this.#strikes.filter(at => now - at < restMs);
    if (this.#strikes.length >= strikes)
      throw new LeashError(
        `took longer than ${budgetMs} ms ${strikes} times within a minute, so it is not run for now`,
      );
    // A holder, since what runs may be ended at any point.
    const held: { value?: T; error?: unknown; threw: boolean } = {
      threw: false,
    };
    slot.work = () => {
      try {
        held.value = work();
      } catch (error) {
        held.error = error;
        held.threw = true;
      }
    };
    try {
      script.runInContext(context, { timeout: budgetMs });
    } catch (error) {
      if (!isTimeout(error)) throw error;
      this.#strikes.push(now);
      throw new LeashError(`took longer than ${budgetMs} ms`);
    } finally {
      slot.work = null;
    }
    if (held.threw) throw held.error;
    return held.value as T;
  }
}

function isTimeout(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
