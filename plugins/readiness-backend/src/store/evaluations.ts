/** The `evaluations` table: runs that somebody asked for, with their progress. */
import { randomUUID } from 'node:crypto';
import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { fenced } from './fence';
import { makeDue } from './leases';
import { Clock, fromMaybeTime, lockRows, oneOf, toTime } from './sql';
import { EvaluationRow, EvaluationStatus, Lease, RunSummary } from './types';

interface EvaluationRecord {
  id: string;
  shard: string;
  status: string;
  requested_by: string;
  requested_at: string;
  started_at: string | null;
  finished_at: string | null;
  step: string | null;
  done: number | null;
  total: number | null;
  run: string | null;
}

/**
 * Joins an evaluation that is queued already. One that is running may have read the cluster before the
 * mend that the requester wants to see, so it is not joined: a new one runs right after it.
 */
export async function requestEvaluation(
  db: Knex,
  shard: string,
  requestedBy: string,
  now: Date,
): Promise<EvaluationRow> {
  return db.transaction(async trx => {
    const known = await lockRows(
      trx,
      trx('shards')
        .where(oneOf(trx, 'id', [shard]))
        .whereNull('retired_at')
        .select('id'),
    );
    if (known.length === 0) {
      throw new NotFoundError(`There is no shard ${shard} to evaluate`);
    }
    const [queued] = await trx<EvaluationRecord>('evaluations')
      .where({ shard, status: 'queued' })
      .select('*');
    if (queued) {
      return fromRecord(queued as EvaluationRecord);
    }
    const [added] = await trx<EvaluationRecord>('evaluations')
      .insert({
        id: randomUUID(),
        shard,
        status: 'queued',
        requested_by: requestedBy,
        requested_at: toTime(now),
      })
      .returning('*');
    await makeDue(trx, [shard], now);
    return fromRecord(added as EvaluationRecord);
  });
}

/**
 * Starts what is queued for the claimed shard. The lease says that nobody else works on it, so
 * one that still counts as running was left by a worker that died: it is taken over.
 */
export async function startEvaluations(
  db: Knex,
  clock: Clock,
  lease: Lease,
  now: Date,
): Promise<string[]> {
  return fenced(db, clock, lease, async trx => {
    const started = await trx<EvaluationRecord>('evaluations')
      .where({ shard: lease.shard })
      .whereIn('status', ['queued', 'running'])
      .update({
        status: 'running',
        started_at: toTime(now),
        step: null,
        done: null,
        total: null,
      })
      .returning('id');
    return started.map(row => row.id);
  });
}

export async function progress(
  db: Knex,
  clock: Clock,
  lease: Lease,
  ids: readonly string[],
  at: { step: string; done: number; total: number },
): Promise<void> {
  await updateRunning(db, clock, lease, ids, at);
}

export async function finishEvaluations(
  db: Knex,
  clock: Clock,
  lease: Lease,
  ids: readonly string[],
  run: RunSummary,
  now: Date,
): Promise<void> {
  await updateRunning(db, clock, lease, ids, {
    status: run.outcome,
    finished_at: toTime(now),
    run: JSON.stringify(run),
  });
}

async function updateRunning(
  db: Knex,
  clock: Clock,
  lease: Lease,
  ids: readonly string[],
  values: Partial<EvaluationRecord>,
): Promise<void> {
  if (ids.length === 0) {
    return;
  }
  await fenced(db, clock, lease, async trx => {
    await trx<EvaluationRecord>('evaluations')
      .where(oneOf(trx, 'id', ids))
      .where({ shard: lease.shard, status: 'running' })
      .update(values);
  });
}

/** For a shard that is retired: nobody will ever run what was asked for. */
export async function failOpenEvaluations(
  trx: Knex,
  shard: string,
  now: Date,
  message: string,
): Promise<void> {
  const at = toTime(now);
  const run: RunSummary = {
    startedAt: at,
    finishedAt: at,
    durationMs: 0,
    outcome: 'failed',
    entities: 0,
    objects: 0,
    requests: 0,
    changed: 0,
    errors: [],
    message,
  };
  await trx<EvaluationRecord>('evaluations')
    .where({ shard })
    .whereIn('status', ['queued', 'running'])
    .update({ status: 'failed', finished_at: at, run: JSON.stringify(run) });
}

export async function readEvaluation(
  db: Knex,
  id: string,
): Promise<EvaluationRow | undefined> {
  // One value through oneOf, which knows what PostgreSQL refuses: the id comes from a URL.
  const [row] = await db<EvaluationRecord>('evaluations')
    .where(oneOf(db, 'id', [id]))
    .select('*');
  return row && fromRecord(row as EvaluationRecord);
}

export async function readEvaluations(
  db: Knex,
  limit: number,
): Promise<EvaluationRow[]> {
  const rows = await db<EvaluationRecord>('evaluations')
    .select('*')
    .orderBy([
      { column: 'requested_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit);
  return (rows as EvaluationRecord[]).map(fromRecord);
}

function fromRecord(row: EvaluationRecord): EvaluationRow {
  const startedAt = fromMaybeTime(row.started_at);
  const finishedAt = fromMaybeTime(row.finished_at);
  return {
    id: row.id,
    shard: row.shard,
    status: row.status as EvaluationStatus,
    requestedBy: row.requested_by,
    requestedAt: new Date(row.requested_at),
    ...(startedAt && { startedAt }),
    ...(finishedAt && { finishedAt }),
    ...(row.step !== null && { step: row.step }),
    ...(row.done !== null && { done: row.done }),
    ...(row.total !== null && { total: row.total }),
    ...(row.run !== null && { run: JSON.parse(row.run) }),
  };
}
