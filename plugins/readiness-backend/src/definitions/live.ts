/** Definitions that may be replaced while everything that holds them goes on. */
import type { Definitions } from './types';

export class LiveDefinitions implements Definitions {
  #current: Definitions;

  constructor(current: Definitions) {
    this.#current = current;
  }

  get checks() {
    return this.#current.checks;
  }

  get scorecards() {
    return this.#current.scorecards;
  }

  get errors() {
    return this.#current.errors;
  }

  replace(next: Definitions): void {
    this.#current = next;
  }
}
