import { InputError } from '@backstage/errors';
import { claim } from './__testUtils__/leases';
import { DatabaseReadinessStore } from './DatabaseReadinessStore';
import {
  createTestStore,
  eachDatabase,
  entityRow,
  gateRow,
  minutesAfter,
  NOON,
  runSummary,
  stateRow,
} from './testing';
import { GateFilter, GateRow, GateSort, MirroredEntity } from './types';

const databases = eachDatabase();
jest.setTimeout(60_000);

const SORTS: GateSort[] = [
  'name',
  'verdict',
  'score',
  'coverage',
  'blocking',
  'owner',
  'changedAt',
];

async function fill(
  store: DatabaseReadinessStore,
  entities: MirroredEntity[],
  gates: GateRow[],
) {
  const lease = await claim(store, 'catalog', NOON);
  await store.mirror(lease, entities);
  await store.writeGates(gates, [], []);
  await store.releaseShard(lease, NOON, runSummary());
}

/** Forty gates with ties in everything, and every third without score, coverage or owner. */
function manyGates() {
  const names = Array.from(
    { length: 40 },
    (_, i) => `s${String((i * 7) % 40).padStart(2, '0')}`,
  );
  const verdicts = ['ready', 'blocked', 'incomplete'] as const;
  const entities = names.map((name, i) =>
    entityRow(name, {
      title: i % 4 === 0 ? 'Same' : undefined,
      owner: i % 3 === 0 ? undefined : `group:default/g${i % 2}`,
    }),
  );
  const gates = names.flatMap((name, i) =>
    ['one', 'two'].map(scorecard =>
      gateRow(
        name,
        {
          verdict: verdicts[i % 3],
          blocking: i % 2,
          score:
            i % 3 === 0
              ? { low: 0, high: 100 }
              : { value: 33.3 + (i % 5), low: 0, high: 100 },
          coverage: {
            applicable: i % 3 === 1 ? 0 : 3,
            machineRead: i % 2,
            stated: 1,
          },
        },
        { scorecard, changedAt: minutesAfter(NOON, i % 4) },
      ),
    ),
  );
  return { entities, gates };
}

