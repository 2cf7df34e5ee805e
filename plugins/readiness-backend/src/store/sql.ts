/** The few things that differ between SQLite and PostgreSQL, and how values lie in columns. */
import { setImmediate } from 'node:timers/promises';
import { Knex } from 'knex';

/**
 * Rows in one statement. Well below SQLite's limits (32,766 variables, 500 parts of a compound
 * select) for the widest table, and short enough to leave the event loop alone.
 */
export const BATCH = 200;

/** Rows in one answer where the statement is short: parsed in one piece without holding the event loop for long. */
export const PAGE = 1000;

/** The clock of the store; tests turn it. */
export type Clock = () => Date;

export function isPostgres(db: Knex): boolean {
  return String(db.client.config.client).includes('pg');
}

/** `column` is one of `values`, which travel as one parameter: ten thousand refs are no longer a statement than one. */
export function oneOf(
  db: Knex,
  column: string,
  values: readonly string[],
): Knex.Raw {
  const usable = usableOf(values);
  // Equality with one value lets an index that goes on with the sort column give the order.
  return usable.length === 1
    ? db.raw('?? = ?', [column, usable[0]])
    : isAmong(db, '??', [column], usable);
}

/** The same for rows that something else finds: an index of the column would be tried with every value for each. */
export function alsoOneOf(
  db: Knex,
  column: string,
  values: readonly string[],
): Knex.Raw {
  return isAmong(db, "?? || ''", [column], usableOf(values));
}

/**
 * A pair of columns is one of `pairs`, looked up as one text: both databases look into a set then, where
 * PostgreSQL would compare each row with every pair.
 */
export function oneOfPairs(
  db: Knex,
  columns: readonly [string, string],
  pairs: readonly (readonly [string, string])[],
): Knex.Raw {
  const texts = pairs.map(pair => keyText(...pair));
  return isAmong(db, "?? || '\n' || ??", columns, usableOf(texts));
}

function isAmong(
  db: Knex,
  expression: string,
  columns: readonly string[],
  values: string[],
): Knex.Raw {
  return isPostgres(db)
    ? db.raw(`${expression} = ANY(?::text[])`, [...columns, values])
    : db.raw(`${expression} IN (SELECT value FROM json_each(?))`, [
        ...columns,
        JSON.stringify(values),
      ]);
}

/** PostgreSQL refuses text with NUL, and nothing stored has one. */
function usableOf(values: readonly string[]): string[] {
  return values.filter(value => !value.includes('\u0000'));
}

/** The values as rows of one column, `value`, to select from. */
export function rowsOf(
  db: Knex,
  alias: string,
  values: readonly string[],
): Knex.Raw {
  const usable = usableOf(values);
  return isPostgres(db)
    ? db.raw('unnest(?::text[]) AS ??(value)', [usable, alias])
    : db.raw('json_each(?) AS ??', [JSON.stringify(usable), alias]);
}

/** Locks the selected rows until the transaction ends; SQLite has one writer anyway. */
export function lockRows<T extends Knex.QueryBuilder>(db: Knex, query: T): T {
  return isPostgres(db) ? (query.forUpdate() as T) : query;
}

/** Lets the event loop do what else is waiting. */
export async function nextTurn(): Promise<void> {
  await setImmediate();
}

/**
 * Gives one item after the other and lets the event loop turn in between: on SQLite, statements alone
 * never let it, and everybody would wait until the last row is written.
 */
export async function* inTurns<T>(items: readonly T[]): AsyncGenerator<T> {
  for (const [index, item] of items.entries()) {
    if (index > 0) {
      await nextTurn();
    }
    yield item;
  }
}

export function batches<T>(
  rows: readonly T[],
  size: number = BATCH,
): AsyncGenerator<T[]> {
  const parts: T[][] = [];
  for (let start = 0; start < rows.length; start += size) {
    parts.push(rows.slice(start, start + size));
  }
  return inTurns(parts);
}

/** The last row of each key: one statement must not write a row twice. */
export function lastByKey<T>(
  rows: readonly T[],
  key: (row: T) => string,
): Map<string, T> {
  return new Map(rows.map(row => [key(row), row]));
}

/** Joins parts of a key; none of them ever holds a line break. */
export function keyText(...parts: readonly (string | number)[]): string {
  return parts.join('\n');
}

/** In the order that the columns have: bytewise. */
export function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

export function toTime(date: Date): string {
  return date.toISOString();
}

export function toMaybeTime(date: Date | undefined): string | null {
  return date ? date.toISOString() : null;
}

export function fromMaybeTime(text: string | null): Date | undefined {
  return text === null ? undefined : new Date(text);
}

/** Sums and counts arrive as text from PostgreSQL. */
export function toNumber(value: unknown): number {
  return Number(value ?? 0);
}
