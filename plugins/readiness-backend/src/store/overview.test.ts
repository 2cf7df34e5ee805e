/** What the overview asks: counts in groups, entities × gates, what fails most, and how gates went. */
import { InputError } from '@backstage/errors';
import { claim } from './__testUtils__/leases';
import { DatabaseReadinessStore } from './DatabaseReadinessStore';
import {
  createTestStore,
  eachDatabase,
  entityRow,
  gateRow,
  NOON,
  openItemRow,
  runSummary,
  stateRow,
  transition,
  NO_GATE_CHANGES,
} from './testing';
import {
  GateFilter,
  GateRow,
  MatrixSort,
  MirroredEntity,
  StateRow,
  SummaryGroup,
} from './types';

const databases = eachDatabase();
jest.setTimeout(60_000);

const refOf = (name: string) => `component:default/${name}`;
const SHOP = 'group:default/shop';
const PAY = 'group:default/pay';
const RETAIL = 'group:default/retail';
const none = { ready: 0, blocked: 0, incomplete: 0 };

describe.each(databases.eachSupportedId())('the overview on %s', id => {
  async function setUp(entities: MirroredEntity[], gates: GateRow[]) {
    const { store } = await createTestStore(databases, id, {
      clock: () => NOON,
    });
    const lease = await claim(store, 'catalog', NOON);
    await store.mirror(lease, entities);
    await store.writeGates(gates, [], []);
    await store.releaseShard(lease, NOON, runSummary());
    return store;
  }

  describe('counts', () => {
    const verdicts = {
      ready: { verdict: 'ready', score: { value: 90, low: 90, high: 90 } },
      blocked: { verdict: 'blocked', score: { value: 33.4, low: 0, high: 91 } },
    } as const;
    const place = async (
      store: DatabaseReadinessStore,
      ...states: StateRow[]
    ) => {
      for (const cluster of new Set(states.map(state => state.cluster))) {
        const lease = await claim(store, `cluster:${cluster}`, NOON);
        await store.applyState(lease, {
          upserts: states
            .filter(state => state.cluster === cluster)
            .map(state => ({ state, problems: [] })),
          deletes: [],
          transitions: [],
        });
        await store.releaseShard(lease, NOON, runSummary());
      }
    };
    const full = async () => {
      const store = await setUp(
        [
          entityRow('a', { owner: SHOP, tags: ['java', 'tier-1'] }),
          entityRow('b', { owner: PAY, tags: ['java'] }),
          entityRow('c'),
        ],
        [
          gateRow('a', verdicts.ready),
          gateRow('a', verdicts.blocked, { environment: 'dev' }),
          gateRow('a', verdicts.ready, { environment: 'prod' }),
          gateRow('b', verdicts.blocked),
          gateRow('b', verdicts.blocked, { environment: 'prod' }),
          gateRow('c', { verdict: 'incomplete', score: { low: 0, high: 100 } }),
        ],
      );
      const on = (name: string, cluster: string, environment: string) =>
        stateRow(name, { cluster, environment });
      await place(
        store,
        on('a', 'east', 'prod'),
        on('a', 'west', 'prod'),
        on('a', 'west', 'dev'),
        on('b', 'east', 'prod'),
        on('c', '', ''),
      );
      return store;
    };

    it.each<[SummaryGroup, GateFilter, string[]]>([
      ['environment', {}, ['dev 010', 'prod 110']],
      ['environment', { environment: 'dev' }, ['dev 010']],
      ['environment', { owner: [PAY] }, ['prod 010']],
      ['environment', { cluster: ['west'] }, ['dev 010', 'prod 100']],
      ['cluster', {}, ['east 110', 'west 100']],
      ['cluster', { cluster: ['west'] }, ['west 100']],
      ['cluster', { environment: 'dev' }, ['west 010']],
      ['cluster', { allowedRefs: [refOf('b')] }, ['east 010']],
      ['tag', {}, ['java 110', 'tier-1 100']],
      ['owner', {}, [' 001', `${PAY} 010`, `${SHOP} 100`]],
    ])('by %s, of %j', async (groupBy, filter, expected) => {
      const store = await full();
      const rows = await store.summarizeGates(filter, groupBy);
      expect(
        rows.map(
          ({ group, ready, blocked, incomplete }) =>
            `${group} ${ready}${blocked}${incomplete}`,
        ),
      ).toEqual(expected);
    });

    it('by groups and the groups above them, a gate once in each', async () => {
      const store = await full();
      const rollUp = jest.fn(
        async (owners: string[]) =>
          new Map(
            owners.map(owner => [owner, owner ? [owner, RETAIL] : [owner]]),
          ),
      );
      const scorecard = 'service-baseline';
      await expect(store.summarizeGates({}, 'owner', rollUp)).resolves.toEqual([
        { ...none, group: '', scorecard, incomplete: 1, scored: 0 },
        {
          ...none,
          group: PAY,
          scorecard,
          blocked: 1,
          scored: 1,
          meanScore: 33.4,
        },
        {
          ...none,
          group: RETAIL,
          scorecard,
          ready: 1,
          blocked: 1,
          scored: 2,
          meanScore: 61.7,
        },
        { ...none, group: SHOP, scorecard, ready: 1, scored: 1, meanScore: 90 },
      ]);
      expect(rollUp.mock.calls).toEqual([[['', PAY, SHOP]]]);
    });
  });

  describe('entities × gates', () => {
    /** Twelve entities with ties, one without a gate, every third without owner. */
    const many = async () => {
      const names = [...'abcdefghijklm'];
      return setUp(
        names.map((name, i) =>
          entityRow(name, {
            title: i % 4 === 0 ? 'Same' : undefined,
            owner: i % 3 === 0 ? undefined : `group:default/g${i % 2}`,
          }),
        ),
        names
          .slice(1)
          .flatMap((name, i) => [
            gateRow(
              name,
              { verdict: i % 2 ? 'blocked' : 'ready', blocking: i % 3 },
              { scorecard: 'one' },
            ),
            gateRow(name, {}, { scorecard: 'two' }),
            gateRow(name, {}, { scorecard: 'two', environment: 'dev' }),
          ]),
      );
    };
    const read = async (
      store: DatabaseReadinessStore,
      filter: GateFilter,
      sort: MatrixSort,
      order: 'asc' | 'desc',
      limit: number,
    ) => {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.listMatrix(filter, {
          sort,
          order,
          limit,
          cursor,
        });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        for (const { entity, gates } of page.items) {
          expect(gates.length).toBeGreaterThan(0);
          const cells = gates.map(gate => gate.scorecard).join('+');
          found.push(`${entity.name} ${cells} of ${page.total}`);
        }
        cursor = page.nextCursor;
      } while (cursor);
      return found;
    };

    it.each<[MatrixSort, string, string]>([
      ['name', 'bcdfghjkleim', 'mielkjhgfdcb'],
      ['owner', 'ceikbfhldgjm', 'mjgdlhfbkiec'],
      ['blocking', 'behkcfildgjm', 'mjgdlifckheb'],
    ])('in pages by %s, both ways', async (sort, asc, desc) => {
      const store = await many();
      for (const [order, names] of [
        ['asc', asc],
        ['desc', desc],
      ] as const) {
        const whole = await read(store, {}, sort, order, 50);
        expect(whole.map(it => it[0]).join('')).toBe(names);
        expect(whole[0]).toMatch(/ one\+two of 12$/);
        for (const limit of [1, 5, 12])
          expect(await read(store, {}, sort, order, limit)).toEqual(whole);
      }
    });

    it.each<[GateFilter, string[]]>([
      [{ verdict: ['blocked'], q: 'default/c' }, ['c one+two of 1']],
      [{ scorecard: ['two'], q: 'default/c' }, ['c two of 1']],
      [{ environment: 'dev', q: 'default/c' }, ['c two of 1']],
      [{ environment: 'dev', verdict: ['blocked'] }, []],
      [{ allowedRefs: [refOf('c')] }, ['c one+two of 1']],
      [{ allowedRefs: [] }, []],
    ])('of %j', async (filter, expected) => {
      const store = await many();
      expect(await read(store, filter, 'name', 'asc', 5)).toEqual(expected);
    });

    it.each<[string[], string]>([
      [['one', 'two'], 'behkcfildgjm'],
      [['one'], 'behkcfildgjm'],
      // Nothing blocks in the gates that are shown.
      [['two'], 'bcdefghijklm'],
    ])('by what blocks in %j', async (scorecard, names) => {
      const store = await many();
      const rows = await read(store, { scorecard }, 'blocking', 'asc', 5);
      expect(rows.map(it => it[0]).join('')).toBe(names);
    });

    it('refuses a cursor of another order', async () => {
      const store = await many();
      const page = { order: 'asc', limit: 1 } as const;
      const { nextCursor: cursor } = await store.listMatrix(
        {},
        { ...page, sort: 'name' },
      );
      await expect(
        store.listMatrix({}, { ...page, sort: 'blocking', cursor }),
      ).rejects.toThrow(InputError);
    });
  });

  describe('what fails most', () => {
    const full = async () => {
      const names = ['a', 'b', 'c'];
      const store = await setUp(
        names.map(name => entityRow(name, { owner: name < 'c' ? SHOP : PAY })),
        [],
      );
      const warned = { item: 'warned', enforced: false, holds: false } as const;
      await store.recomputeGates(names.map(refOf), ({ entities }) => ({
        ...NO_GATE_CHANGES,
        rows: entities.flatMap(({ name }) => [
          gateRow(name),
          gateRow(name, {}, { environment: 'dev' }),
        ]),
        openItems: [
          // Two checks of an item: one gate.
          openItemRow('a', { check: 'one' }),
          openItemRow('a', {
            check: 'two',
            result: 'unknown',
            itemResult: 'fail',
          }),
          openItemRow('b'),
          openItemRow('c', { result: 'waived', holds: false }),
          openItemRow('a', warned),
          openItemRow('b', warned),
          openItemRow('c', warned),
          openItemRow('c', { item: 'drill', result: 'pending' }),
          openItemRow('a', { item: 'unseen' }),
        ].filter(row => entities.some(it => it.entityRef === row.entityRef)),
      }));
      return store;
    };
    const items = ['pdb', 'warned', 'drill'].map(item => ({
      scorecard: 'service-baseline',
      item,
    }));

    it('comes first, counted by gate', async () => {
      const store = await full();
      const counts = { fail: 0, unknown: 0, pending: 0, waived: 0, blocks: 0 };
      const scorecard = 'service-baseline';
      const all = [
        { ...counts, scorecard, item: 'pdb', blocks: 2, fail: 2, waived: 1 },
        { ...counts, scorecard, item: 'warned', fail: 3 },
        { ...counts, scorecard, item: 'drill', pending: 1 },
      ];
      await expect(store.topItems({ items }, 10)).resolves.toEqual({
        items: all,
        gates: 3,
      });
      await expect(store.topItems({ items }, 1)).resolves.toEqual({
        items: all.slice(0, 1),
        gates: 3,
      });
    });

    it.each<[GateFilter, string[], number]>([
      [{ owner: [PAY] }, ['warned', 'drill', 'pdb'], 1],
      [{ allowedRefs: [refOf('b')] }, ['pdb', 'warned'], 1],
      [{ allowedRefs: [] }, [], 0],
      [{ scorecard: ['other'] }, [], 0],
    ])('of %j', async (filter, expected, gates) => {
      const store = await full();
      const found = await store.topItems({ ...filter, items }, 10);
      expect(found.items.map(it => it.item)).toEqual(expected);
      expect(found.gates).toBe(gates);
    });
  });

  describe('how gates went', () => {
    type Verdict = 'ready' | 'blocked' | 'incomplete';
    const on = (
      name: string,
      day: string,
      verdict: Verdict,
      value: number,
      more: Partial<GateRow> = {},
    ) =>
      gateRow(
        name,
        { verdict, score: { value, low: 0, high: 100 } },
        { digest: day, changedAt: new Date(`${day}T09:00:00Z`), ...more },
      );
    const turned = (
      name: string,
      day: string,
      from: string,
      to: string,
      cause: 'service' | 'definition' | 'decision',
    ) =>
      transition(name, { at: new Date(`${day}T09:00:00Z`), from, to, cause });
    const full = async () => {
      const store = await setUp(
        [
          ...['a', 'b', 'c'].map(name => entityRow(name, { owner: SHOP })),
          ...['d', 'e', 'gone'].map(name => entityRow(name, { owner: PAY })),
        ],
        [],
      );
      for (const rows of [
        [
          on('a', '2026-10-01', 'blocked', 40),
          on('b', '2026-10-01', 'ready', 90),
        ],
        [on('gone', '2026-10-01', 'ready', 100)],
        [
          on('c', '2026-11-02', 'blocked', 20),
          on('d', '2026-11-02', 'ready', 80),
        ],
        [
          on('a', '2026-11-03', 'blocked', 60),
          on('b', '2026-11-03', 'blocked', 50),
        ],
        [
          on('a', '2026-11-04', 'ready', 100),
          on('e', '2026-11-04', 'ready', 70),
        ],
        [
          on('c', '2026-11-04', 'ready', 90),
          on('d', '2026-11-04', 'incomplete', 75),
        ],
        [on('b', '2026-11-05', 'ready', 80, { scorecard: 'other' })],
      ])
        await store.writeGates(rows, [], []);
      await store.writeGates(
        [],
        [on('gone', '2026-10-01', 'ready', 100)],
        [
          // Before what is compared, and of a verdict that did not last.
          turned('a', '2026-11-02', 'blocked', 'ready', 'definition'),
          turned('a', '2026-11-04', 'blocked', 'ready', 'service'),
          turned('b', '2026-11-03', 'ready', 'blocked', 'definition'),
          turned('c', '2026-11-04', 'blocked', 'ready', 'decision'),
        ],
      );
      return store;
    };
    const scorecard = 'service-baseline';

    it('is told by day, of the gates that there are now', async () => {
      const store = await full();
      const days = await store.trend({}, '2026-11-01', '2026-11-05');
      expect(days).toEqual([
        {
          ...none,
          day: '2026-11-01',
          scorecard,
          ready: 1,
          blocked: 1,
          scored: 2,
          meanScore: 65,
        },
        {
          ...none,
          day: '2026-11-02',
          scorecard,
          ready: 2,
          blocked: 2,
          scored: 4,
          meanScore: 57.5,
        },
        {
          ...none,
          day: '2026-11-03',
          scorecard,
          ready: 1,
          blocked: 3,
          scored: 4,
          meanScore: 52.5,
        },
        {
          day: '2026-11-04',
          scorecard,
          ready: 3,
          blocked: 1,
          incomplete: 1,
          scored: 5,
          meanScore: 77,
        },
        {
          ...none,
          day: '2026-11-05',
          scorecard: 'other',
          ready: 1,
          scored: 1,
          meanScore: 80,
        },
        {
          day: '2026-11-05',
          scorecard,
          ready: 3,
          blocked: 1,
          incomplete: 1,
          scored: 5,
          meanScore: 77,
        },
      ]);
      const mine = { allowedRefs: [refOf('a')] };
      expect(await store.trend(mine, '2026-11-03', '2026-11-04')).toEqual([
        {
          ...none,
          day: '2026-11-03',
          scorecard,
          blocked: 1,
          scored: 1,
          meanScore: 60,
        },
        {
          ...none,
          day: '2026-11-04',
          scorecard,
          ready: 1,
          scored: 1,
          meanScore: 100,
        },
      ]);
      expect(
        await store.trend({ allowedRefs: [] }, '2026-11-01', '2026-11-05'),
      ).toEqual([]);
    });

    it('is compared with a day, and with what turned it', async () => {
      const store = await full();
      const filter = { scorecard: [scorecard] };
      const compared = await store.compareGates(filter, '2026-11-02', 'owner');
      expect(compared).toEqual([
        {
          group: PAY,
          then: { ...none, ready: 1, scored: 1, meanScore: 80 },
          now: { ...none, ready: 1, incomplete: 1, scored: 2, meanScore: 72.5 },
          changes: [
            { cause: 'new', gates: 1, net: { ...none, ready: 1 } },
            // Nobody told of it: an outage.
            {
              cause: 'platform',
              gates: 1,
              net: { ...none, ready: -1, incomplete: 1 },
            },
          ],
        },
        {
          group: SHOP,
          then: { ...none, ready: 1, blocked: 2, scored: 3, meanScore: 50 },
          now: { ...none, ready: 2, blocked: 1, scored: 3, meanScore: 80 },
          changes: [
            {
              cause: 'decision',
              gates: 1,
              net: { ...none, ready: 1, blocked: -1 },
            },
            {
              cause: 'definition',
              gates: 1,
              net: { ...none, ready: -1, blocked: 1 },
            },
            {
              cause: 'service',
              gates: 1,
              net: { ...none, ready: 1, blocked: -1 },
            },
          ],
        },
      ]);
      for (const { then, now, changes } of compared) {
        for (const verdict of ['ready', 'blocked', 'incomplete'] as const) {
          const net = changes.reduce((sum, it) => sum + it.net[verdict], 0);
          expect(now[verdict] - then[verdict]).toBe(net);
        }
      }
      await expect(
        store.compareGates({ allowedRefs: [] }, '2026-11-02', 'scorecard'),
      ).resolves.toEqual([]);
    });

    it('was turned by an outage where the last that is told is another verdict', async () => {
      const store = await setUp([entityRow('a')], []);
      await store.writeGates([on('a', '2026-11-02', 'ready', 90)], [], []);
      await store.writeGates(
        [on('a', '2026-11-05', 'incomplete', 90)],
        [],
        [
          turned('a', '2026-11-03', 'ready', 'incomplete', 'definition'),
          turned('a', '2026-11-04', 'incomplete', 'ready', 'decision'),
        ],
      );
      await expect(
        store.compareGates({}, '2026-11-02', 'scorecard'),
      ).resolves.toMatchObject([
        {
          changes: [
            {
              cause: 'platform',
              gates: 1,
              net: { ready: -1, blocked: 0, incomplete: 1 },
            },
          ],
        },
      ]);
    });
  });
});
