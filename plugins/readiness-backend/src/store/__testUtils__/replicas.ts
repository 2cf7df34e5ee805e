/** Real concurrency: stores with connections of their own on one database, and a moment at which they meet. */
import knexFactory, { Knex } from 'knex';
import { DatabaseReadinessStore } from '../DatabaseReadinessStore';
import { isPostgres, nextTurn } from '../sql';

/** Opens stores on the database of another. */
export function openReplicas(): (
  knex: Knex,
) => Promise<DatabaseReadinessStore> {
  const connect = openConnections();
  return async knex => {
    const own = await connect(knex);
    return DatabaseReadinessStore.create({
      database: { getClient: async () => own, migrations: { skip: true } },
    });
  };
}

/** Opens connections to the database of another; SQLite has one, which all share. Closed after each test. */
export function openConnections(): (knex: Knex) => Promise<Knex> {
  const opened: Knex[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(it => it.destroy()));
  });
  return async knex => {
    const own = isPostgres(knex)
      ? knexFactory({
          ...knex.client.config,
          connection: knex.client.connectionSettings,
        })
      : knex;
    if (own !== knex) {
      opened.push(own);
    }
    return own;
  };
}

/**
 * Starts one after the other and lets none go on before all are under way: on PostgreSQL they queue behind the
 * locks of `hold`, on SQLite for the one connection; in the order in which they started.
 */
export async function together<T>(
  knex: Knex,
  hold: (trx: Knex) => Promise<unknown>,
  starts: readonly (() => Promise<T>)[],
): Promise<PromiseSettledResult<T>[]> {
  const trx = await knex.transaction();
  await hold(trx);
  const running: Promise<T>[] = [];
  for (const start of starts) {
    running.push(start());
    while ((await waiting(knex)) < running.length) {
      await nextTurn();
    }
  }
  await trx.rollback();
  return Promise.allSettled(running);
}

async function waiting(knex: Knex): Promise<number> {
  if (!isPostgres(knex)) {
    return knex.client.pool.numPendingAcquires();
  }
  const [{ blocked }] = await knex('pg_stat_activity')
    .whereRaw("datname = current_database() AND wait_event_type = 'Lock'")
    .count({ blocked: '*' });
  return Number(blocked);
}
