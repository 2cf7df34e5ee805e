import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { readdirSync } from 'node:fs';
import { claim } from './__testUtils__/leases';
import { DatabaseReadinessStore } from './DatabaseReadinessStore';
import { NotificationStore } from './notifications';
import {
  awaitedRow,
  createTestStore,
  decisionEvent,
  eachDatabase,
  entityRow,
  gateRow,
  NOON,
  observationRow,
  openItemRow,
  outage,
  problemRow,
  reportRow,
  runSummary,
  stateRow,
  transition,
  waiverRow,
  NO_GATE_CHANGES,
} from './testing';

const databases = eachDatabase();
jest.setTimeout(60_000);

const directory = resolvePackagePath(
  '@readiness-gates/backstage-plugin-readiness-backend',
  'migrations',
);

const TABLES = [
  'awaited',
  'daily_counts',
  'decision_entities',
  'decision_events',
  'decisions',
  'definition_copies',
  'departed_entities',
  'entities',
  'entity_tags',
  'evaluations',
  'gate_scores',
  'gates',
  'list_version',
  'notification_marks',
  'notification_outbox',
  'observations',
  'open_items',
  'problems',
  'reports',
  'shards',
  'state',
  'transitions',
];

async function tables(knex: Knex): Promise<string[]> {
  const existing: string[] = [];
  for (const table of TABLES) {
    if (await knex.schema.hasTable(table)) {
      existing.push(table);
    }
  }
  return existing;
}

async function fillEveryTable(knex: Knex) {
  const store = await DatabaseReadinessStore.create({
    database: { getClient: async () => knex, migrations: { skip: true } },
    clock: () => NOON,
  });
  const lease = await claim(store, 'cluster:prod', NOON);
  const cart = entityRow('cart', { tags: ['java'] });
  await store.mirror(lease, [cart, entityRow('gone')]);
  await store.mirror(lease, [cart]);
  await store.applyState(lease, {
    upserts: [{ state: stateRow('cart'), problems: [problemRow('cart')] }],
    deletes: [],
    transitions: [transition('cart')],
  });
  await store.writeObservations(lease, [observationRow('pods')]);
  await store.writeGates([gateRow('cart')], [], []);
  await store.recomputeGates(['component:default/cart'], () => ({
    ...NO_GATE_CHANGES,
    awaited: [awaitedRow('cart')],
    openItems: [openItemRow('cart')],
  }));
  await store.decide(['component:default/cart'], () => ({
    row: waiverRow('w'),
  }));
  await store.addDecisionEvent(decisionEvent('w', 'approved'));
  await store.addReport(reportRow('1'));
  await new NotificationStore(knex).post(
    ['1'],
    [{ key: 'a', recipient: 'user:default/ann', payload: { title: 'A' } }],
    NOON,
  );
  await store.openOutage(outage('prod'));
  await store.requestEvaluation('cluster:prod', 'user:default/ann', NOON);
  await store.countDay('2026-11-21');
  await store.keepDefinitionCopies([
    { location: 'a.yaml', text: 'id: a', readAt: NOON },
  ]);
  await store.releaseShard(lease, NOON, runSummary());
  for (const table of TABLES) {
    await expect(knex(table)).resolves.not.toEqual([]);
  }
}

describe.each(databases.eachSupportedId())('migrations on %s', id => {
  it('each go up and down over real rows', async () => {
    const knex = await databases.init(id);
    const files = readdirSync(directory).filter(name => name.endsWith('.js'));
    for (const file of files) {
      expect(file).toMatch(/^\d{14}_\w+\.js$/);
      await knex.migrate.up({ directory });
    }
    await fillEveryTable(knex);
    for (const _ of files) {
      await knex.migrate.down({ directory });
    }
    await expect(tables(knex)).resolves.toEqual([]);

    await knex.migrate.latest({ directory });
    await expect(tables(knex)).resolves.toEqual(TABLES);
    await fillEveryTable(knex);
  });

  it('are left to others where app-config says so', async () => {
    const knex = await databases.init(id);
    await DatabaseReadinessStore.create({
      database: { getClient: async () => knex, migrations: { skip: true } },
    });
    await expect(tables(knex)).resolves.toEqual([]);
  });

  it('are applied once, and a second start changes nothing', async () => {
    const { knex, store } = await createTestStore(databases, id);
    await store.syncShards(['catalog'], NOON);
    const again = await DatabaseReadinessStore.create({
      database: { getClient: async () => knex },
    });
    await expect(again.shards()).resolves.toHaveLength(1);
  });
});
