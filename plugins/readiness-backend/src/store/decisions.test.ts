import { ConflictError, NotFoundError } from '@backstage/errors';
import { claim } from './__testUtils__/leases';
import { openReplicas, together } from './__testUtils__/replicas';
import { watchWrites } from './__testUtils__/writes';
import {
  approvalRow,
  approvalSnapshot,
  attestationRow,
  BOB,
  createTestStore,
  decidedEntity,
  decisionEvent,
  eachDatabase,
  entityRow,
  gateRow,
  minutesAfter,
  NOON,
  reportRow,
  stateRow,
  waiverRow,
  NO_GATE_CHANGES,
} from './testing';
import {
  DecisionEvent,
  DecisionFilter,
  DecisionRow,
  GateChanges,
  GateInputs,
} from './types';

const databases = eachDatabase();
jest.setTimeout(60_000);

const CART = 'component:default/cart';
const SHOP = 'component:default/shop';
const TABLES = ['decisions', 'decision_entities', 'decision_events'] as const;

const at = (minutes: number) => minutesAfter(NOON, minutes);
const refused = (message: string) => ({
  status: 'rejected',
  reason: expect.objectContaining({
    name: 'ConflictError',
    message: expect.stringContaining(message),
  }),
});

describe.each(databases.eachSupportedId())('decisions on %s', id => {
  const replicaOf = openReplicas();

  async function setUp(...rows: DecisionRow[]) {
    const { store, knex } = await createTestStore(databases, id, {
      clock: () => NOON,
    });
    const say = async (row: DecisionRow) =>
      store.decide(
        row.entities.map(entity => entity.entityRef),
        () => ({ row }),
      );
    for (const row of rows) {
      await say(row);
    }
    return { store, knex, say };
  }

  async function mirrored(...names: string[]) {
    const { store, knex, say } = await setUp();
    const lease = await claim(store, 'catalog', NOON);
    await store.mirror(
      lease,
      names.map(name => entityRow(name)),
    );
    return { store, knex, say, lease };
  }

  it.each<[string, DecisionRow]>([
    ['an attestation', attestationRow('a')],
    ['an approval without an end', approvalRow('b')],
    [
      'a declined approval',
      approvalRow('c', {
        body: {
          decision: 'decline',
          reason: 'No.',
          signed: [],
          selection: 's1',
        },
      }),
    ],
    ['a waiver', waiverRow('d', { cluster: 'prod', environment: 'dev' })],
    [
      'a waiver of several entities, reviewed and then revoked',
      waiverRow('e', {
        entities: [
          decidedEntity('cart', { results: ['unknown', 'fail'] }),
          decidedEntity('shop', { subjects: ['a/b', "c'd"] }),
        ],
        events: [
          decisionEvent('e', 'reviewed'),
          decisionEvent('e', 'revoked', { at: at(1) }),
        ],
        body: {
          reason: 'Night.\u0000',
          renewals: 2,
          breakGlass: true,
          renews: 'd',
          compensatingControl: 'On call.',
          predicate: { kind: 'Component' },
        },
      }),
    ],
  ])('keep %s as it was', async (_, row) => {
    const { store, say } = await setUp();
    await expect(say(row)).resolves.toEqual(row);
    await expect(store.decisions({ ids: [row.id] })).resolves.toEqual([row]);
  });

  it('keep what was signed beside the lists', async () => {
    const { store, knex } = await setUp(approvalRow('b'));
    const snapshot = approvalSnapshot();
    const row = approvalRow('a');
    await store.decide([CART], () => ({ row, snapshot }));
    await expect(store.snapshot('a')).resolves.toEqual(snapshot);
    await expect(store.snapshot('b')).resolves.toBeUndefined();
    await expect(store.snapshot('\u0000')).resolves.toBeUndefined();

    const asked: string[] = [];
    knex.on('query', ({ sql }) => asked.push(sql));
    await expect(store.decisions({})).resolves.toHaveLength(2);
    expect(asked.join()).toContain('question');
    expect(asked.join()).not.toContain('snapshot');
  });

  it('are built from what is stored of their entities', async () => {
    const { store, say, lease } = await mirrored('cart', 'shop', 'other');
    await store.applyState(lease, {
      upserts: ['cart', 'other'].map(name => ({
        state: stateRow(name),
        problems: [],
      })),
      deletes: [],
      transitions: [],
    });
    await store.writeGates([gateRow('shop'), gateRow('other')], [], []);
    await store.addReport(reportRow('1'));
    await say(
      waiverRow('w', {
        entities: [decidedEntity('cart'), decidedEntity('other')],
      }),
    );
    await store.addDecisionEvent(decisionEvent('w', 'revoked'));

    const build = jest.fn((_: GateInputs) => ({ row: attestationRow('a') }));
    await store.decide([SHOP, CART, SHOP], build);
    expect(build.mock.calls).toEqual([
      [
        {
          entities: [entityRow('cart'), entityRow('shop')],
          states: [stateRow('cart')],
          gates: [gateRow('shop')],
          decisions: [
            // Of its entities those that were asked for.
            waiverRow('w', {
              entities: [decidedEntity('cart')],
              events: [decisionEvent('w', 'revoked')],
            }),
          ],
          reports: [reportRow('1')],
        },
      ],
    ]);
  });

  it('write nothing where building them fails', async () => {
    const { store, knex } = await mirrored('cart');
    const writes = await watchWrites(knex, TABLES);
    const problem = new ConflictError('Not so');
    await expect(
      store.decide([CART], () => {
        throw problem;
      }),
    ).rejects.toBe(problem);
    const incomplete = waiverRow('w', {
      events: [decisionEvent('w', 'approved'), decisionEvent('w', 'denied')],
    });
    await expect(
      store.decide([CART], () => ({ row: incomplete })),
    ).rejects.toMatchObject({ message: expect.stringMatching(/unique/i) });
    await expect(writes()).resolves.toEqual({
      decisions: 0,
      decision_entities: 0,
      decision_events: 0,
    });
    // The entity is free again.
    await expect(
      store.recomputeGates([CART], () => NO_GATE_CHANGES),
    ).resolves.toBe(0);
  });

  it('may be about more entities than a batch', async () => {
    const names = Array.from({ length: 450 }, (_, i) => `s${1000 + i}`);
    const { store, say } = await mirrored(...names);
    const entities = names.map(name => decidedEntity(name));
    const refs = entities.map(entity => entity.entityRef);
    await say(waiverRow('all', { entities }));
    const build = jest.fn((_: GateInputs) => ({
      row: waiverRow('again', { at: at(1), entities }),
    }));
    await store.decide([...refs].reverse(), build);
    const [[inputs]] = build.mock.calls;
    expect(inputs.entities.map(entity => entity.entityRef)).toEqual(refs);
    expect(inputs.decisions).toEqual([waiverRow('all', { entities })]);
    await expect(
      store.decisions({ entityRefs: refs.slice(0, 300) }),
    ).resolves.toEqual([
      waiverRow('again', { at: at(1), entities }),
      waiverRow('all', { entities }),
    ]);
  });

  it('stay when their entity leaves, and after its results', async () => {
    const { store, lease, say } = await mirrored('cart', 'shop');
    await say(waiverRow('w'));
    await store.addDecisionEvent(decisionEvent('w', 'approved'));
    await store.mirror(lease, [entityRow('shop')]);
    await expect(store.decisions({ entityRefs: [CART] })).resolves.toEqual([
      waiverRow('w', { events: [decisionEvent('w', 'approved')] }),
    ]);
  });

  describe('listed', () => {
    const both = [decidedEntity('cart'), decidedEntity('shop')];
    const rows: DecisionRow[] = [
      attestationRow('old', { at: at(-9) }),
      approvalRow('shops', { at: at(-5), entities: [decidedEntity('shop')] }),
      waiverRow('b', { at: at(-3), entities: both }),
      waiverRow('a', { at: at(-3), scorecard: 'other' }),
      attestationRow('new', { at: at(-1) }),
    ];

    it.each<[string, DecisionFilter, string[]]>([
      ['all, newest first', {}, ['new', 'b', 'a', 'shops', 'old']],
      ['of a kind', { kinds: ['attestation'] }, ['new', 'old']],
      ['of kinds', { kinds: ['waiver', 'approval'] }, ['b', 'a', 'shops']],
      ['of no kind', { kinds: [] }, []],
      ['by id', { ids: ['old', 'a', 'none'] }, ['a', 'old']],
      ['by an id that cannot be', { ids: ['\u0000'] }, []],
      ['of one entity', { entityRefs: [SHOP] }, ['b', 'shops']],
      [
        'of entities, each once',
        { entityRefs: [SHOP, CART] },
        ['new', 'b', 'a', 'shops', 'old'],
      ],
      ['of no entity', { entityRefs: [] }, []],
      ['of a scorecard', { scorecard: 'other' }, ['a']],
      [
        'of an item of an entity',
        { entityRefs: [CART], scorecard: 'service-baseline', item: 'restore' },
        ['new', 'old'],
      ],
      ['at most', { limit: 2 }, ['new', 'b']],
      [
        'after another',
        { limit: 2, before: { at: at(-3), id: 'b' } },
        ['a', 'shops'],
      ],
      [
        'of one entity after another',
        { entityRefs: [CART], limit: 2, before: { at: at(-3), id: 'b' } },
        ['a', 'old'],
      ],
    ])('%s', async (_, filter, expected) => {
      const { store } = await setUp(...rows);
      const found = await store.decisions(filter);
      expect(found.map(row => row.id)).toEqual(expected);
      expect(found).toEqual(
        expected.map(it => rows.find(row => row.id === it)),
      );
    });
  });

  it.each<[string, number, DecisionFilter, string[]]>([
    ['now', 0, {}, ['glass', 'revoked glass', 'other', 'open']],
    ['later', 60, {}, ['glass', 'revoked glass', 'other']],
    ['long after', 99_999, {}, ['glass', 'revoked glass']],
    ['at most', 0, { limit: 3 }, ['glass', 'revoked glass', 'other']],
    [
      'after another',
      0,
      { before: { at: at(-2), id: 'revoked glass' } },
      ['other', 'open'],
    ],
    ['of an entity', 0, { entityRefs: [SHOP] }, ['other']],
    [
      'of entities',
      0,
      {
        entityRefs: [SHOP, CART],
        limit: 1,
        before: { at: at(-3), id: 'other' },
      },
      ['open'],
    ],
    ['of a kind that is never decided', 0, { kinds: ['approval'] }, []],
  ])(
    'that await somebody are told: %s',
    async (_, minutes, filter, expected) => {
      const glass: Partial<DecisionRow> = {
        until: at(30),
        body: { reason: 'Night.', renewals: 0, breakGlass: true },
      };
      const shop = [decidedEntity('shop')];
      const { store } = await setUp(
        attestationRow('said'),
        approvalRow('signed'),
        waiverRow('open', { at: at(-4), until: at(60) }),
        waiverRow('other', { at: at(-3), until: at(61), entities: shop }),
        waiverRow('over', { at: at(-9), until: NOON }),
        ...(['approved', 'denied', 'revoked', 'lapsed'] as const).map(action =>
          waiverRow(action, { events: [decisionEvent(action, action)] }),
        ),
        waiverRow('glass', { ...glass, at: at(-1) } as {}),
        waiverRow('revoked glass', {
          ...glass,
          at: at(-2),
          events: [decisionEvent('revoked glass', 'revoked')],
        } as {}),
        waiverRow('seen glass', {
          ...glass,
          events: [decisionEvent('seen glass', 'reviewed')],
        } as {}),
        waiverRow('refused glass', {
          ...glass,
          events: [decisionEvent('refused glass', 'denied')],
        } as {}),
      );
      const found = await store.decisions({
        ...filter,
        awaitingAt: at(minutes),
      });
      expect(found.map(row => row.id)).toEqual(expected);
    },
  );

  it.each<[DecisionEvent['action'][], DecisionEvent['action'], string]>([
    [[], 'approved', ''],
    [[], 'denied', ''],
    [[], 'reviewed', ''],
    [[], 'revoked', ''],
    [[], 'lapsed', ''],
    [['approved'], 'revoked', ''],
    [['approved'], 'approved', 'already approved, by user:default/bob'],
    [['approved'], 'denied', 'already approved'],
    [['denied'], 'approved', 'already denied'],
    [['reviewed'], 'denied', 'already reviewed'],
    [['reviewed'], 'lapsed', ''],
    [['revoked'], 'approved', 'has ended: revoked by user:default/bob'],
    [['lapsed'], 'denied', 'has ended: lapsed'],
    [['lapsed'], 'reviewed', ''],
    [['revoked'], 'revoked', 'already revoked'],
    [['lapsed'], 'revoked', 'already lapsed'],
    [['approved', 'revoked'], 'denied', 'already approved'],
  ])('after %j, %s: %j', async (before, action, conflict) => {
    const events = before.map(it => decisionEvent('w', it));
    const { store, knex } = await setUp(waiverRow('w', { events }));
    const event = decisionEvent('w', action, { at: at(1), by: 'user:x/y' });
    const writes = await watchWrites(knex, TABLES);
    const [result] = await Promise.allSettled([store.addDecisionEvent(event)]);
    const row = waiverRow('w', {
      events: conflict ? events : [...events, event],
    });
    expect(result).toEqual(
      conflict ? refused(conflict) : { status: 'fulfilled', value: row },
    );
    await expect(writes()).resolves.toEqual({
      decisions: 0,
      decision_entities: 0,
      decision_events: conflict ? 0 : 1,
    });
    await expect(store.decisions({})).resolves.toEqual([row]);
  });

  it.each(['w2', '', '\u0000'])(
    'say where there is none to decide (%j)',
    async decision => {
      const { store } = await setUp(waiverRow('w'));
      await expect(
        store.addDecisionEvent(decisionEvent(decision, 'approved')),
      ).rejects.toThrow(NotFoundError);
    },
  );

  it('lapse with the gates that end them, once', async () => {
    const { store, knex, say } = await mirrored('cart');
    for (const name of ['a', 'b', 'c']) {
      await say(approvalRow(name));
    }
    const revoked = decisionEvent('b', 'revoked');
    await store.addDecisionEvent(revoked);
    const lapses = ['a', 'b', 'none'].map(it =>
      decisionEvent(it, 'lapsed', { by: 'system', at: at(2) }),
    );
    const changes = { ...NO_GATE_CHANGES, rows: [gateRow('cart')], lapses };

    const writes = await watchWrites(knex, TABLES);
    await store.recomputeGates([CART], () => changes);
    await store.recomputeGates([CART], () => changes);
    await expect(writes()).resolves.toMatchObject({ decision_events: 1 });
    await expect(store.decisions({})).resolves.toMatchObject([
      { id: 'c', events: [] },
      { id: 'b', events: [revoked] },
      { id: 'a', events: [lapses[0]] },
    ]);

    const failing = {
      ...changes,
      rows: [{ ...gateRow('cart'), digest: null }],
    };
    await expect(
      store.recomputeGates([CART], () => ({
        ...(failing as unknown as GateChanges),
        lapses: [decisionEvent('c', 'lapsed')],
      })),
    ).rejects.toMatchObject({ message: expect.stringMatching(/null/i) });
    await expect(store.decisions({ ids: ['c'] })).resolves.toMatchObject([
      { events: [] },
    ]);
  });

  describe('at the same moment', () => {
    it('two people decide one waiver: one of them does', async () => {
      const { store, knex } = await setUp(waiverRow('w'));
      const other = await replicaOf(knex);
      const approved = decisionEvent('w', 'approved');
      const denied = decisionEvent('w', 'denied', { by: 'user:default/cy' });
      const results = await together(
        knex,
        trx => trx('decisions').where({ id: 'w' }).forUpdate(),
        [
          () => store.addDecisionEvent(approved),
          () => other.addDecisionEvent(denied),
        ],
      );
      const row = waiverRow('w', { events: [approved] });
      expect(results).toEqual([
        { status: 'fulfilled', value: row },
        refused('already approved'),
      ]);
      await expect(store.decisions({})).resolves.toEqual([row]);
      await expect(knex('decision_events')).resolves.toHaveLength(1);
    });

    it('ten people decide one waiver, unprompted: one of them does', async () => {
      const { store, knex } = await setUp(waiverRow('w'));
      const stores = [store, await replicaOf(knex), await replicaOf(knex)];
      const results = await Promise.allSettled(
        Array.from({ length: 10 }, (_, i) =>
          stores[i % 3].addDecisionEvent(
            decisionEvent('w', i % 2 ? 'approved' : 'denied'),
          ),
        ),
      );
      const others = results.filter(it => it.status === 'rejected');
      expect(others).toEqual(Array(9).fill(refused('already')));
      await expect(knex('decision_events')).resolves.toHaveLength(1);
    });

    it.each<[DecisionEvent['action'], DecisionEvent['action'], number]>([
      ['revoked', 'approved', 1],
      ['approved', 'revoked', 2],
      ['lapsed', 'approved', 1],
    ])('%s comes before %s: %i events', async (first, second, events) => {
      const { knex } = await setUp(waiverRow('w'));
      const replicas = [await replicaOf(knex), await replicaOf(knex)];
      const [before, after] = await together(
        knex,
        trx => trx('decisions').where({ id: 'w' }).forUpdate(),
        [first, second].map(
          (action, i) => () =>
            replicas[i].addDecisionEvent(decisionEvent('w', action)),
        ),
      );
      expect(before.status).toBe('fulfilled');
      expect(after).toMatchObject(
        events === 1 ? refused('has ended') : { status: 'fulfilled' },
      );
      await expect(knex('decision_events')).resolves.toHaveLength(events);
    });

    it('a gate lapses what somebody approves: nothing is decided after its end', async () => {
      const { knex } = await mirrored('cart');
      const [one, two] = [await replicaOf(knex), await replicaOf(knex)];
      await one.decide([CART], () => ({ row: waiverRow('w') }));
      const lapse = decisionEvent('w', 'lapsed');
      const results = await together<unknown>(
        knex,
        trx => trx('decisions').where({ id: 'w' }).forUpdate(),
        [
          () =>
            one.recomputeGates([CART], () => ({
              ...NO_GATE_CHANGES,
              lapses: [lapse],
            })),
          () => two.addDecisionEvent(decisionEvent('w', 'approved')),
        ],
      );
      expect(results).toMatchObject([
        { status: 'fulfilled' },
        refused('has ended'),
      ]);
      await expect(one.decisions({})).resolves.toEqual([
        waiverRow('w', { events: [lapse] }),
      ]);
    });

    it.each(['decide', 'recompute'])(
      'somebody decides and the gate is recomputed, %s first: the second sees what the first wrote',
      async first => {
        const { knex } = await mirrored('cart');
        const [one, two] = [await replicaOf(knex), await replicaOf(knex)];
        const seen: Record<string, GateInputs> = {};
        const starts: (() => Promise<unknown>)[] = [
          () =>
            one.decide([CART], inputs => {
              seen.decide = inputs;
              return { row: approvalRow('a', { by: BOB }) };
            }),
          () =>
            two.recomputeGates([CART], inputs => {
              seen.recompute = inputs;
              return { ...NO_GATE_CHANGES, rows: [gateRow('cart')] };
            }),
        ];
        const results = await together(
          knex,
          trx => trx('entities').where({ entity_ref: CART }).forUpdate(),
          first === 'decide' ? starts : starts.reverse(),
        );
        expect(results.map(it => it.status)).toEqual([
          'fulfilled',
          'fulfilled',
        ]);
        expect([
          seen.decide.gates.length,
          seen.recompute.decisions.length,
        ]).toEqual(first === 'decide' ? [0, 1] : [1, 0]);
      },
    );

    it('entities are asked about in any order, and leave: nobody waits for the other', async () => {
      const names = Array.from({ length: 300 }, (_, i) => `s${i}`);
      const { store, knex, lease } = await mirrored(...names);
      const refs = names.map(name => entityRow(name).entityRef);
      await store.writeGates(
        names.map(name => gateRow(name)),
        [],
        [],
      );
      const [one, two] = [await replicaOf(knex), await replicaOf(knex)];
      const kept = names.slice(150).map(name => entityRow(name));
      await Promise.all([
        store.mirror(
          lease,
          [...kept].reverse().map(it => ({ ...it, digest: 'd2' })),
        ),
        one.recomputeGates(refs, ({ entities }) => ({
          ...NO_GATE_CHANGES,
          rows: entities.map(it => gateRow(it.name, { blocking: 1 })),
        })),
        two.decide([...refs].reverse(), () => ({
          row: waiverRow('w', { entities: [decidedEntity('s1')] }),
        })),
      ]);
      await expect(store.gates(refs)).resolves.toHaveLength(150);
    });
  });
});
