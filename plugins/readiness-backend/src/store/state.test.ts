import { claim } from './__testUtils__/leases';
import { watchWrites } from './__testUtils__/writes';
import { stateKeyText } from './state';
import {
  createTestStore,
  eachDatabase,
  NOON,
  problemRow,
  stateRow,
  transition,
} from './testing';

const databases = eachDatabase();
jest.setTimeout(60_000);

const clock = () => NOON;

describe.each(databases.eachSupportedId())('state on %s', id => {
  async function setUp() {
    const { store, knex } = await createTestStore(databases, id, { clock });
    const lease = await claim(store, 'cluster:prod', NOON);
    return { store, knex, lease };
  }

  it('stores states with their problems and transitions', async () => {
    const { store, lease } = await setUp();
    const cart = stateRow('cart');
    const shop = stateRow('shop', { cluster: 'dev', environment: 'dev' });
    await store.applyState(lease, {
      upserts: [
        { state: cart, problems: [problemRow('cart')] },
        { state: shop, problems: [] },
      ],
      deletes: [],
      transitions: [
        transition('cart', { item: 'pdb', from: 'pass', to: 'fail' }),
      ],
    });

    await expect(
      store.states({ entityRefs: [cart.entityRef] }),
    ).resolves.toEqual([cart]);
    await expect(store.states({ keys: [shop, cart] })).resolves.toEqual([
      cart,
      shop,
    ]);
    await expect(
      store.states({ keys: [{ ...shop, environment: 'other' }] }),
    ).resolves.toEqual([]);
    await expect(store.stateDigests('prod')).resolves.toEqual(
      new Map([[stateKeyText(cart), 'd1']]),
    );
    await expect(store.placedOn('dev')).resolves.toEqual([shop.entityRef]);
    await expect(
      store.transitions({ entityRef: cart.entityRef, limit: 10 }),
    ).resolves.toEqual([
      expect.objectContaining({ item: 'pdb', from: 'pass', to: 'fail' }),
    ]);

    await store.applyState(lease, {
      upserts: [],
      deletes: [cart],
      transitions: [],
    });
    await expect(store.states({})).resolves.toEqual([shop]);
    await expect(store.placedOn('prod')).resolves.toEqual([]);
  });

  it('writes nothing for an unchanged digest', async () => {
    const { store, knex, lease } = await setUp();
    const upserts = [
      { state: stateRow('cart'), problems: [problemRow('cart')] },
      { state: stateRow('shop'), problems: [problemRow('shop')] },
    ];
    const changes = { upserts, deletes: [], transitions: [] };
    await store.applyState(lease, changes);

    const writes = await watchWrites(knex, ['state', 'problems']);
    await store.applyState(lease, changes);
    await expect(writes()).resolves.toEqual({ state: 0, problems: 0 });

    upserts[0].state = stateRow('cart', { digest: 'd2' });
    await store.applyState(lease, changes);
    await expect(writes()).resolves.toEqual({ state: 1, problems: 0 });
  });

  it('writes only the problems that differ', async () => {
    const { store, knex, lease } = await setUp();
    const state = stateRow('cart');
    const twice = { check: 'probe', item: 'probes' };
    const problems = [
      problemRow('cart'),
      problemRow('cart', twice),
      problemRow('cart', { ...twice, result: 'unknown', cause: 'timeout' }),
    ];
    await store.applyState(lease, {
      upserts: [{ state, problems }],
      deletes: [],
      transitions: [],
    });
    await expect(
      knex('problems').orderBy('item').orderBy('position'),
    ).resolves.toEqual([
      expect.objectContaining({ item: 'pdb', position: 0 }),
      expect.objectContaining({ item: 'probes', position: 0, result: 'fail' }),
      expect.objectContaining({
        item: 'probes',
        position: 1,
        result: 'unknown',
      }),
    ]);

    const writes = await watchWrites(knex, ['state', 'problems']);
    await store.applyState(lease, {
      upserts: [
        { state: { ...state, digest: 'd2' }, problems: problems.slice(0, 2) },
      ],
      deletes: [],
      transitions: [],
    });
    await expect(writes()).resolves.toEqual({ state: 1, problems: 1 });
    await expect(knex('problems').pluck('position')).resolves.toEqual([0, 0]);
  });

  it('applies thousands of changes and reads their digests page by page', async () => {
    const { store, knex, lease } = await setUp();
    const names = Array.from({ length: 1500 }, (_, i) => `s${i}`);
    const scorecards = ['a', 'b', 'c', 'd'];
    let turns = 0;
    const turning = setInterval(() => turns++, 1);
    await store.applyState(lease, {
      upserts: names.flatMap(name =>
        scorecards.map(scorecard => ({
          state: stateRow(name, { scorecard }),
          problems: scorecard === 'a' ? [problemRow(name, { scorecard })] : [],
        })),
      ),
      deletes: [],
      transitions: names.map(name => transition(name)),
    });
    clearInterval(turning);
    // Others are served meanwhile, also where every statement is synchronous.
    expect(turns).toBeGreaterThan(10);
    const digests = await store.stateDigests('prod');
    expect(digests.size).toBe(6000);
    expect(digests.get(stateKeyText(stateRow('s7', { scorecard: 'c' })))).toBe(
      'd1',
    );
    const [{ problems }] = await knex('problems').count({ problems: '*' });
    const [{ transitions }] = await knex('transitions').count({
      transitions: '*',
    });
    expect([Number(problems), Number(transitions)]).toEqual([1500, 1500]);
  });
});
