/**
 * Removes what nobody will ask for any more, a batch after the other, each a short transaction of its own. What an entity
 * says today goes with it at once (entities.ts); its history goes here, when it has been away for long, and so does
 * what is too old. Decisions, what became of them and what was signed are never touched.
 */
import { Knex } from 'knex';
import { BATCH, inTurns, lockRows, nextTurn, toTime } from './sql';
import { CleanUpAges, CleanUpCounts } from './types';

interface Outdated {
  table: string;
  /** Columns of an index, in the order of which rows are looked at; the first tells the age. */
  order: readonly string[];
  /** Whether the age is a day, not a time. */
  byDay?: boolean;
  key: readonly string[];
  /** Which of the rows before `:before` go. */
  goes: string;
}

const EVALUATIONS: Outdated = {
  table: 'evaluations',
  order: ['requested_at', 'id'],
  key: ['id'],
  goes: 'finished_at < :before',
};

/** The last row before stays: a score stands until it changes. */
const HISTORY: readonly Outdated[] = [
  {
    table: 'transitions',
    order: ['at', 'id'],
    key: ['id'],
    goes: 'open_outage IS NULL',
  },
  {
    table: 'gate_scores',
    order: ['day', 'entity_ref', 'scorecard'],
    byDay: true,
    key: ['entity_ref', 'scorecard', 'day'],
    goes: `EXISTS (
      SELECT 1 FROM gate_scores AS later
      WHERE later.entity_ref = gate_scores.entity_ref AND later.scorecard = gate_scores.scorecard
        AND later.day > gate_scores.day AND later.day <= :before)`,
  },
  {
    table: 'daily_counts',
    order: ['day', 'scorecard', 'environment', 'owner', 'verdict'],
    byDay: true,
    key: ['day', 'scorecard', 'environment', 'owner', 'verdict'],
    goes: '1 = 1',
  },
];

/** The newest of an entity, type and environment stays, however old: it is what checks read. */
const REPORTS: Outdated = {
  table: 'reports',
  order: ['time', 'id'],
  key: ['id'],
  goes: `EXISTS (
    SELECT 1 FROM reports AS later
    WHERE later.entity_ref = reports.entity_ref AND later.type = reports.type
      AND later.environment = reports.environment
      AND (later.time, later.received_at, later.run_id) > (reports.time, reports.received_at, reports.run_id))`,
};

/** Gives how many rows went, by table; stops between two batches when told to. */
export async function cleanUp(
  db: Knex,
  { departed, evaluations, history, reports }: CleanUpAges,
  signal?: AbortSignal,
): Promise<CleanUpCounts> {
  const counts: CleanUpCounts = new Map();
  const count = (table: string, rows: number) =>
    rows > 0 && counts.set(table, (counts.get(table) ?? 0) + rows);
  await forgetDeparted(db, toTime(departed), count, signal);
  const work: [Outdated, Date | undefined][] = [
    [EVALUATIONS, evaluations],
    ...HISTORY.map((it): [Outdated, Date | undefined] => [it, history]),
    [REPORTS, reports],
  ];
  for (const [outdated, before] of work)
    if (before)
      count(
        outdated.table,
        await removeOutdated(db, outdated, toTime(before), signal),
      );
  return counts;
}

async function removeOutdated(
  db: Knex,
  outdated: Outdated,
  time: string,
  signal?: AbortSignal,
): Promise<number> {
  const { table, key } = outdated;
  const before = outdated.byDay ? time.slice(0, 10) : time;
  let removed = 0;
  let last: OldRow | undefined;
  while (!signal?.aborted) {
    const rows = await nextRows(db, outdated, before, last);
    const gone = rows.filter(({ goes }) => goes === 1);
    if (gone.length > 0)
      removed += await db(table)
        .whereIn(
          [...key],
          gone.map(row => key.map(column => row[column])),
        )
        .delete();
    if (rows.length < BATCH) break;
    last = rows[rows.length - 1];
    await nextTurn();
  }
  return removed;
}

type OldRow = Record<string, Knex.Value> & { goes: number };

/** Those that stay are among them: what was passed by must not be looked at once more for each batch. */
async function nextRows(
  db: Knex,
  { table, order, key, goes }: Outdated,
  before: string,
  last: OldRow | undefined,
): Promise<OldRow[]> {
  const query = db(table)
    .select([...new Set([...order, ...key])])
    .select(db.raw(`CASE WHEN ${goes} THEN 1 ELSE 0 END AS goes`, { before }))
    .where(order[0], '<', before)
    .orderBy([...order])
    .limit(BATCH);
  if (last)
    query.whereRaw(`(${order.map(() => '??')}) > (${order.map(() => '?')})`, [
      ...order,
      ...order.map(column => last[column]),
    ]);
  return query;
}

/** Tables with the history of an entity, and an index that gives its rows in this order. */
const HISTORIES: readonly [table: string, order: string][] = [
  ['transitions', 'at'],
  ['reports', 'time'],
];

type Count = (table: string, rows: number) => void;

async function forgetDeparted(
  db: Knex,
  before: string,
  count: Count,
  signal?: AbortSignal,
): Promise<void> {
  for (let full = true; full; ) {
    const refs: string[] = await db('departed_entities')
      .where('left_at', '<', before)
      .orderBy(['left_at', 'entity_ref'])
      .limit(BATCH)
      .pluck('entity_ref');
    for await (const ref of inTurns(refs)) {
      let more = true;
      while (more) {
        if (signal?.aborted) return;
        more = await forgetSome(db, ref, before, count);
      }
    }
    full = refs.length === BATCH;
  }
}

/** Gives whether there is more. Should the entity come back meanwhile, it keeps what is left. */
async function forgetSome(
  db: Knex,
  ref: string,
  before: string,
  count: Count,
): Promise<boolean> {
  return db.transaction(async trx => {
    const departed = () =>
      trx('departed_entities')
        .where({ entity_ref: ref })
        .where('left_at', '<', before);
    const away = await lockRows(trx, departed().select('entity_ref'));
    if (away.length === 0) return false;
    for (const [table, order] of HISTORIES) {
      const ids: string[] = await trx(table)
        .where({ entity_ref: ref })
        .orderBy([order, 'id'])
        .limit(BATCH)
        .pluck('id');
      if (ids.length > 0)
        count(table, await trx(table).whereIn('id', ids).delete());
      if (ids.length === BATCH) return true;
    }
    await departed().delete();
    return false;
  });
}
