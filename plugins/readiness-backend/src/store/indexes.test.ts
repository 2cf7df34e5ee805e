import { Knex } from 'knex';
import { claim } from './__testUtils__/leases';
import { DatabaseReadinessStore } from './DatabaseReadinessStore';
import { NotificationStore } from './notifications';
import { BATCH } from './sql';
import {
  createTestStore,
  eachDatabase,
  entityRow,
  gateRow,
  NOON,
} from './testing';
import { GateFilter, GateSort } from './types';

const databases = eachDatabase();
jest.setTimeout(60_000);

/** The plans of what `run` selects, without what is counted unless that is asked for. */
async function plans(
  knex: Knex,
  run: () => Promise<unknown>,
  counted = false,
): Promise<string[]> {
  const queries: { sql: string; bindings: Knex.RawBinding[] }[] = [];
  const listen = (query: (typeof queries)[number]) => queries.push(query);
  knex.on('query', listen);
  await run();
  knex.removeListener('query', listen);
  const found: string[] = [];
  for (const { sql, bindings } of queries) {
    const skipped =
      (sql.includes('count(') && !counted) || sql.includes('list_version');
    if (/^(select|with)/i.test(sql) && !skipped) {
      const steps = await knex.raw(`EXPLAIN QUERY PLAN ${sql}`, bindings);
      found.push(
        steps.map((step: { detail: string }) => step.detail).join('; '),
      );
    }
  }
  return found;
}

/** With statistics of a few hundred gates, as the planner weighs which table to begin with. */
async function filledStore() {
  const { store, knex } = await createTestStore(databases, 'SQLITE_3', {
    clock: () => NOON,
  });
  const lease = await claim(store, 'catalog', NOON);
  const names = Array.from({ length: 300 }, (_, i) => `s${i}`);
  await store.mirror(
    lease,
    names.map((name, i) =>
      entityRow(name, { owner: `group:default/g${i % 50}` }),
    ),
  );
  const scorecards = ['a', 'b', 'c'];
  await store.writeGates(
    names.flatMap(name =>
      scorecards.map(scorecard => gateRow(name, {}, { scorecard })),
    ),
    [],
    [],
  );
  await knex.raw('ANALYZE');
  return { store, knex };
}

