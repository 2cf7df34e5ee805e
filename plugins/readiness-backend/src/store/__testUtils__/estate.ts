/** A PostgreSQL database with so many rows that its planner chooses as it would in service. */
import { Knex } from 'knex';

export const ENTITIES = 3_000;
/** As large as what is stored. */
const JSON_TEXT = `'{"text":"' || repeat(md5(n::text), 30) || '"}'`;
const REF = (i: string) => `'component:default/s' || ${i}`;

/** Each: table, columns, what is selected of `n`, `m` and `k`, and how many there are of these. */
const ROWS: [table: string, columns: string, values: string, of: number[]][] = [
  [
    'entities',
    'entity_ref, uid, kind, namespace, name, type, lifecycle, owner, system, domain, tags, entity, digest, changed_at, sort_name, search_text',
    `${REF(
      'n',
    )}, 'u' || n, CASE WHEN n % 20 = 0 THEN 'api' ELSE 'component' END, 'default', 's' || n, 'type' || n % 9,
     'stage' || n % 7, 'group:default/g' || n % 300, 'system:default/y' || n % 600, 'domain:default/d' || n % 60,
     '[]', '{}', 'd', '2026-11-20T12:00:00.000Z', 's' || n, 's' || n`,
    [ENTITIES],
  ],
  [
    'entity_tags',
    'entity_ref, tag',
    `${REF('n')}, 'tag' || (n + m) % 900`,
    [ENTITIES, 2],
  ],
  [
    'state',
    'entity_ref, scorecard, cluster, environment, uid, digest, packed',
    `${REF(
      'n',
    )}, 'sc' || m, 'c' || n % 20, 'production', 'u' || n, 'd', ${JSON_TEXT}`,
    [ENTITIES, 4],
  ],
  [
    'gates',
    'entity_ref, scorecard, environment, verdict, waiting_on, score, coverage, blocking, state, digest, changed_at, next_change_at',
    `${REF('n')}, 'sc' || m, CASE k WHEN 1 THEN '' ELSE 'production' END,
     CASE WHEN n % 3 = 0 THEN 'blocked' ELSE 'ready' END, 'service', n % 101, (n % 10) / 10.0, n % 12, ${JSON_TEXT}, 'd',
     to_char(timestamp '2026-11-20' - n * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'),
     CASE WHEN n % 5 = 0
       THEN to_char(timestamp '2026-11-20' + n * interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"') END`,
    [ENTITIES, 4, 2],
  ],
  [
    'problems',
    'entity_ref, scorecard, cluster, environment, item, check_id, position, severity, result, cause, responsible, findings, findings_total',
    `${REF(
      'n',
    )}, 'sc' || m, 'c' || n % 20, 'production', 'i' || (n + k) % 60, 'check' || (n + k) % 120, 0, 'blocking',
     CASE WHEN k = 1 THEN 'unknown' ELSE 'fail' END, '',
     CASE WHEN n % 40 = 0 THEN 'security' ELSE 'owner' END, '[]', 1`,
    [ENTITIES, 4, 3],
  ],
  [
    'open_items',
    'entity_ref, scorecard, item, check_id, result, item_result, severity, enforced, holds, would_hold, responsible',
    `${REF(
      'n',
    )}, 'sc' || m, 'i' || (n + k) % 60, 'check' || (n + k) % 120, CASE WHEN k = 1 THEN 'unknown' ELSE 'fail' END,
     'fail', 'blocking', true, true, true, 'owner'`,
    [ENTITIES, 4, 3],
  ],
  [
    'gate_scores',
    'entity_ref, scorecard, day, verdict, score, score_low, score_high, coverage',
    `${REF(
      'n',
    )}, 'sc' || m, to_char(date '2026-11-20' - k * 7 - n % 7, 'YYYY-MM-DD'), 'ready', 90, 90, 90, 1`,
    [ENTITIES, 4, 5],
  ],
  [
    'transitions',
    'at, entity_ref, scorecard, item, cluster, environment, "from", "to", cause, evidence',
    `to_char(timestamp '2026-11-20' - (n * 20 + m) * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'),
     CASE WHEN n % 200 = 0 THEN '' ELSE ${REF(
       'n',
     )} END, 'sc' || m % 4, CASE WHEN m % 3 = 0 THEN '' ELSE 'i' || m END,
     CASE WHEN n % 200 = 0 THEN 'c' || n / 200 ELSE '' END, '', 'ready', 'blocked', 'service', '{}'`,
    [ENTITIES, 20],
  ],
  [
    'reports',
    'id, entity_ref, type, format, environment, run_id, time, received_at, by, commit, image_digest, data, notes, digest',
    `'r' || n || '.' || m, ${REF('n')}, 'type' || m % 2, 'k6', '', 'run' || m,
     to_char(timestamp '2026-11-20' - (n * 10 + m) * interval '1 minute', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'),
     '2026-11-20T12:00:00.000Z', 'external:ci', 'commit' || m, 'image' || m, '{}', '[]', 'd'`,
    [ENTITIES, 10],
  ],
  [
    'decisions',
    'id, kind, scorecard, item, check_id, question, revision, cluster, environment, by, at, until, break_glass, body',
    `'w' || n || '.' || m, CASE m WHEN 1 THEN 'waiver' WHEN 2 THEN 'approval' ELSE 'attestation' END, 'sc' || n % 4,
     'i' || n % 60, 'check' || n % 120, '', 'r', '', '', 'user:default/u' || n % 90,
     to_char(timestamp '2026-11-20' - (n * 3 + m) * interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'),
     to_char(timestamp '2026-12-20' - n * interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'), n % 500 = 0, '{}'`,
    [ENTITIES, 3],
  ],
  [
    'decision_entities',
    'decision_id, entity_ref, at, results, subjects',
    `'w' || n || '.' || m, ${REF('n')},
     to_char(timestamp '2026-11-20' - (n * 3 + m) * interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'), '[]', '[]'`,
    [ENTITIES, 3],
  ],
  [
    'decision_events',
    'decision_id, slot, at, by, action, reason',
    `'w' || n || '.1', 'decision', '2026-11-20T12:00:00.000Z', 'user:default/bob', 'approved', 'So be it.'`,
    [ENTITIES],
  ],
  [
    'awaited',
    'entity_ref, scorecard, item, kind, party, severity, due_at',
    `${REF(
      'n',
    )}, 'sc' || m, 'i' || m, 'attestation', 'group:default/g' || n % 300, 'blocking', ''`,
    [ENTITIES, 2],
  ],
  [
    'observations',
    'cluster, resource, namespace, attempted_at, complete, not_served, objects, malformed',
    `'c' || n, 'resource' || m, 'n' || k, '2026-11-20T12:00:00.000Z', true, false, 1, 0`,
    [20, 20, 10],
  ],
  [
    'evaluations',
    'id, shard, status, requested_by, requested_at, finished_at',
    `'e' || n, 'cluster:c' || n % 20, 'succeeded', 'user:default/ann',
     to_char(timestamp '2026-11-20' - n * interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'), '2026-11-20T12:00:00.000Z'`,
    [ENTITIES],
  ],
  [
    'daily_counts',
    'day, scorecard, environment, owner, verdict, gates, scored, score_sum',
    `to_char(date '2026-11-20' - n, 'YYYY-MM-DD'), 'sc' || m, '', 'group:default/g' || k, 'ready', 1, 1, 90`,
    [60, 4, 30],
  ],
  [
    'departed_entities',
    'entity_ref, left_at',
    `'component:default/gone' || n, to_char(timestamp '2026-11-20' - n * interval '1 hour', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"')`,
    [ENTITIES],
  ],
];

/** Tables that stay so small that an index is no use to anybody. */
export const SMALL = ['shards', 'definition_copies', 'list_version'];

export async function fillEstate(knex: Knex): Promise<void> {
  for (const [table, columns, values, of] of ROWS) {
    const series = ['n', 'm', 'k']
      .slice(0, of.length)
      .map((name, i) => `generate_series(1, ${of[i]}) AS ${name}`);
    await knex.raw(
      `INSERT INTO ${table} (${columns}) SELECT ${values} FROM ${series.join(
        ' CROSS JOIN ',
      )}`,
    );
  }
  await knex.raw('ANALYZE');
}
