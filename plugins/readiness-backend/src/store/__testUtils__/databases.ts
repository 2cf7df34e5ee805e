/** The databases that tests run on. */
import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { DatabaseReadinessStore } from '../DatabaseReadinessStore';
import { Clock } from '../sql';

const POSTGRES = [18, 17, 16, 15, 14].map(version => ({
  id: `POSTGRES_${version}` as TestDatabaseId,
  variable: `BACKSTAGE_TEST_DATABASE_POSTGRES${version}_CONNECTION_STRING`,
}));

/**
 * SQLite, and the PostgreSQL that a `BACKSTAGE_TEST_DATABASE_POSTGRES…_CONNECTION_STRING` names. Without
 * one it says so and goes on with SQLite alone, unless `REQUIRE_TOOLS=1`.
 *
 * ```ts
 * const databases = eachDatabase();
 * describe.each(databases.eachSupportedId())('gates on %s', id => {
 *   it('…', async () => {
 *     const { store } = await createTestStore(databases, id);
 * ```
 */
export function eachDatabase(): TestDatabases {
  const postgres = POSTGRES.filter(({ variable }) => process.env[variable]);
  if (postgres.length === 0) {
    const message = `No PostgreSQL for these tests: set ${POSTGRES[0].variable}, or run "npm test" at the root`;
    if (process.env.REQUIRE_TOOLS === '1') {
      throw new Error(message);
    }
    process.stderr.write(`${message}. They run on SQLite only.\n`);
  }
  return TestDatabases.create({
    ids: ['SQLITE_3', ...postgres.map(({ id }) => id)],
    // Only databases that are already there.
    disableDocker: true,
  });
}

export interface TestStore {
  store: DatabaseReadinessStore;
  knex: Knex;
}

/** A store in a database of its own, with its tables. */
export async function createTestStore(
  databases: TestDatabases,
  id: TestDatabaseId,
  options: { clock?: Clock } = {},
): Promise<TestStore> {
  const knex = await databases.init(id);
  const store = await DatabaseReadinessStore.create({
    database: { getClient: async () => knex },
    ...options,
  });
  return { store, knex };
}
