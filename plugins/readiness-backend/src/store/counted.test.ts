import { Knex } from 'knex';
import { claim } from './__testUtils__/leases';
import {
  createTestStore,
  eachDatabase,
  entityRow,
  gateRow,
  NOON,
  stateRow,
} from './testing';
import { CountedOnce } from './counted';

const databases = eachDatabase();
jest.setTimeout(60_000);

const PAGE = { sort: 'name', order: 'asc', limit: 1 } as const;
const SHOP = { q: 'shop' };
const CART = entityRow('cart');

function watchCounts(knex: Knex): () => number {
  let counts = 0;
  knex.on('query', ({ sql }) => {
    if (/count\(/i.test(sql)) counts += 1;
  });
  return () => {
    const seen = counts;
    counts = 0;
    return seen;
  };
}

describe.each(databases.eachSupportedId())('what lists count on %s', id => {
  async function opened() {
    const { store, knex } = await createTestStore(databases, id, {
      clock: () => NOON,
    });
    const lease = await claim(store, 'catalog', NOON);
    await store.mirror(lease, [CART, entityRow('shop')]);
    await store.writeGates([gateRow('cart'), gateRow('shop')], [], []);
    const counted = watchCounts(knex);
    const total = async (filter: { allowedRefs?: string[]; q?: string } = {}) =>
      (await store.listGates(filter, PAGE)).total;
    return { store, knex, lease, counted, total };
  }

  it('is counted once for everybody who asks the same', async () => {
    const { store, total, counted } = await opened();
    expect(await total()).toBe(2);
    expect(await total()).toBe(2);
    expect(counted()).toBe(1);
    await store.summarizeGates({}, 'owner');
    await store.summarizeGates({}, 'owner');
    expect(counted()).toBe(1);
  });

  it('is counted for each filter, grouping and list of what may be seen', async () => {
    const { store, total, counted } = await opened();
    const one = [CART.entityRef];
    expect(await total()).toBe(2);
    expect(await total({ ...SHOP })).toBe(1);
    expect(await total({ allowedRefs: one })).toBe(1);
    expect(await total({ allowedRefs: one })).toBe(1);
    expect(await total({ allowedRefs: [] })).toBe(0);
    expect(counted()).toBe(4);
    await store.summarizeGates({}, 'owner');
    await store.summarizeGates({}, 'system');
    expect(counted()).toBe(2);
  });

  it('is counted anew when gates were written', async () => {
    const { store, total, counted } = await opened();
    await total();
    await store.writeGates([], [gateRow('shop')], []);
    expect(await total()).toBe(1);
    expect(counted()).toBe(2);
  });

  it('is not when the same gates were written', async () => {
    const { store, total, counted } = await opened();
    await total();
    await store.writeGates([gateRow('shop')], [], []);
    await total();
    expect(counted()).toBe(1);
  });

  it('is counted anew when an entity changed, and when one left', async () => {
    const { store, lease, total } = await opened();
    expect(await total(SHOP)).toBe(1);
    const renamed = entityRow('cart', { title: 'Shopping', digest: 'new' });
    await store.mirror(lease, [renamed, entityRow('shop')]);
    expect(await total(SHOP)).toBe(2);
    await store.mirror(lease, [renamed]);
    expect(await total(SHOP)).toBe(1);
  });

  it('is counted anew when an entity was found somewhere', async () => {
    const { store } = await opened();
    const shard = await claim(store, 'cluster:prod', NOON);
    const found = async () =>
      (await store.summarizeGates({}, 'cluster')).map(({ group }) => group);
    expect(await found()).toEqual([]);
    const state = stateRow('cart');
    await store.applyState(shard, {
      upserts: [{ state, problems: [] }],
      deletes: [],
      transitions: [],
    });
    expect(await found()).toEqual([state.cluster]);
    await store.applyState(shard, {
      upserts: [],
      deletes: [state],
      transitions: [],
    });
    expect(await found()).toEqual([]);
  });

  it('is counted anew when a cluster went', async () => {
    const { store } = await opened();
    const shard = await claim(store, 'cluster:prod', NOON);
    const state = stateRow('cart');
    await store.applyState(shard, {
      upserts: [{ state, problems: [] }],
      deletes: [],
      transitions: [],
    });
    expect(await store.summarizeGates({}, 'cluster')).toHaveLength(1);
    await store.syncShards(['catalog'], NOON);
    expect(await store.summarizeGates({}, 'cluster')).toHaveLength(0);
  });

  it('is asked again where it could not be counted', async () => {
    const { knex } = await opened();
    const once = new CountedOnce(knex);
    const count = jest
      .fn<Promise<number>, []>()
      .mockRejectedValueOnce(new Error('no connection'))
      .mockResolvedValue(3);
    await expect(once.of('gates', {}, count)).rejects.toThrow('no connection');
    await expect(once.of('gates', {}, count)).resolves.toBe(3);
  });

  it('is counted each time where nothing says when it was written', async () => {
    const { knex, total, counted } = await opened();
    await knex('list_version').delete();
    await total();
    await total();
    expect(counted()).toBe(2);
  });
});
