/** Answers that cost much and may be some seconds old: kept for a while, for everybody who asks the same. */
export interface KeptOptions {
  forMs: number;
  /** Of different questions. */
  atMost?: number;
  /** In milliseconds. */
  now?: () => number;
}

export class Kept<T> {
  readonly #answers = new Map<string, { until: number; value: Promise<T> }>();
  readonly #forMs: number;
  readonly #atMost: number;
  readonly #now: () => number;

  constructor({
    forMs,
    atMost = 1,
    now = () => performance.now(),
  }: KeptOptions) {
    this.#forMs = forMs;
    this.#atMost = atMost;
    this.#now = now;
  }

  /** Reads at most once in the time, however many ask together; what could not be read is asked again. */
  async of(key: string, read: () => Promise<T>): Promise<T> {
    const now = this.#now();
    const known = this.#answers.get(key);
    if (known && now < known.until) return known.value;
    this.#forgetOld(now);
    const value = read();
    this.#answers.set(key, { until: now + this.#forMs, value });
    value.catch(() => this.#answers.delete(key));
    return value;
  }

  #forgetOld(now: number): void {
    for (const [key, { until }] of this.#answers)
      if (until <= now || this.#answers.size >= this.#atMost)
        this.#answers.delete(key);
  }
}
