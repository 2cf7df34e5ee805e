import { claim } from './__testUtils__/leases';
import { watchWrites } from './__testUtils__/writes';
import {
  createTestStore,
  eachDatabase,
  entityRow,
  gateRow,
  gateState,
  minutesAfter,
  NOON,
  runSummary,
  stateRow,
  transition,
  NO_GATE_CHANGES,
} from './testing';
import { GateChanges } from './types';

const databases = eachDatabase();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('gates on %s', id => {
  async function setUp() {
    return createTestStore(databases, id, { clock: () => NOON });
  }

  it('writes the gates that differ and tells only their transitions', async () => {
    const { store, knex } = await setUp();
    const cart = gateRow('cart', {
      verdict: 'blocked',
      waitingOn: ['service', 'people'],
    });
    const shop = gateRow('shop', { verdict: 'ready' }, { nextChangeAt: NOON });
    await expect(store.writeGates([cart, shop], [], [])).resolves.toBe(2);
    await expect(
      store.gates([cart.entityRef, shop.entityRef]),
    ).resolves.toEqual([cart, shop]);

    const writes = await watchWrites(knex, ['gates', 'transitions']);
    const told = [transition('cart'), transition('shop')];
    await expect(store.writeGates([cart, shop], [], told)).resolves.toBe(0);
    await expect(writes()).resolves.toEqual({ gates: 0, transitions: 0 });

    const ready = gateRow(
      'cart',
      { verdict: 'ready' },
      { changedAt: minutesAfter(NOON, 1) },
    );
    await expect(store.writeGates([ready, shop], [], told)).resolves.toBe(1);
    await expect(writes()).resolves.toEqual({ gates: 1, transitions: 1 });
    await expect(store.gates([cart.entityRef])).resolves.toEqual([ready]);

    const decided = transition('shop', { item: 'pdb', cause: 'decision' });
    await expect(
      store.writeGates([], [ready], [transition('cart'), decided]),
    ).resolves.toBe(0);
    await expect(writes()).resolves.toEqual({ gates: 1, transitions: 2 });
    await expect(store.gates([cart.entityRef])).resolves.toEqual([]);
  });

  it('gives the verdicts of the gates themselves, of the scorecards that are asked for', async () => {
    const { store } = await setUp();
    const own = (name: string, scorecard: string) =>
      gateRow(name, { verdict: 'blocked' }, { scorecard });
    await store.writeGates(
      [
        own('shop', 'b'),
        own('cart', 'b'),
        own('cart', 'a'),
        own('cart', 'c'),
        gateRow(
          'cart',
          { verdict: 'ready' },
          { scorecard: 'a', environment: 'dev' },
        ),
      ],
      [],
      [],
    );
    const verdict = 'blocked';
    await expect(store.ownVerdicts(['b', 'a'])).resolves.toEqual([
      { entityRef: 'component:default/cart', scorecard: 'a', verdict },
      { entityRef: 'component:default/cart', scorecard: 'b', verdict },
      { entityRef: 'component:default/shop', scorecard: 'b', verdict },
    ]);
    await expect(store.ownVerdicts([])).resolves.toEqual([]);
  });

  it('finds the entities whose time has come, the longest due first', async () => {
    const { store } = await setUp();
    await store.writeGates(
      [
        gateRow('a', {}, { nextChangeAt: minutesAfter(NOON, -1) }),
        gateRow('b', {}, { nextChangeAt: minutesAfter(NOON, -3) }),
        gateRow(
          'b',
          {},
          { environment: 'dev', nextChangeAt: minutesAfter(NOON, -2) },
        ),
        gateRow('c', {}, { nextChangeAt: minutesAfter(NOON, 1) }),
        gateRow('d'),
      ],
      [],
      [],
    );
    const b = 'component:default/b';
    await expect(store.dueGates(NOON, 10)).resolves.toEqual([
      b,
      'component:default/a',
    ]);
    await expect(store.dueGates(NOON, 1)).resolves.toEqual([b]);
  });

  it('recomputes from what is stored, one replica after the other', async () => {
    const { store } = await setUp();
    const lease = await claim(store, 'catalog', NOON);
    await store.mirror(lease, [entityRow('cart')]);
    await store.writeGates([gateRow('cart', { blocking: 0 })], [], []);
    await store.applyState(lease, {
      upserts: [{ state: stateRow('cart'), problems: [] }],
      deletes: [],
      transitions: [],
    });
    const addOne = jest.fn(({ entities, states, gates }): GateChanges => {
      expect([entities.length, states.length]).toEqual([1, 1]);
      return {
        ...NO_GATE_CHANGES,
        rows: [gateRow('cart', { blocking: gates[0].state.blocking + 1 })],
      };
    });
    const ref = entityRow('cart').entityRef;
    const written = await Promise.all(
      Array.from({ length: 5 }, () => store.recomputeGates([ref, ref], addOne)),
    );
    // An increment is lost where two replicas read the same row.
    expect(written).toEqual([1, 1, 1, 1, 1]);
    const [gate] = await store.gates([ref]);
    expect(gate.state.blocking).toBe(5);
    await store.releaseShard(lease, NOON, runSummary());
  });

  it('says before each batch that it is alive', async () => {
    const { store } = await setUp();
    const lease = await claim(store, 'catalog', NOON);
    const many = Array.from({ length: 450 }, (_, i) => entityRow(`s${i}`));
    await store.mirror(lease, many);
    const steps: string[] = [];
    await store.recomputeGates(
      many.map(({ entityRef }) => entityRef),
      async ({ entities }) => {
        steps.push(`${entities.length} entities`);
        return NO_GATE_CHANGES;
      },
      async () => void steps.push('alive'),
    );
    expect(steps).toEqual([
      'alive',
      '200 entities',
      'alive',
      '200 entities',
      'alive',
      '50 entities',
    ]);
    await store.releaseShard(lease, NOON, runSummary());
  });

  it('counts a day, again and again', async () => {
    const { store, knex } = await setUp();
    const lease = await claim(store, 'catalog', NOON);
    const names = ['a', 'b', 'c', 'd'];
    await store.mirror(
      lease,
      names.map(name =>
        entityRow(name, name === 'd' ? {} : { owner: 'group:default/shop' }),
      ),
    );
    const score = (value: number) => ({ value, low: value, high: value });
    const gates = [
      gateRow('a', { verdict: 'ready', score: score(90) }),
      gateRow('b', { verdict: 'ready', score: score(80) }),
      gateRow('c', { verdict: 'incomplete', score: { low: 0, high: 100 } }),
      gateRow('d', { verdict: 'blocked', score: score(10) }),
      gateRow('a', { verdict: 'blocked' }, { environment: 'dev' }),
    ];
    await store.writeGates(gates, [], []);
    await store.countDay('2026-11-20');
    await store.countDay('2026-11-21');
    const day = '2026-11-21';
    const common = { day, scorecard: 'service-baseline', environment: '' };
    const shop = 'group:default/shop';
    const expected = [
      {
        ...common,
        owner: '',
        verdict: 'blocked',
        gates: 1,
        scored: 1,
        scoreSum: 10,
      },
      {
        ...common,
        owner: shop,
        verdict: 'incomplete',
        gates: 1,
        scored: 0,
        scoreSum: 0,
      },
      {
        ...common,
        owner: shop,
        verdict: 'ready',
        gates: 2,
        scored: 2,
        scoreSum: 170,
      },
    ];
    const filter = { from: day, to: day };
    await expect(store.dailyCounts(filter)).resolves.toEqual(expected);
    await store.countDay(day);
    await Promise.all([store.countDay(day), store.countDay(day)]);
    await expect(store.dailyCounts(filter)).resolves.toEqual(expected);
    await expect(
      store.dailyCounts({
        ...filter,
        owner: [shop],
        scorecard: ['service-baseline'],
      }),
    ).resolves.toHaveLength(2);

    await knex('gates')
      .where({ entity_ref: entityRow('d').entityRef })
      .delete();
    await store.countDay(day);
    await expect(store.dailyCounts(filter)).resolves.toEqual(expected.slice(1));
    await expect(
      store.dailyCounts({ from: '2026-11-20', to: '2026-11-20' }),
    ).resolves.toHaveLength(3);
  });

  it('keeps a gate state as it was', async () => {
    const { store } = await setUp();
    const state = gateState({
      score: { low: 0, high: 100 },
      nextChangeAt: NOON.toISOString(),
    });
    await store.writeGates([{ ...gateRow('cart'), state }], [], []);
    await expect(
      store.gates(['component:default/cart']),
    ).resolves.toMatchObject([{ state }]);
  });
});
