/** That PostgreSQL finds what is asked of it by an index: every method of the store that reads has a case here. */
import { Knex } from 'knex';
import { ENTITIES, fillEstate, SMALL } from './__testUtils__/estate';
import { DatabaseReadinessStore } from './DatabaseReadinessStore';
import { createTestStore, eachDatabase, NOON } from './testing';
import type { GateFilter, GateSort } from './types';

const databases = eachDatabase();
jest.setTimeout(180_000);

type Store = DatabaseReadinessStore;

interface Case {
  ask: (store: Store) => Promise<unknown>;
  /** Indexes that serve it. */
  by: (string | RegExp)[];
  /** Tables of which so much is asked that reading all of it is right. */
  whole?: string[];
}

const A = 'component:default/s7';
const REFS = [A, 'component:default/s8'];
const ALL = Array.from(
  { length: ENTITIES },
  (_, i) => `component:default/s${i}`,
);
const ITEMS = Array.from({ length: 200 }, (_, i) => ({
  scorecard: `sc${i % 4}`,
  item: `i${i % 60}`,
}));
const owner = ['group:default/g7'];
const scorecard = ['sc1'];
const item = { scorecard: 'sc1', item: 'i7' };
const before = { at: NOON, id: 'a' };
const page = { limit: 50 };
const LONG_AGO = new Date('2020-01-01T00:00:00Z');
const GATES = ['gates', 'entities'];

/** The gates of an entity: by their key, or by another index that PostgreSQL 18 skips through. */
const OF_ENTITY = /Index (Only )?Scan using gates_\w+ on gates/;

const firstOf = (pages: AsyncGenerator<unknown>) => pages.next();

const sorted = (sort: GateSort, by: string): Case[] =>
  (['asc', 'desc'] as const).map(order => ({
    ask: store => store.listGates({ scorecard }, { ...page, sort, order }),
    by: [by],
    // Of the count.
    whole: GATES,
  }));

