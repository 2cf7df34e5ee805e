/**
 * What lists count over all gates, kept for as long as nothing of it is written. A count walks every gate that
 * matches, thousands ask for the same one, and it changes with an evaluation, not with a request.
 */
import { Knex } from 'knex';
import { entryOf } from '../entryOf';

const TABLE = 'list_version';
/** Filters are the callers' to choose. */
const MOST = 500;

/**
 * To be called last in a transaction that writes gates, entities or where they live: the row stays locked until its
 * end. Whoever sees the new version sees what was written.
 */
export async function countAnew(trx: Knex): Promise<void> {
  await trx(TABLE).increment('version', 1);
}

export class CountedOnce {
  #version = -1;
  #answers = new Map<string, Promise<unknown>>();
  /** Long lists of refs are told apart by themselves: a caller's is the same one for a minute. */
  readonly #refs = new WeakMap<object, number>();
  #refsSeen = 0;

  constructor(private readonly db: Knex) {}

  /** `question` and the filter name what is counted. */
  async of<T>(
    question: string,
    filter: { allowedRefs?: readonly string[] },
    count: () => Promise<T>,
  ): Promise<T> {
    const row = await this.db<{ version: number }>(TABLE).first('version');
    if (!row) return count();
    const { version } = row;
    if (version !== this.#version || this.#answers.size >= MOST) {
      this.#version = version;
      this.#answers = new Map();
    }
    const answers = this.#answers;
    const key = this.#keyOf(question, filter);
    const answer = entryOf(answers, key, count);
    answer.catch(() => answers.delete(key));
    return answer as Promise<T>;
  }

  #keyOf(
    question: string,
    {
      allowedRefs,
      ...filter
    }: { allowedRefs?: readonly string[]; [field: string]: unknown },
  ): string {
    const refs =
      allowedRefs &&
      entryOf(this.#refs, allowedRefs, () => {
        this.#refsSeen += 1;
        return this.#refsSeen;
      });
    const fields = Object.entries(filter).sort(([a], [b]) => (a < b ? -1 : 1));
    return JSON.stringify([question, fields, refs]);
  }
}
