import { claim } from './__testUtils__/leases';
import { watchWrites } from './__testUtils__/writes';
import {
  createTestStore,
  eachDatabase,
  entityRow,
  gateRow,
  minutesAfter,
  NOON,
  problemRow,
  stateRow,
  transition,
} from './testing';

const databases = eachDatabase();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('the catalog mirror on %s', id => {
  async function setUp() {
    const { store, knex } = await createTestStore(databases, id, {
      clock: () => NOON,
    });
    return { store, knex, lease: await claim(store, 'catalog', NOON) };
  }

  it('tells what appeared, changed and left, and writes only that', async () => {
    const { store, knex, lease } = await setUp();
    const [a, b, c] = ['a', 'b', 'c'].map(name =>
      entityRow(name, { tags: ['x'] }),
    );
    await expect(store.mirror(lease, [a, b])).resolves.toEqual({
      added: [a.entityRef, b.entityRef],
      changed: [],
      removed: [],
    });
    await expect(store.entities()).resolves.toEqual([a, b]);

    const writes = await watchWrites(knex, ['entities', 'entity_tags']);
    const unchanged = { ...a, changedAt: minutesAfter(NOON, 5) };
    await expect(store.mirror(lease, [b, unchanged])).resolves.toEqual({
      added: [],
      changed: [],
      removed: [],
    });
    await expect(writes()).resolves.toEqual({ entities: 0, entity_tags: 0 });

    const renamed = { ...b, title: 'Bee', tags: ['y', 'z'], digest: 'd2' };
    await expect(store.mirror(lease, [renamed, c])).resolves.toEqual({
      added: [c.entityRef],
      changed: [b.entityRef],
      removed: [a.entityRef],
    });
    await expect(store.entities()).resolves.toEqual([renamed, c]);
    await expect(
      store.entities({ entityRefs: [c.entityRef] }),
    ).resolves.toEqual([c]);
    await expect(
      knex('entity_tags').orderBy(['entity_ref', 'tag']).pluck('tag'),
    ).resolves.toEqual(['y', 'z', 'x']);

    const born = { ...renamed, uid: 'another' };
    await expect(store.mirror(lease, [born, c])).resolves.toMatchObject({
      changed: [b.entityRef],
    });
  });

  it('removes the results of an entity that left, and keeps its history', async () => {
    const { store, knex, lease } = await setUp();
    await store.mirror(lease, [entityRow('a'), entityRow('b')]);
    await store.applyState(lease, {
      upserts: ['a', 'b'].map(name => ({
        state: stateRow(name),
        problems: [problemRow(name)],
      })),
      deletes: [],
      transitions: [transition('a'), transition('b')],
    });
    await store.writeGates([gateRow('a'), gateRow('b')], [], []);

    await store.mirror(lease, [entityRow('b')]);
    for (const table of [
      'entities',
      'state',
      'problems',
      'gates',
      'gate_scores',
    ]) {
      await expect(knex(table).pluck('entity_ref')).resolves.toEqual([
        'component:default/b',
      ]);
    }
    await expect(knex('transitions')).resolves.toHaveLength(2);
  });

  it('takes nothing from one that the catalog gave another uid', async () => {
    const { store, knex, lease } = await setUp();
    const a = entityRow('a');
    await store.mirror(lease, [a]);
    await store.applyState(lease, {
      upserts: [{ state: stateRow('a'), problems: [problemRow('a')] }],
      deletes: [],
      transitions: [],
    });
    await store.writeGates([gateRow('a')], [], []);

    await expect(
      store.mirror(lease, [{ ...a, uid: 'another' }]),
    ).resolves.toEqual({ added: [], changed: [a.entityRef], removed: [] });
    await expect(store.entities()).resolves.toMatchObject([{ uid: 'another' }]);
    for (const table of ['state', 'problems', 'gates', 'gate_scores'])
      await expect(knex(table).pluck('entity_ref')).resolves.toEqual([
        a.entityRef,
      ]);
  });

  it('mirrors thousands', async () => {
    const { store, lease } = await setUp();
    const many = Array.from({ length: 2500 }, (_, i) =>
      entityRow(`s${i}`, { tags: ['x', 'y'] }),
    );
    const alive = jest.fn(async () => undefined);
    await expect(store.mirror(lease, many, alive)).resolves.toMatchObject({
      changed: [],
      removed: [],
    });
    expect(alive.mock.calls.length).toBeGreaterThan(1);
    await expect(store.entities()).resolves.toHaveLength(2500);
    const { removed } = await store.mirror(lease, many.slice(0, 10));
    expect(removed).toHaveLength(2490);
  });
});