describe('indexes', () => {
  const ONE = { scorecard: ['a'] };

  it.each<[GateSort, GateFilter, string]>([
    ['name', ONE, 'entities_sort_name_idx'],
    ['owner', ONE, 'entities_owner_idx'],
    ['verdict', ONE, 'gates_verdict_idx'],
    ['score', ONE, 'gates_score_idx'],
    ['coverage', ONE, 'gates_coverage_idx'],
    ['blocking', ONE, 'gates_blocking_idx'],
    ['changedAt', ONE, 'gates_changed_at_idx'],
    ['name', {}, 'entities_sort_name_idx'],
    ['owner', {}, 'entities_owner_idx'],
    ['verdict', {}, 'gates_all_verdict_idx'],
    ['score', {}, 'gates_all_score_idx'],
    ['coverage', {}, 'gates_all_coverage_idx'],
    ['blocking', {}, 'gates_all_blocking_idx'],
    ['changedAt', {}, 'gates_all_changed_at_idx'],
  ])(
    'give the order of the pages of a list by %s of %j, both ways',
    async (sort, filter, index) => {
      const { store, knex } = await filledStore();
      for (const order of ['asc', 'desc'] as const) {
        const page = { sort, order, limit: 10 };
        const { nextCursor: cursor } = await store.listGates(filter, page);
        const found = await plans(knex, () =>
          store.listGates(filter, { ...page, cursor }),
        );
        expect(found).not.toEqual([]);
        for (const plan of found) {
          expect(plan).toMatch(new RegExp(`USING (COVERING )?INDEX ${index} `));
          expect(plan).not.toContain('TEMP B-TREE FOR ORDER BY');
        }
      }
    },
  );

  it('serve what the evaluator asks', async () => {
    const { store, knex } = await createTestStore(databases, 'SQLITE_3');
    const cases: [() => Promise<unknown>, string][] = [
      [() => store.stateDigests('prod'), 'COVERING INDEX state_cluster_idx'],
      [() => store.placedOn('prod'), 'COVERING INDEX state_cluster_idx'],
      [() => store.dueGates(NOON, 5), 'gates_next_change_at_idx'],
      [() => store.gates(['a', 'b']), 'autoindex_gates_1'],
      [
        () => store.transitions({ entityRef: 'a', limit: 5 }),
        'transitions_entity_idx',
      ],
      [
        () =>
          store.transitions({
            entityRef: 'a',
            scorecard: 's',
            item: 'i',
            limit: 5,
          }),
        'transitions_entity_idx',
      ],
      [
        () => store.gateTrends('a', '2026-11-01'),
        'SEARCH earlier USING COVERING INDEX sqlite_autoindex_gate_scores_1',
      ],
      [
        () => store.transitions({ clusters: ['a'], limit: 5 }),
        'transitions_cluster_idx',
      ],
      [() => store.transitions({ limit: 5 }), 'transitions_at_idx'],
      [() => store.observations(['prod']), 'autoindex_observations_1'],
      [() => store.evaluations(5), 'evaluations_requested_at_idx'],
    ];
    for (const [run, index] of cases) {
      const found = await plans(knex, run);
      expect(found).toEqual([expect.stringContaining(index)]);
      expect(found[0]).not.toContain('TEMP B-TREE FOR ORDER BY');
    }
  });

  const at = NOON;
  const before = { at: NOON, id: 'a' };
  const candidate = { commit: 'c' };
  const many = Array.from({ length: BATCH + 1 }, (_, i) => `e${i}`);
  type Ask = (store: DatabaseReadinessStore) => Promise<unknown>;
  it.each<[string, Ask, ...string[]]>([
    ['decisions', it => it.decisions({ limit: 5 }), 'decisions_at_idx'],
    [
      'decisions of a kind',
      it => it.decisions({ kinds: ['waiver'], before, limit: 5 }),
      'decisions_kind_idx',
    ],
    [
      'decisions of a kind, for whoever may see most of them',
      it => it.decisions({ kinds: ['waiver'], entityRefs: many, limit: 5 }),
      'decisions_kind_idx',
    ],
    [
      'decisions of an item',
      it =>
        it.decisions({
          kinds: ['waiver'],
          scorecard: 's',
          item: 'i',
          limit: 5,
        }),
      'decisions_item_idx',
    ],
    [
      'decisions of an entity',
      it => it.decisions({ entityRefs: ['e'], before, limit: 5 }),
      'decision_entities_entity_idx',
    ],
    [
      'waivers that await somebody',
      it => it.decisions({ awaitingAt: at, limit: 5 }),
      'decisions_until_idx (kind=? AND break_glass=? AND until>?)',
      'decisions_until_idx (kind=? AND break_glass=?)',
    ],
    ['what was signed', it => it.snapshot('a'), 'autoindex_decisions_1'],
    ['reports', it => it.reports({ limit: 5 }), 'reports_time_idx'],
    [
      'reports of an entity',
      it => it.reports({ entityRefs: ['e'], limit: 5 }),
      'reports_entity_idx',
    ],
    [
      'reports of a candidate',
      it => it.reports({ entityRefs: ['e'], candidate }),
      'reports_commit_idx (entity_ref=? AND commit=?)',
    ],
    [
      'reports of an image',
      it => it.reports({ entityRefs: ['e'], candidate: { imageDigest: 'i' } }),
      'reports_image_idx (entity_ref=? AND image_digest=?)',
    ],
    [
      'the newest reports',
      it => it.latestReports(['e']),
      'reports_newest_idx (entity_ref=? AND type=? AND environment<?)',
    ],
  ])('serve %s', async (_, ask, ...indexes) => {
    const { store, knex } = await createTestStore(databases, 'SQLITE_3');
    const found = await plans(knex, () => ask(store));
    expect(found).toEqual(indexes.map(it => expect.stringContaining(it)));
    expect(found.join()).not.toContain('TEMP B-TREE FOR ORDER BY');
  });

  it('serve the queue of a party', async () => {
    const { store, knex } = await createTestStore(databases, 'SQLITE_3');
    const [plan] = await plans(knex, () =>
      store.awaited({
        parties: ['a', 'b'],
        kinds: ['approval'],
        dueBefore: NOON,
        limit: 5,
      }),
    );
    expect(plan).toContain('awaited_party_idx (party=? AND due_at<?)');
  });

  it('serve who fails a check, in the order of the pages', async () => {
    const { store, knex } = await filledStore();
    const items = [{ scorecard: 'a', item: 'i' }];
    const page = { limit: 5, cursor: undefined as string | undefined };
    const index = 'open_items_check_idx (check_id=?';
    for (const [filter, expected] of [
      [{}, `${index}`],
      [{ result: ['fail' as const] }, `${index} AND result=?`],
    ] as const) {
      const [plan] = await plans(knex, () =>
        store.checkResults({ check: 'c', items, ...mutable(filter) }, page),
      );
      expect(plan).toContain(expected);
      expect(plan).not.toContain('TEMP B-TREE FOR ORDER BY');
    }
  });

  it('serve for how many entities each check is open', async () => {
    const { store, knex } = await filledStore();
    const [plan] = await plans(
      knex,
      () => store.checkCounts({ items: [{ scorecard: 'a', item: 'i' }] }),
      true,
    );
    expect(plan).toContain('COVERING INDEX open_items_check_idx');
    expect(plan).not.toContain('TEMP B-TREE FOR GROUP BY');
  });

  it('serve whom an item would hold', async () => {
    const { store, knex } = await filledStore();
    const [plan] = await plans(knex, () =>
      store.itemImpact({ scorecard: 'a', item: 'i' }, { limit: 5 }),
    );
    expect(plan).toContain('open_items_item_idx (scorecard=? AND item=?)');
    expect(plan).toContain('autoindex_gates_1 (entity_ref=? AND scorecard=?');
    expect(plan).toContain(
      'x USING INDEX sqlite_autoindex_open_items_1 (entity_ref=? AND scorecard=?)',
    );
  });

  it('give the order of the pages of a matrix by name', async () => {
    const { store, knex } = await filledStore();
    const page = { sort: 'name', order: 'desc', limit: 5 } as const;
    const { nextCursor: cursor } = await store.listMatrix({}, page);
    const [rows, gates] = await plans(knex, () =>
      store.listMatrix({ scorecard: ['a'] }, { ...page, cursor }),
    );
    expect(rows).toContain('USING INDEX entities_sort_name_idx');
    expect(rows).not.toContain('TEMP B-TREE FOR ORDER BY');
    expect(gates).toContain('autoindex_gates_1 (entity_ref=?');
  });

  it('serve how gates went', async () => {
    const { store, knex } = await filledStore();
    const queries: string[] = [];
    knex.on('query', ({ sql }) => queries.push(sql));
    await store.trend({}, '2026-11-01', '2026-11-21');
    await store.compareGates({}, '2026-11-01', 'owner');
    await store.topItems({ items: [{ scorecard: 'a', item: 'i' }] }, 5);
    const plan = await Promise.all(
      queries
        .filter(sql => /^select/i.test(sql))
        .map(async sql => {
          const steps = await knex.raw(
            `EXPLAIN QUERY PLAN ${sql}`,
            [...sql.matchAll(/\?/g)].map(() => ''),
          );
          return steps.map((step: { detail: string }) => step.detail).join();
        }),
    );
    expect(plan.join()).toContain(
      'autoindex_gate_scores_1 (entity_ref=? AND scorecard=? AND day',
    );
    expect(plan.join()).toContain(
      'transitions_entity_idx (entity_ref=? AND at>?)',
    );
    expect(plan.join()).toContain('autoindex_open_items_1 (entity_ref=?');
    expect(plan.join()).not.toMatch(/SCAN (x|s|p|t|o)\b/);
  });

  it('serve what is to be told', async () => {
    const { knex } = await createTestStore(databases, 'SQLITE_3');
    const outbox = new NotificationStore(knex);
    const cases: [() => Promise<unknown>, string][] = [
      [() => outbox.due(NOON, 5), 'notification_outbox_due_at_idx'],
      [() => outbox.turnedVerdicts(NOON, NOON, NOON), 'transitions_at_idx'],
      [() => outbox.isMarked('a'), 'autoindex_notification_marks_1'],
    ];
    for (const [run, index] of cases)
      expect(await plans(knex, run)).toEqual([expect.stringContaining(index)]);
  });

  it('serve lists of problems', async () => {
    const { store, knex } = await createTestStore(databases, 'SQLITE_3');
    const cases = [
      [{ check: ['a'], result: ['fail' as const] }, 'problems_check_idx'],
      [{ scorecard: ['a'], item: ['b'] }, 'problems_item_idx'],
      [{ responsible: ['platform' as const] }, 'problems_responsible_idx'],
    ] as const;
    for (const [filter, index] of cases) {
      const found = await plans(knex, () =>
        store.listProblems(mutable(filter), { limit: 5 }),
      );
      expect(found[0]).toContain(index);
    }
  });
});

function mutable(
  filter: Record<string, readonly string[]>,
): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(filter).map(([key, values]) => [key, [...values]]),
  );
}