describe.each(databases.eachSupportedId())('lists on %s', id => {
  async function setUp() {
    return createTestStore(databases, id, { clock: () => NOON });
  }

  it('pages through ties and missing values in every order, both ways', async () => {
    const { store } = await setUp();
    const { entities, gates } = manyGates();
    await fill(store, entities, gates);

    for (const sort of SORTS) {
      for (const order of ['asc', 'desc'] as const) {
        for (const scorecard of [undefined, ['one']]) {
          const read = async (limit: number) => {
            const keys: string[] = [];
            const values: unknown[] = [];
            let cursor: string | undefined;
            do {
              const page = await store.listGates(
                { scorecard },
                { sort, order, limit, cursor },
              );
              expect(page.total).toBe(scorecard ? 40 : 80);
              page.items.forEach(({ gate, entity }) => {
                keys.push(`${gate.entityRef} ${gate.scorecard}`);
                values.push(sortValue(sort, gate, entity));
              });
              cursor = page.nextCursor;
            } while (cursor);
            return { keys, values };
          };
          const whole = await read(100);
          expect(new Set(whole.keys).size).toBe(scorecard ? 40 : 80);
          expect((await read(7)).keys).toEqual(whole.keys);
          // A page that ends with the last value, and with the last row.
          expect(
            (await read(whole.values.filter(it => it !== undefined).length))
              .keys,
          ).toEqual(whole.keys);
          expect(whole.values).toEqual(
            sortedWithMissingLast(whole.values, order),
          );
        }
      }
    }
  });

  it('reads on where the last page ended, whatever came and went', async () => {
    const { store } = await setUp();
    const names = ['a', 'b', 'c', 'd', 'e'];
    await fill(
      store,
      names.map(name => entityRow(name)),
      names.map(name => gateRow(name)),
    );
    const page = { sort: 'name', order: 'asc', limit: 2 } as const;
    const first = await store.listGates({}, page);
    const gone = gateRow('b');
    await store.writeGates([], [gone], []);
    const second = await store.listGates(
      {},
      { ...page, cursor: first.nextCursor },
    );
    expect(second.items.map(it => it.entity.name)).toEqual(['c', 'd']);
  });

  it('gives all that match by name, without counting them', async () => {
    const { store, knex } = await setUp();
    const names = ['e', 'd', 'c', 'b', 'a'];
    await fill(
      store,
      names.map(name => entityRow(name)),
      names.map(name => gateRow(name)),
    );
    const asked: string[] = [];
    knex.on('query', ({ sql }) => asked.push(sql));
    const pages: string[][] = [];
    for await (const page of store.gatePages({}, 2))
      pages.push(page.map(({ entity }) => entity.name));
    expect(pages).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(asked.join()).not.toContain('count(');
  });

  it('refuses a cursor that is not one of this list', async () => {
    const { store } = await setUp();
    const names = ['a', 'b', 'c'];
    await fill(
      store,
      names.map(name => entityRow(name)),
      names.map(name => gateRow(name)),
    );
    const page = { sort: 'score', order: 'asc', limit: 1 } as const;
    const { nextCursor } = await store.listGates({}, page);
    const text = (value: unknown) =>
      Buffer.from(JSON.stringify(value)).toString('base64url');
    const list = 'gates by score asc';
    const bad = [
      'nonsense',
      '%%%',
      text({}),
      text([list]),
      text([list, '9', 'component:default/a', 'one']),
      text([list, 9, 'nul\u0000', 'one']),
      text([list, 9, null, 'one']),
      'a'.repeat(10_000),
    ];
    for (const cursor of bad) {
      await expect(store.listGates({}, { ...page, cursor })).rejects.toThrow(
        InputError,
      );
    }
    for (const value of [1.5, 1e300, 2 ** 31, -(2 ** 31), '1', null]) {
      const cursor = text(['gates by blocking asc', value, 'a', 'one']);
      await expect(
        store.listGates({}, { ...page, sort: 'blocking', cursor }),
      ).rejects.toThrow(InputError);
    }
    await expect(
      store.listGates({}, { ...page, order: 'desc', cursor: nextCursor }),
    ).rejects.toThrow(
      'cursor: not one of this list in this order (gates by score desc); leave it out to start at the first page',
    );
  });

  it('filters by what is known of gate and entity', async () => {
    const { store } = await setUp();
    const lease = await claim(store, 'cluster:prod', NOON);
    const entities = [
      entityRow('cart', {
        title: 'Ünï Cart 100%_!',
        owner: 'group:default/shop',
        system: 'system:default/web',
        domain: 'domain:default/retail',
        type: 'service',
        lifecycle: 'production',
        tags: ['java', 'tier-1', 'java'],
      }),
      entityRow('pay', {
        owner: 'group:default/money',
        type: 'library',
        tags: ['go'],
      }),
      entityRow('web', { kind: 'api' }),
    ];
    await fill(store, entities, [
      gateRow('cart', { verdict: 'blocked', waitingOn: ['service', 'people'] }),
      gateRow('cart', { verdict: 'ready' }, { environment: 'dev' }),
      gateRow('pay', { verdict: 'incomplete', waitingOn: ['platform'] }),
      gateRow('web', {}, { scorecard: 'other' }),
    ]);
    await store.applyState(lease, {
      upserts: [
        { state: stateRow('cart'), problems: [] },
        { state: stateRow('pay', { cluster: 'dr' }), problems: [] },
      ],
      deletes: [],
      transitions: [],
    });
    const names = async (filter: GateFilter) => {
      const page = await store.listGates(filter, {
        sort: 'name',
        order: 'asc',
        limit: 10,
      });
      expect(page.total).toBe(page.items.length);
      return page.items
        .map(it => it.entity.name)
        .sort()
        .join(' ');
    };

    const cases: [GateFilter, string][] = [
      [{}, 'cart pay web'],
      [{ environment: 'dev' }, 'cart'],
      [{ scorecard: ['other'] }, 'web'],
      [{ scorecard: ['other', 'service-baseline'] }, 'cart pay web'],
      [{ scorecard: [] }, ''],
      [{ cluster: ['prod'] }, 'cart'],
      [{ cluster: ['prod', 'dr'] }, 'cart pay'],
      [{ cluster: ['prod'], environment: 'dev' }, ''],
      [{ verdict: ['blocked', 'incomplete'] }, 'cart pay'],
      [{ waitingOn: ['people'] }, 'cart'],
      [{ waitingOn: ['people', 'platform'] }, 'cart pay'],
      [{ waitingOn: [] }, ''],
      [{ owner: ['group:default/money'] }, 'pay'],
      [{ system: ['system:default/web'] }, 'cart'],
      [{ domain: ['domain:default/retail'] }, 'cart'],
      [{ kind: ['api'] }, 'web'],
      [{ type: ['service', 'library'] }, 'cart pay'],
      [{ lifecycle: ['production'] }, 'cart'],
      [{ tag: ['java', 'go'] }, 'cart pay'],
      [{ tag: ['java'], owner: ['group:default/money'] }, ''],
      [{ q: 'üNÏ' }, 'cart'],
      [{ q: '100%_!' }, 'cart'],
      [{ q: '%' }, 'cart'],
      [{ q: 'default/p' }, 'pay'],
      [{ q: 'nul\u0000' }, ''],
      [{ owner: ['nul\u0000'] }, ''],
      [{ allowedRefs: [] }, ''],
      [
        { allowedRefs: ['component:default/pay', 'component:default/none'] },
        'pay',
      ],
    ];
    for (const [filter, expected] of cases) {
      expect([filter, await names(filter)]).toEqual([filter, expected]);
    }
    const [listed] = (
      await store.listGates(
        { tag: ['tier-1'] },
        { sort: 'name', order: 'asc', limit: 10 },
      )
    ).items;
    expect(listed.entity).toEqual(entities[0]);
  });

  it('filters by ten thousand refs that the caller may see', async () => {
    const { store } = await setUp();
    const names = ['a', 'b', 'c'];
    await fill(
      store,
      names.map(name => entityRow(name)),
      names.map(name => gateRow(name)),
    );
    const allowedRefs = [
      ...Array.from(
        { length: 10_000 },
        (_, i) => `component:default/other-${i}`,
      ),
      'component:default/b',
    ];
    const page = await store.listGates(
      { allowedRefs },
      { sort: 'name', order: 'asc', limit: 5 },
    );
    expect(page.items.map(it => it.entity.name)).toEqual(['b']);
    await expect(
      store.summarizeGates({ allowedRefs }, 'scorecard'),
    ).resolves.toMatchObject([{ ready: 1 }]);
  });

  it('summarizes', async () => {
    const { store } = await setUp();
    const shop = 'group:default/shop';
    await fill(
      store,
      [
        entityRow('a', { owner: shop }),
        entityRow('b', { owner: shop }),
        entityRow('c'),
      ],
      [
        gateRow('a', {
          verdict: 'ready',
          score: { value: 90.1, low: 90, high: 91 },
        }),
        gateRow('b', {
          verdict: 'blocked',
          score: { value: 33.4, low: 0, high: 91 },
        }),
        gateRow('b', { verdict: 'ready' }, { environment: 'dev' }),
        gateRow('c', { verdict: 'incomplete', score: { low: 0, high: 100 } }),
      ],
    );
    const scorecard = 'service-baseline';
    await expect(store.summarizeGates({}, 'owner')).resolves.toEqual([
      { group: '', scorecard, ready: 0, blocked: 0, incomplete: 1, scored: 0 },
      {
        group: shop,
        scorecard,
        ready: 1,
        blocked: 1,
        incomplete: 0,
        scored: 2,
        meanScore: 61.8,
      },
    ]);
    await expect(
      store.summarizeGates({ owner: [shop] }, 'scorecard'),
    ).resolves.toEqual([
      {
        group: scorecard,
        scorecard,
        ready: 1,
        blocked: 1,
        incomplete: 0,
        scored: 2,
        meanScore: 61.8,
      },
    ]);
  });
});

function sortValue(sort: GateSort, gate: GateRow, entity: MirroredEntity) {
  const { verdict, score, coverage, blocking } = gate.state;
  switch (sort) {
    case 'name':
      return (entity.title ?? entity.name).toLowerCase();
    case 'owner':
      return entity.owner;
    case 'verdict':
      return verdict;
    case 'score':
      return score.value;
    case 'coverage':
      return coverage.applicable
        ? (coverage.machineRead + coverage.stated) / coverage.applicable
        : undefined;
    case 'blocking':
      return blocking;
    default:
      return gate.changedAt.getTime();
  }
}

function sortedWithMissingLast(values: unknown[], order: 'asc' | 'desc') {
  const present = values.filter(
    (it): it is string | number => it !== undefined,
  );
  present.sort((a, b) => {
    if (a === b) {
      return 0;
    }
    return a < b === (order === 'asc') ? -1 : 1;
  });
  return [...present, ...values.filter(it => it === undefined)];
}
