import { Knex } from 'knex';
import { claim } from './__testUtils__/leases';
import { BATCH } from './sql';
import {
  createTestStore,
  decisionEvent,
  eachDatabase,
  entityRow,
  gateRow,
  minutesAfter,
  NOON,
  outage,
  reportRow,
  runSummary,
  transition,
  waiverRow,
} from './testing';

const databases = eachDatabase();
jest.setTimeout(60_000);

const DAY = 24 * 60;
const daysAfter = (days: number) => minutesAfter(NOON, days * DAY);
const A = 'component:default/a';
const B = 'component:default/b';
/** Long before everything. */
const LONG_AGO = daysAfter(-1000);
const none = { departed: LONG_AGO, evaluations: LONG_AGO };

describe.each(databases.eachSupportedId())('the clean-up on %s', id => {
  async function setUp() {
    const { store, knex } = await createTestStore(databases, id, {
      clock: () => NOON,
    });
    return { store, knex, lease: await claim(store, 'catalog', NOON) };
  }

  const transitions = (count: number, more = {}) =>
    Array.from({ length: count }, (_, i) =>
      transition('a', { at: minutesAfter(NOON, i), ...more }),
    );

  /** How many rows each DELETE of this table names. */
  function watchDeletes(knex: Knex, table: string): number[] {
    const sizes: number[] = [];
    knex.on('query', ({ sql, bindings }) => {
      if (sql.startsWith('delete') && sql.includes(table))
        sizes.push(bindings.length);
    });
    return sizes;
  }

  it('removes the history of an entity that has been away for long, and of no other', async () => {
    const { store, knex, lease } = await setUp();
    await store.mirror(lease, [entityRow('a'), entityRow('b')]);
    await store.applyState(lease, {
      upserts: [],
      deletes: [],
      transitions: [...transitions(2 * BATCH + 5), transition('b')],
    });
    await store.addReport(reportRow('1', { entityRef: A }));
    await store.addReport(reportRow('2', { entityRef: B }));
    await store.mirror(lease, [entityRow('b')]);

    const waiting = { ...none, departed: NOON };
    await expect(store.cleanUp(waiting)).resolves.toEqual(new Map());
    const sizes = watchDeletes(knex, 'transitions');
    await expect(
      store.cleanUp({ ...none, departed: minutesAfter(NOON, 1) }),
    ).resolves.toEqual(
      new Map([
        ['transitions', 2 * BATCH + 5],
        ['reports', 1],
      ]),
    );
    expect(sizes).toEqual([BATCH, BATCH, 5]);
    for (const table of ['transitions', 'reports'])
      await expect(knex(table).pluck('entity_ref')).resolves.toEqual([B]);
    await expect(knex('departed_entities')).resolves.toEqual([]);
  });

  it('keeps decisions, what became of them and what was signed', async () => {
    const { store, knex, lease } = await setUp();
    const kept = ['decisions', 'decision_entities', 'decision_events'];
    await store.mirror(lease, [entityRow('a')]);
    await store.decide([A], () => ({
      row: waiverRow('w', {
        entities: [{ entityRef: A, results: ['fail'], subjects: [] }],
      }),
    }));
    await store.addDecisionEvent(decisionEvent('w', 'approved'));
    const before = await Promise.all(kept.map(table => knex(table)));
    await store.mirror(lease, []);
    const now = daysAfter(5000);
    await store.cleanUp({
      departed: now,
      evaluations: now,
      history: now,
      reports: now,
    });
    await expect(knex('departed_entities')).resolves.toEqual([]);
    await expect(Promise.all(kept.map(table => knex(table)))).resolves.toEqual(
      before,
    );
  });

  it('leaves its history to an entity that came back', async () => {
    const { store, knex, lease } = await setUp();
    await store.mirror(lease, [entityRow('a')]);
    await store.applyState(lease, {
      upserts: [],
      deletes: [],
      transitions: transitions(1),
    });
    await store.mirror(lease, []);
    await expect(knex('departed_entities')).resolves.toEqual([
      { entity_ref: A, left_at: NOON.toISOString() },
    ]);
    await store.mirror(lease, [entityRow('a')]);
    await expect(knex('departed_entities')).resolves.toEqual([]);
    await store.cleanUp({ ...none, departed: daysAfter(100) });
    await expect(knex('transitions')).resolves.toHaveLength(1);
  });

  it('removes evaluations that ended long ago, not those that are to come', async () => {
    const { store } = await setUp();
    const ended = await store.requestEvaluation('catalog', 'user:x/ann', NOON);
    const lease = await claim(store, 'cluster:prod', NOON);
    const ids = await store.startEvaluations(lease, NOON);
    expect(ids).toEqual([]);
    await expect(
      store.cleanUp({ ...none, evaluations: daysAfter(40) }),
    ).resolves.toEqual(new Map());

    await store.syncShards(['cluster:prod'], NOON);
    const { status } = (await store.evaluation(ended.id))!;
    expect(status).toBe('failed');
    await expect(
      store.cleanUp({ ...none, evaluations: NOON }),
    ).resolves.toEqual(new Map());
    await expect(
      store.cleanUp({ ...none, evaluations: daysAfter(40) }),
    ).resolves.toEqual(new Map([['evaluations', 1]]));
    await store.releaseShard(lease, NOON, runSummary());
  });

  it('removes history that is too old where that is wanted, and keeps how a gate stood', async () => {
    const { store, knex, lease } = await setUp();
    await store.mirror(lease, [entityRow('a'), entityRow('b')]);
    const days = [0, 2, 4, 6];
    for (const day of days) {
      await store.writeGates(
        [gateRow('a', { blocking: day }, { changedAt: daysAfter(day) })],
        [],
        [transition('a', { at: daysAfter(day) })],
      );
      await store.countDay(daysAfter(day).toISOString().slice(0, 10));
    }
    await store.writeGates([gateRow('b')], [], []);
    await store.openOutage(outage('prod'));

    await expect(store.cleanUp(none)).resolves.toEqual(new Map());
    await expect(
      store.cleanUp({ ...none, history: daysAfter(5) }),
    ).resolves.toEqual(
      new Map([
        ['transitions', 3],
        ['gate_scores', 2],
        ['daily_counts', 3],
      ]),
    );
    await expect(
      knex('gate_scores').orderBy(['entity_ref', 'day']).pluck('day'),
    ).resolves.toEqual(['2026-11-25', '2026-11-27', '2026-11-21']);
    const [open] = await store.transitions({ clusters: ['prod'], limit: 5 });
    expect(open).toMatchObject({ to: 'unreachable' });
  });

  it('removes reports that newer ones took the place of, where that is wanted', async () => {
    const { store, knex } = await setUp();
    const rows = [
      reportRow('old', { time: daysAfter(-9) }),
      reportRow('new', { time: daysAfter(-3) }),
      reportRow('staging', { time: daysAfter(-9), environment: 'staging' }),
      reportRow('other', { time: daysAfter(-9), type: 'drill' }),
      reportRow('else', { time: daysAfter(-9), entityRef: B }),
    ];
    for (const row of rows) await store.addReport(row);
    await expect(
      store.cleanUp({ ...none, reports: daysAfter(-10) }),
    ).resolves.toEqual(new Map());
    await expect(store.cleanUp({ ...none, reports: NOON })).resolves.toEqual(
      new Map([['reports', 1]]),
    );
    await expect(knex('reports').orderBy('id').pluck('id')).resolves.toEqual([
      'else',
      'new',
      'other',
      'staging',
    ]);
  });

  it('goes on behind what stays, in batches, and stops when told to', async () => {
    const { store, knex, lease } = await setUp();
    await store.applyState(lease, {
      upserts: [],
      deletes: [],
      transitions: transitions(2 * BATCH + 5),
    });
    await knex('transitions')
      .whereIn(
        'id',
        knex('transitions').orderBy('id').limit(1).offset(3).select('id'),
      )
      .update({ open_outage: 'prod' });
    const sizes = watchDeletes(knex, 'transitions');
    const stopped = new AbortController();
    stopped.abort();
    const ages = { ...none, history: daysAfter(9) };
    await store.cleanUp(ages, stopped.signal);
    expect(sizes).toEqual([]);
    await store.cleanUp(ages);
    expect(sizes).toEqual([BATCH - 1, BATCH, 5]);
    await expect(knex('transitions')).resolves.toHaveLength(1);
  });
});
