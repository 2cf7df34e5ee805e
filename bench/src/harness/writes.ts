/** Counts rows that are really written, with triggers: by table and entity. */
import type { Knex } from 'knex';

/** `table` to the entities whose rows were written; `''` for rows of no entity. */
export type Writes = Record<string, Record<string, number>>;

const LOG = 'bench_writes';
const EVENTS = ['INSERT', 'UPDATE', 'DELETE'] as const;

/** SQLite only. Gives a function that tells what was written since it was last asked. */
export async function tellWrites(knex: Knex): Promise<() => Promise<Writes>> {
  await knex.schema.createTable(LOG, table => {
    table.text('name');
    table.text('entity_ref');
  });
  for (const table of await tablesOf(knex)) {
    const hasRef = await knex.schema.hasColumn(table, 'entity_ref');
    for (const event of EVENTS) {
      const row = event === 'DELETE' ? 'OLD' : 'NEW';
      const ref = hasRef ? `coalesce(${row}.entity_ref, '')` : `''`;
      await knex.raw(
        `CREATE TRIGGER bench_${table}_${event} AFTER ${event} ON ${table}
         BEGIN INSERT INTO ${LOG} VALUES ('${table}', ${ref}); END`,
      );
    }
  }
  return async () => {
    const rows: { name: string; entity_ref: string; count: number }[] =
      await knex(LOG)
        .groupBy('name', 'entity_ref')
        .select('name', 'entity_ref')
        .count({ count: '*' });
    await knex(LOG).delete();
    const writes: Writes = {};
    for (const { name, entity_ref: ref, count } of rows)
      (writes[name] ??= {})[ref] = Number(count);
    return writes;
  };
}

async function tablesOf(knex: Knex): Promise<string[]> {
  const tables: { name: string }[] = await knex('sqlite_master')
    .where({ type: 'table' })
    .whereNotIn('name', [LOG, 'knex_migrations', 'knex_migrations_lock'])
    .whereNot('name', 'like', 'sqlite_%')
    .select('name');
  return tables.map(({ name }) => name);
}
