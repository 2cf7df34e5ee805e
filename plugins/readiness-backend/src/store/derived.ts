/** Rows that follow from the gates of entities, made what they are now: only those that differ are written. */
import { Knex } from 'knex';
import { batches, keyText, lastByKey, oneOf } from './sql';

/** Each of them may have dozens of rows, which arrive in one piece. */
const ENTITIES = 50;

type Values<Row> = readonly (keyof Row & string)[];

export interface DerivedTable<Row> {
  name: string;
  key: Values<Row>;
  /** The other columns. */
  values: Values<Row>;
}

/** What is stored of these entities and is not among `rows` goes; of others nothing is said. */
export async function writeDerived<Row extends { entity_ref: string }>(
  trx: Knex,
  { name, key, values }: DerivedTable<Row>,
  entityRefs: readonly string[],
  rows: readonly Row[],
): Promise<void> {
  const keyOf = (row: Row) => keyText(...key.map(column => `${row[column]}`));
  const wanted = lastByKey(rows, keyOf);
  const obsolete: Row[] = [];
  for await (const batch of batches(entityRefs, ENTITIES)) {
    const stored: Row[] = await trx(name)
      .where(oneOf(trx, 'entity_ref', batch))
      .select('*');
    for (const row of stored) {
      const now = wanted.get(keyOf(row));
      if (!now) {
        obsolete.push(row);
      } else if (values.every(column => isSame(now[column], row[column]))) {
        wanted.delete(keyOf(row));
      }
    }
  }

  for await (const batch of batches(obsolete)) {
    await trx(name)
      .whereIn(
        [...key],
        batch.map(row => key.map(column => row[column])) as Knex.Value[][],
      )
      .delete();
  }
  for await (const batch of batches([...wanted.values()])) {
    await trx(name)
      .insert(batch)
      .onConflict([...key])
      .merge([...values]);
  }
}

/** SQLite gives numbers for booleans. */
function isSame(now: unknown, stored: unknown): boolean {
  return typeof now === 'boolean' ? now === Boolean(stored) : now === stored;
}