const CASES: Record<string, Case[]> = {
  stateDigests: [
    { ask: it => it.stateDigests('c7'), by: ['state_cluster_idx'] },
  ],
  states: [
    { ask: it => it.states({ entityRefs: REFS }), by: ['state_pkey'] },
    {
      ask: it =>
        it.states({
          keys: [
            { entityRef: A, scorecard: 'sc1', cluster: 'c7', environment: 'x' },
          ],
        }),
      by: ['state_'],
    },
  ],
  gates: [{ ask: it => it.gates(REFS), by: ['gates_pkey'] }],
  gateScores: [
    {
      ask: it => it.gateScores({ entityRef: A, scorecard: 'sc1' }, 30),
      by: ['gate_scores_pkey'],
    },
  ],
  gateTrends: [
    { ask: it => it.gateTrends(A, '2026-11-01'), by: ['gate_scores_pkey'] },
  ],
  countGates: [{ ask: it => it.countGates(), by: [], whole: ['gates'] }],
  // A column of a quarter of all gates.
  ownVerdicts: [{ ask: it => it.ownVerdicts(scorecard), by: [], whole: GATES }],
  dueGates: [
    { ask: it => it.dueGates(NOON, 100), by: ['gates_next_change_at_idx'] },
  ],
  listGates: [
    ...sorted('name', 'entities_sort_name_idx'),
    ...sorted('owner', 'entities_owner_idx'),
    ...sorted('verdict', 'gates_verdict_idx'),
    ...sorted('score', 'gates_score_idx'),
    ...sorted('coverage', 'gates_coverage_idx'),
    ...sorted('blocking', 'gates_blocking_idx'),
    ...sorted('changedAt', 'gates_changed_at_idx'),
    ...(
      [
        [{ owner }, 'entities_owner_idx'],
        [{ system: ['system:default/y7'] }, 'entities_system_idx'],
        [{ domain: ['domain:default/d7'] }, 'entities_domain_idx'],
        [{ tag: ['tag7'] }, 'entity_tags_tag_idx'],
        [{ allowedRefs: REFS }, OF_ENTITY],
      ] as [GateFilter, string | RegExp][]
    ).map(
      ([filter, index]): Case => ({
        ask: it =>
          it.listGates({ ...filter }, { ...page, sort: 'name', order: 'asc' }),
        by: [index],
      }),
    ),
  ],
  gatePages: [
    {
      ask: it => firstOf(it.gatePages({}, 500)),
      by: ['entities_sort_name_idx'],
      whole: GATES,
    },
  ],
  summarizeGates: [
    { ask: it => it.summarizeGates({}, 'owner'), by: [], whole: GATES },
    {
      ask: it => it.summarizeGates({ owner }, 'scorecard'),
      by: ['entities_owner_idx', OF_ENTITY],
    },
    {
      ask: it => it.summarizeGates({ owner, cluster: ['c7'] }, 'cluster'),
      by: ['entities_owner_idx', OF_ENTITY, 'state_'],
    },
  ],
  listMatrix: [
    {
      ask: it =>
        it.listMatrix({ scorecard }, { ...page, sort: 'name', order: 'asc' }),
      by: ['entities_sort_name_idx', OF_ENTITY],
      whole: GATES,
    },
    {
      ask: it =>
        it.listMatrix({ owner }, { ...page, sort: 'blocking', order: 'desc' }),
      by: ['entities_owner_idx', OF_ENTITY],
    },
  ],
  topItems: [
    {
      ask: it => it.topItems({ owner, items: ITEMS }, 20),
      by: ['entities_owner_idx', OF_ENTITY, 'open_items_pkey'],
    },
    {
      ask: it => it.topItems({ items: ITEMS }, 20),
      by: [],
      whole: [...GATES, 'open_items'],
    },
  ],
  trend: [
    {
      ask: it => it.trend({ owner }, '2026-10-01', '2026-11-20'),
      by: ['entities_owner_idx', OF_ENTITY, 'gate_scores_pkey'],
    },
    {
      ask: it => it.trend({}, '2026-10-01', '2026-11-20'),
      by: ['gate_scores_pkey'],
      whole: [...GATES, 'gate_scores'],
    },
  ],
  compareGates: [
    {
      ask: it => it.compareGates({ owner }, '2026-10-01', 'scorecard'),
      by: ['entities_owner_idx', 'gate_scores_pkey', 'transitions_entity_idx'],
    },
  ],
  listProblems: [
    {
      ask: it => it.listProblems({ check: ['check7'], result: ['fail'] }, page),
      by: ['problems_check_idx'],
      whole: ['entities'],
    },
  ],
  checkResults: [
    {
      ask: it => it.checkResults({ check: 'check7', items: ITEMS }, page),
      by: ['open_items_check_idx'],
      whole: ['entities'],
    },
    {
      ask: it =>
        it.checkResults({ check: 'check7', items: ITEMS, owner }, page),
      by: ['open_items_'],
    },
  ],
  // All of it, kept for some seconds.
  checkCounts: [
    {
      ask: it => it.checkCounts({ items: ITEMS }),
      by: [],
      whole: ['open_items'],
    },
    {
      ask: it => it.checkCounts({ items: ITEMS, allowedRefs: REFS }),
      by: ['open_items_pkey'],
    },
  ],
  itemImpact: [
    {
      ask: it => it.itemImpact(item, page),
      by: ['open_items_item_idx'],
      // What passes is counted too, and what else holds each gate of the scorecard.
      whole: [...GATES, 'open_items'],
    },
  ],
  placedOn: [{ ask: it => it.placedOn('c7'), by: ['state_cluster_idx'] }],
  decisions: [
    { ask: it => it.decisions(page), by: ['decisions_at_idx'] },
    {
      ask: it => it.decisions({ kinds: ['waiver'], before, ...page }),
      by: ['decisions_'],
    },
    {
      ask: it => it.decisions({ kinds: ['waiver'], ...item, ...page }),
      by: ['decisions_item_idx'],
    },
    {
      ask: it => it.decisions({ entityRefs: [A], before, ...page }),
      by: ['decision_entities_entity_idx'],
    },
    {
      ask: it => it.decisions({ entityRefs: ALL, ...page }),
      by: ['decisions_at_idx', 'decision_entities_pkey'],
      whole: ['decision_entities'],
    },
    {
      ask: it => it.decisions({ awaitingAt: NOON, ...page }),
      by: ['decisions_'],
      whole: ['decision_events'],
    },
    { ask: it => it.decisions({ ids: ['w7.1'] }), by: ['decisions_pkey'] },
  ],
  snapshot: [{ ask: it => it.snapshot('w7.1'), by: ['decisions_pkey'] }],
  reports: [
    { ask: it => it.reports(page), by: ['reports_time_idx'] },
    {
      ask: it => it.reports({ entityRefs: [A], ...page }),
      by: ['reports_'],
    },
    {
      ask: it =>
        it.reports({ entityRefs: [A], candidate: { commit: 'commit7' } }),
      by: ['reports_'],
    },
  ],
  latestReports: [
    {
      ask: it => it.latestReports(REFS),
      by: ['reports_newest_idx', 'reports_pkey'],
    },
  ],
  awaited: [
    {
      ask: it =>
        it.awaited({
          parties: owner,
          kinds: ['attestation'],
          dueBefore: NOON,
          ...page,
        }),
      by: ['awaited_party_idx'],
    },
  ],
  observations: [
    { ask: it => it.observations(['c7']), by: ['observations_pkey'] },
    { ask: it => it.observations(), by: [], whole: ['observations'] },
  ],
  transitions: [
    { ask: it => it.transitions(page), by: ['transitions_at_idx'] },
    {
      ask: it => it.transitions({ entityRef: A, ...page }),
      by: ['transitions_entity_idx'],
    },
    {
      ask: it =>
        it.transitions({ entityRef: A, ...item, before: NOON, ...page }),
      by: ['transitions_entity_idx'],
    },
    {
      ask: it => it.transitions({ clusters: ['c7'], ...page }),
      by: ['transitions_'],
    },
  ],
  entities: [
    { ask: it => it.entities({ entityRefs: REFS }), by: ['entities_pkey'] },
    { ask: it => it.entities(), by: ['entities_pkey'], whole: ['entities'] },
  ],
  shards: [{ ask: it => it.shards(), by: [] }],
  evaluation: [{ ask: it => it.evaluation('e7'), by: ['evaluations_pkey'] }],
  evaluations: [
    { ask: it => it.evaluations(50), by: ['evaluations_requested_at_idx'] },
  ],
  definitionCopies: [{ ask: it => it.definitionCopies(['a.yaml']), by: [] }],
  dailyCounts: [
    {
      ask: it => it.dailyCounts({ from: '2026-11-18', to: '2026-11-20' }),
      by: ['daily_counts_pkey'],
    },
  ],
  cleanUp: [
    {
      ask: it =>
        it.cleanUp({
          departed: LONG_AGO,
          evaluations: LONG_AGO,
          history: LONG_AGO,
          reports: LONG_AGO,
        }),
      by: [
        'departed_entities_left_at_idx',
        'evaluations_requested_at_idx',
        'transitions_at_idx',
        'gate_scores_day_idx',
        'daily_counts_pkey',
        'reports_time_idx',
      ],
    },
    {
      // Walks to the end of what stays.
      ask: it =>
        it.cleanUp({
          departed: LONG_AGO,
          evaluations: LONG_AGO,
          reports: new Date('2026-10-31T00:00:00Z'),
        }),
      by: ['reports_time_idx'],
    },
  ],
};

