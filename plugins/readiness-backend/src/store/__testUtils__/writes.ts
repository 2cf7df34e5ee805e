/** Counts the rows that are really written, with triggers: what no statement counter can see. */
import { Knex } from 'knex';
import { isPostgres } from '../sql';

const EVENTS = ['insert', 'update', 'delete'] as const;

/** Gives a function that tells the rows written to each table since it was last asked. */
export async function watchWrites<T extends string>(
  knex: Knex,
  tables: readonly T[],
): Promise<() => Promise<Record<T, number>>> {
  await knex.schema.createTable('test_writes', table => table.text('name'));
  if (isPostgres(knex)) {
    await knex.raw(`CREATE FUNCTION test_wrote() RETURNS trigger AS $$
      BEGIN INSERT INTO test_writes VALUES (TG_TABLE_NAME); RETURN NULL; END $$ LANGUAGE plpgsql`);
  }
  for (const table of tables) {
    for (const event of EVENTS) {
      await knex.raw(
        isPostgres(knex)
          ? `CREATE TRIGGER test_${table}_${event} AFTER ${event} ON ${table}
             FOR EACH ROW EXECUTE FUNCTION test_wrote()`
          : `CREATE TRIGGER test_${table}_${event} AFTER ${event} ON ${table}
             BEGIN INSERT INTO test_writes VALUES ('${table}'); END`,
      );
    }
  }
  return async () => {
    const names: string[] = await knex('test_writes').pluck('name');
    await knex('test_writes').delete();
    const counts = tables.map(table => [
      table,
      names.filter(it => it === table).length,
    ]);
    return Object.fromEntries(counts) as Record<T, number>;
  };
}
