import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { claim } from './__testUtils__/leases';
import { watchWrites } from './__testUtils__/writes';
import {
  createTestStore,
  eachDatabase,
  entityRow,
  gateRow,
  NOON,
  openItemRow,
  NO_GATE_CHANGES,
} from './testing';
import { CheckResultFilter, ImpactFilter, OpenItemRow } from './types';

const databases = eachDatabase();
jest.setTimeout(60_000);

const SHOP = 'group:default/shop';
const refOf = (name: string) => `component:default/${name}`;
const nameOf = (entityRef: string) => entityRef.split('/')[1];
const waived = { result: 'waived', holds: false, wouldHold: false } as const;
const trial: ImpactFilter = { scorecard: 'service-baseline', item: 'trial' };
/** Of an item that is not enforced. */
const warned = { enforced: false, holds: false };

describe.each(databases.eachSupportedId())('what is open on %s', id => {
  async function setUp(...names: string[]) {
    const { store, knex } = await createTestStore(databases, id, {
      clock: () => NOON,
    });
    const lease = await claim(store, 'catalog', NOON);
    await store.mirror(
      lease,
      names.map(name =>
        entityRow(name, name < 'c' ? { owner: SHOP } : { owner: 'user:x' }),
      ),
    );
    const refs = names.map(refOf);
    /** Gates whose verdict follows from the rows. */
    const recompute = (
      rows: OpenItemRow[],
      entityRefs: readonly string[] = refs,
    ) =>
      store.recomputeGates(entityRefs, ({ entities }) => ({
        ...NO_GATE_CHANGES,
        rows: entities.map(({ name, entityRef }) => {
          const holding = rows.filter(
            row =>
              row.entityRef === entityRef &&
              row.scorecard === trial.scorecard &&
              row.holds,
          );
          const failing = holding.filter(row => row.itemResult === 'fail');
          const open = holding.length > 0 ? 'incomplete' : 'ready';
          return gateRow(name, {
            verdict: failing.length > 0 ? 'blocked' : open,
            blocking: failing.length,
          });
        }),
        openItems: rows.filter(row =>
          entities.some(it => it.entityRef === row.entityRef),
        ),
      }));
    return { store, knex, lease, refs, recompute };
  }

  it('is written with the gates, and only where it differs', async () => {
    const { store, knex, lease, refs, recompute } = await setUp('a', 'b');
    const rows = [
      openItemRow('a'),
      openItemRow('a', { check: 'replicas' }),
      openItemRow('a', { item: 'drill', result: 'pending' }),
      openItemRow('b', { ...warned, severity: 'recommended' }),
    ];
    const writes = await watchWrites(knex, ['open_items']);
    await recompute(rows);
    await expect(writes()).resolves.toEqual({ open_items: 4 });
    await recompute(rows);
    await expect(writes()).resolves.toEqual({ open_items: 0 });

    const later = [rows[0], { ...rows[2], ...waived }, rows[3]];
    await recompute(later);
    await expect(writes()).resolves.toEqual({ open_items: 2 });
    // Of others than these nothing is said.
    await recompute([], refs.slice(1));
    await expect(writes()).resolves.toEqual({ open_items: 1 });
    // Gates that come without it leave it alone.
    await store.writeGates([gateRow('a', { blocking: 7 })], [], []);
    await expect(writes()).resolves.toEqual({ open_items: 0 });

    await store.mirror(lease, [entityRow('b')]);
    await expect(knex('open_items').select('*')).resolves.toEqual([]);
  });

  it.each([
    { enforced: true },
    { holds: true },
    { wouldHold: false },
    { result: 'unknown' },
    { itemResult: 'unknown' },
    { severity: 'recommended' },
    { responsible: 'platform' },
  ] as Partial<OpenItemRow>[])('is written anew with %j', async changed => {
    const { store, knex, recompute } = await setUp('a');
    const row = openItemRow('a', warned);
    await recompute([row]);
    const writes = await watchWrites(knex, ['open_items']);
    await recompute([{ ...row, ...changed }]);
    await expect(writes()).resolves.toEqual({ open_items: 1 });
    const { check, scorecard, item } = row;
    await expect(
      store.checkResults({ check, items: [{ scorecard, item }] }, { limit: 5 }),
    ).resolves.toMatchObject({ items: [{ row: { ...row, ...changed } }] });
  });

  it('is written with its gate or not at all', async () => {
    const { store, knex, recompute } = await setUp('a');
    await recompute([openItemRow('a', { item: 'drill', result: 'unknown' })]);
    const row = { ...openItemRow('a'), severity: null } as never;
    // The driver's errors are of another realm than Jest's.
    await expect(recompute([row])).rejects.toMatchObject({
      message: expect.stringMatching(/null/i),
    });
    await expect(knex('open_items').pluck('item')).resolves.toEqual(['drill']);
    await expect(store.gates([refOf('a')])).resolves.toMatchObject([
      { state: { verdict: 'incomplete' } },
    ]);
  });

  it('has the gates computed anew where it was not there before', async () => {
    const { store, knex } = await setUp('a');
    await store.setStaleSignature('catalog', 'baseline:r1');
    const directory = resolvePackagePath(
      '@readiness-gates/backstage-plugin-readiness-backend',
      'migrations',
    );
    const name = '20261121040000_open_items.js';
    await knex.migrate.down({ directory, name } as never);
    await knex.migrate.up({ directory, name } as never);
    const [shard] = await store.shards();
    expect(shard).toMatchObject({ id: 'catalog', staleSignature: '' });
  });

  describe('by check', () => {
    const check = 'replicas';
    const row = (name: string, more: Partial<OpenItemRow> = {}) =>
      openItemRow(name, { check, item: 'r', ...more });
    /** In the order of the list. */
    const listed = [
      row('a', { item: 'all', itemResult: 'fail' }),
      row('a'),
      row('b', { severity: 'recommended', ...warned }),
      row('c', { scorecard: 'other', responsible: 'platform' }),
      row('b', { scorecard: 'other', result: 'pending' }),
      row('c', { result: 'unknown' }),
      row('d', waived),
    ];
    const others = [
      // Another check of an item that fails.
      openItemRow('d', { item: 'all', check: 'pdb' }),
      row('d', { item: 'hidden' }),
      row('d', { scorecard: 'third' }),
    ];
    const all: CheckResultFilter = {
      check,
      items: [
        { scorecard: 'service-baseline', item: 'all' },
        { scorecard: 'service-baseline', item: 'r' },
        { scorecard: 'other', item: 'r' },
      ],
    };
    const counts = { fail: 4, unknown: 1, pending: 1, waived: 1 };
    const full = async () => {
      const { store, recompute } = await setUp('a', 'b', 'c', 'd');
      await recompute([...others, ...listed].reverse());
      return store;
    };

    it.each([1, 2, 3, 6, 7, 50])('is listed in pages of %i', async limit => {
      const store = await full();
      const found: OpenItemRow[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.checkResults(all, { limit, cursor });
        expect(page).toMatchObject({ counts, total: listed.length });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        for (const it of page.items) {
          expect(it.entity.entityRef).toBe(it.row.entityRef);
          found.push(it.row);
        }
        cursor = page.nextCursor;
      } while (cursor);
      expect(found).toEqual(listed);
    });

    const none = { fail: 0, unknown: 0, pending: 0, waived: 0 };
    const list = (
      filter: Partial<CheckResultFilter>,
      expected: number[],
      counted: Partial<typeof none>,
    ) => [filter, expected, { ...none, ...counted }] as const;
    it.each([
      list({ result: ['fail'] }, [0, 1, 2, 3], counts),
      list({ result: ['waived', 'fail', 'fail'] }, [0, 1, 2, 3, 6], counts),
      list({ result: [] }, [], counts),
      list({ severity: ['recommended'] }, [2], { fail: 1 }),
      list({ owner: [SHOP] }, [0, 1, 2, 4], { fail: 3, pending: 1 }),
      list({ owner: [SHOP], result: ['pending'] }, [4], {
        fail: 3,
        pending: 1,
      }),
      list({ owner: ['\u0000'] }, [], none),
      list({ items: all.items.slice(0, 1) }, [0], { fail: 1 }),
      list({ items: [] }, [], none),
      list({ check: 'pods' }, [], none),
      list({ allowedRefs: [refOf('c')] }, [3, 5], { fail: 1, unknown: 1 }),
      list({ allowedRefs: [] }, [], none),
    ])('is listed with %j', async (filter, expected, counted) => {
      const store = await full();
      const page = await store.checkResults(
        { ...all, ...filter },
        { limit: 50 },
      );
      expect(page.items.map(it => it.row)).toEqual(
        expected.map(index => listed[index]),
      );
      expect(page.total).toBe(expected.length);
      expect(page.counts).toEqual(counted);
    });

    it('refuses a cursor of another list', async () => {
      const store = await full();
      const { nextCursor } = await store.listGates(
        {},
        { sort: 'name', order: 'asc', limit: 1 },
      );
      for (const cursor of ['x', nextCursor]) {
        await expect(
          store.checkResults(all, { limit: 5, cursor }),
        ).rejects.toThrow(InputError);
      }
    });
  });

  describe('of an item', () => {
    const fails = (name: string, more: Partial<OpenItemRow> = {}) =>
      openItemRow(name, { item: 'trial', ...warned, ...more });
    const other = (name: string, more: Partial<OpenItemRow> = {}) =>
      openItemRow(name, { item: 'z', ...more });
    const asks = { result: 'pending' as const };
    const rows = [
      fails('a'),
      // Held by others, and not blocked.
      fails('b'),
      other('b', asks),
      fails('c', asks),
      // Blocked by it alone, today.
      fails('d', { enforced: true, holds: true }),
      fails('e'),
      other('e'),
      fails('f', { ...asks, enforced: true, holds: true }),
      fails('g', { result: 'unknown' }),
      other('g', { result: 'unknown' }),
      fails('h', asks),
      other('h'),
      fails('i', { ...waived, enforced: true }),
      other('i', { ...waived, enforced: true }),
      fails('j', { severity: 'recommended', wouldHold: false }),
      // Two checks of the item, one of them fails.
      fails('k', { itemResult: 'fail' }),
      fails('k', { check: 'b', result: 'unknown', itemResult: 'fail' }),
      // What does not hold, or is of another gate, is no reason.
      other('k', warned),
      other('k', { scorecard: 'other' }),
      // Not open.
      other('l'),
    ];
    const names = [...'abcdefghijklm'];
    const counts = {
      wouldBlock: 4,
      alreadyBlocked: 1,
      wouldHold: 2,
      alreadyHeld: 2,
      waived: 1,
      withoutEffect: 1,
      passing: 2,
    };
    const listed = [
      'a fail wouldBlock ready',
      'b fail wouldBlock incomplete',
      'k fail wouldBlock ready',
      'c pending wouldHold ready',
      'd fail wouldBlock blocked',
      'e fail alreadyBlocked blocked',
      'f pending wouldHold incomplete',
      'g unknown alreadyHeld incomplete',
      'h pending alreadyHeld blocked',
      'i waived waived ready',
      'j fail withoutEffect ready',
    ];

    it.each([1, 2, 5, 11, 50])(
      'tells whom it would hold, in pages of %i',
      async limit => {
        const { store, recompute } = await setUp(...names);
        await recompute(rows);
        // Of other environments and scorecards nothing is counted.
        await store.writeGates(
          [
            gateRow('a', {}, { environment: 'staging' }),
            gateRow('m', {}, { scorecard: 'other' }),
          ],
          [],
          [],
        );
        const found: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await store.itemImpact(trial, { limit, cursor });
          expect(page.counts).toEqual(counts);
          expect(page.items.length).toBeLessThanOrEqual(limit);
          for (const { entity, result, effect, verdict } of page.items)
            found.push(`${entity.name} ${result} ${effect} ${verdict}`);
          cursor = page.nextCursor;
        } while (cursor);
        expect(found).toEqual(listed);
      },
    );

    it('tells it of entities that the caller may read', async () => {
      const { store, recompute } = await setUp(...names);
      await recompute(rows);
      const of = (allowedRefs: string[]) =>
        store.itemImpact({ ...trial, allowedRefs }, { limit: 50 });
      const some = await of([...['e', 'm', 'c'].map(refOf), 'x:y/z']);
      expect(some.items.map(it => nameOf(it.entity.entityRef))).toEqual([
        'c',
        'e',
      ]);
      const zero = Object.fromEntries(
        Object.keys(counts).map(effect => [effect, 0]),
      );
      expect(some.counts).toEqual({
        ...zero,
        wouldHold: 1,
        alreadyBlocked: 1,
        passing: 1,
      });
      await expect(of([])).resolves.toEqual({ items: [], counts: zero });
    });

    it('refuses a cursor of another list', async () => {
      const { store } = await setUp('a');
      await expect(
        store.itemImpact(trial, { limit: 5, cursor: 'x' }),
      ).rejects.toThrow(InputError);
    });
  });
});