/** They write, and find their rows by what the migrations tests and those of each table show. */
const WRITES = [
  'applyState',
  'writeGates',
  'recomputeGates',
  'decide',
  'addDecisionEvent',
  'addReport',
  'writeObservations',
  'openOutage',
  'closeOutage',
  'mirror',
  'syncShards',
  'claimShard',
  'extendLease',
  'releaseShard',
  'makeDue',
  'setStaleSignature',
  'requestEvaluation',
  'startEvaluations',
  'progress',
  'finishEvaluations',
  'keepDefinitionCopies',
  'countDay',
];

it('every method of the store is known to read or to write', () => {
  const methods = Object.getOwnPropertyNames(DatabaseReadinessStore.prototype);
  expect(methods.filter(name => name !== 'constructor').sort()).toEqual(
    [...Object.keys(CASES), ...WRITES].sort(),
  );
});

const [postgres] = databases
  .eachSupportedId()
  .map(([id]) => id)
  .filter(id => id.startsWith('POSTGRES'));
let filled: Promise<{ store: Store; knex: Knex }> | undefined;

async function estate() {
  const made = await createTestStore(databases, postgres, {
    clock: () => NOON,
  });
  await fillEstate(made.knex);
  return made;
}

/** The plans of everything that `ask` selects, with the values it selects by. */
async function plansOf(knex: Knex, ask: () => Promise<unknown>) {
  const asked: { sql: string; bindings: unknown[] }[] = [];
  const listen = (query: (typeof asked)[number]) => asked.push(query);
  knex.on('query', listen);
  await ask();
  knex.removeListener('query', listen);
  const connection = await knex.client.acquireConnection();
  try {
    const plans: string[] = [];
    for (const { sql, bindings } of asked) {
      if (!/^\s*(select|with)/i.test(sql)) continue;
      const { rows } = await connection.query(`EXPLAIN ${sql}`, bindings);
      plans.push(
        rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n'),
      );
    }
    return plans;
  } finally {
    await knex.client.releaseConnection(connection);
  }
}

const onPostgres = postgres ? describe : describe.skip;

onPostgres('an index serves', () => {
  const cases = Object.entries(CASES).flatMap(([method, some]) =>
    some.map((it, i): [string, Case] => [`${method} ${i + 1}`, it]),
  );
  it.each(cases)('%s', async (_, { ask, by, whole = [] }) => {
    filled ??= estate();
    const { store, knex } = await filled;
    const plans = await plansOf(knex, () => ask(store));
    const text = plans.join('\n\n');
    expect(plans).not.toEqual([]);
    for (const index of by) expect(text).toMatch(index);
    const scanned = [...text.matchAll(/Seq Scan on (\w+)/g)].map(
      ([, it]) => it,
    );
    const allowed = [...whole, ...SMALL];
    expect({
      text,
      scanned: scanned.filter(it => !allowed.includes(it)),
    }).toEqual({ text, scanned: [] });
  });
});
