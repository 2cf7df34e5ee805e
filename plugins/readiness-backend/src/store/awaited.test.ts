import { InputError } from '@backstage/errors';
import { claim } from './__testUtils__/leases';
import { watchWrites } from './__testUtils__/writes';
import {
  awaitedRow,
  createTestStore,
  eachDatabase,
  entityRow,
  gateRow,
  minutesAfter,
  NOON,
  NO_GATE_CHANGES,
} from './testing';
import { AwaitedFilter, AwaitedRow } from './types';

const databases = eachDatabase();
jest.setTimeout(60_000);

const SHOP = 'group:default/shop';
const SECURITY = 'group:default/security';
const at = (minutes: number) => minutesAfter(NOON, minutes);

const mine: AwaitedFilter = {
  parties: [SHOP, SECURITY],
  kinds: ['attestation', 'approval'],
  dueBefore: at(60),
  limit: 50,
};

describe.each(databases.eachSupportedId())('what is awaited on %s', id => {
  async function setUp(...names: string[]) {
    const { store, knex } = await createTestStore(databases, id, {
      clock: () => NOON,
    });
    const lease = await claim(store, 'catalog', NOON);
    await store.mirror(
      lease,
      names.map(name => entityRow(name)),
    );
    const refs = names.map(name => entityRow(name).entityRef);
    const recompute = (
      rows: AwaitedRow[],
      entityRefs: readonly string[] = refs,
      blocking: number = 0,
    ) =>
      store.recomputeGates(entityRefs, ({ entities }) => ({
        ...NO_GATE_CHANGES,
        rows: entities.map(it => gateRow(it.name, { blocking })),
        awaited: rows.filter(row =>
          entities.some(it => it.entityRef === row.entityRef),
        ),
      }));
    return { store, knex, lease, refs, recompute };
  }

  it('is written with the gates, and only where it differs', async () => {
    const { store, knex, refs, recompute } = await setUp('a', 'b');
    const rows = [
      awaitedRow('a'),
      awaitedRow('a', { party: SECURITY }),
      awaitedRow('a', { kind: 'approval', item: 'sign', dueAt: at(5) }),
      awaitedRow('b', { kind: 'report', party: '', severity: 'recommended' }),
    ];
    const writes = await watchWrites(knex, ['awaited', 'gates']);
    await expect(recompute(rows)).resolves.toBe(2);
    await expect(writes()).resolves.toEqual({ awaited: 4, gates: 2 });
    await expect(recompute(rows)).resolves.toBe(0);
    await expect(writes()).resolves.toEqual({ awaited: 0, gates: 0 });

    const later = rows.slice(1);
    later[1] = { ...later[1], dueAt: at(9) };
    await recompute(later);
    await expect(writes()).resolves.toEqual({ awaited: 2, gates: 0 });

    // Of others than these nothing is said.
    await recompute([], refs.slice(1));
    await expect(writes()).resolves.toEqual({ awaited: 1, gates: 0 });
    await expect(store.awaited(mine)).resolves.toEqual({
      items: later.slice(0, 2),
      total: 2,
    });

    // Gates that come without it leave it alone.
    await store.writeGates([gateRow('a', { blocking: 7 })], [], []);
    await expect(writes()).resolves.toEqual({ awaited: 0, gates: 1 });
  });

  it('is written with its gate or not at all', async () => {
    const { store, refs, recompute } = await setUp('a');
    await recompute([awaitedRow('a')]);
    const row = { ...awaitedRow('a'), severity: null } as unknown as AwaitedRow;
    await expect(recompute([row], refs, 3)).rejects.toMatchObject({
      message: expect.stringMatching(/null/i),
    });
    await expect(store.gates(refs)).resolves.toMatchObject([
      { state: { blocking: 0 } },
    ]);
    await expect(store.awaited(mine)).resolves.toMatchObject({
      items: [awaitedRow('a')],
    });
  });

  it('goes with its entity', async () => {
    const { store, knex, lease, recompute } = await setUp('a', 'b');
    await recompute([awaitedRow('a'), awaitedRow('b')]);
    await store.mirror(lease, [entityRow('b')]);
    await expect(knex('awaited').pluck('entity_ref')).resolves.toEqual([
      'component:default/b',
    ]);
  });

  /** In the order of the list. */
  const listed = [
    awaitedRow('b', { item: 'x' }),
    awaitedRow('b', { item: 'y', kind: 'approval', party: SECURITY }),
    awaitedRow('c', { scorecard: 'other', item: 'x' }),
    awaitedRow('c', { item: 'x' }),
    awaitedRow('a', { item: 'x', severity: 'recommended' }),
    awaitedRow('c', { item: 'due', dueAt: at(5) }),
    awaitedRow('a', { item: 'due', dueAt: at(9) }),
    awaitedRow('b', { item: 'due', dueAt: at(9), party: SECURITY }),
    awaitedRow('b', { item: 'due2', dueAt: at(1), severity: 'recommended' }),
  ];
  const others = [
    awaitedRow('a', { item: 'far', dueAt: at(60) }),
    awaitedRow('a', { item: 'theirs', party: 'user:default/cy' }),
    awaitedRow('a', { item: 'report', kind: 'report', party: '' }),
  ];

  it('lists each once: first without a word, then blocking, then what ends soonest', async () => {
    const { store, recompute } = await setUp('a', 'b', 'c');
    const twice = listed.map(row => ({ ...row, party: 'user:default/ann' }));
    await recompute([...others, ...listed, ...twice].reverse());
    const parties = [...mine.parties, 'user:default/ann'];
    await expect(store.awaited({ ...mine, parties })).resolves.toEqual({
      // Of several parties the first by name.
      items: listed,
      total: listed.length,
    });
  });

  it.each([1, 2, 3, 4, 8, 9])('lists in pages of %i', async limit => {
    const { store, recompute } = await setUp('a', 'b', 'c');
    await recompute([...others, ...listed]);
    const found: AwaitedRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.awaited({ ...mine, limit, cursor });
      expect(page.total).toBe(listed.length);
      expect(page.items.length).toBeLessThanOrEqual(limit);
      found.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    expect(found).toEqual(listed);
  });

  const items = (filter: Partial<AwaitedFilter>, expected: string[]) =>
    [filter, expected] as const;
  it.each([
    items({ parties: [SECURITY] }, ['b/y', 'b/due']),
    items({ parties: ['user:default/cy', 'nobody'] }, ['a/theirs']),
    items({ parties: [] }, []),
    items({ parties: ['\u0000'] }, []),
    items({ kinds: ['approval'] }, ['b/y']),
    items({ kinds: ['report'] }, []),
    items({ kinds: ['report'], parties: [''] }, ['a/report']),
    items({ kinds: [] }, []),
    items({ allowedRefs: [], limit: 1 }, []),
    items({ allowedRefs: ['component:default/a'] }, ['a/x', 'a/due']),
    items({ parties: [SECURITY], dueBefore: at(9) }, ['b/y']),
    items({ allowedRefs: ['component:default/a'], dueBefore: at(61) }, [
      'a/x',
      'a/due',
      'a/far',
    ]),
  ])('lists %j', async (filter, expected) => {
    const { store, recompute } = await setUp('a', 'b', 'c');
    await recompute([...others, ...listed]);
    const page = await store.awaited({ ...mine, ...filter });
    expect(
      page.items.map(it => `${it.entityRef.slice(-1)}/${it.item}`),
    ).toEqual(expected);
    expect(page.total).toBe(expected.length);
    expect(page).not.toHaveProperty('nextCursor');
  });

  it('refuses a cursor of another list, and asks for ten thousand refs at once', async () => {
    const { store, recompute } = await setUp('a', 'b', 'c');
    await recompute(listed);
    const allowedRefs = Array.from({ length: 10_000 }, (_, i) => `x:y/${i}`);
    await expect(
      store.awaited({ ...mine, allowedRefs, parties: allowedRefs }),
    ).resolves.toEqual({ items: [], total: 0 });
    const { nextCursor } = await store.listGates(
      {},
      { sort: 'name', order: 'asc', limit: 1 },
    );
    for (const cursor of ['x', nextCursor]) {
      await expect(store.awaited({ ...mine, cursor })).rejects.toThrow(
        InputError,
      );
    }
  });
});
