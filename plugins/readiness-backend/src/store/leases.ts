/** The leases in the `shards` table: when a shard is due, who claims it, and how a run ends. */
import { Knex } from 'knex';
import { fenced } from './fence';
import { Clock, isPostgres, oneOf, toTime } from './sql';
import { Lease, RunSummary } from './types';

export interface ShardRecord {
  id: string;
  next_at: string;
  lease_until: string | null;
  generation: number;
  worker: string | null;
  retired_at: string | null;
  last_run: string | null;
  stale_signature: string;
}

/**
 * One statement finds and takes the shard: two claimers never get the same, and none waits for the other.
 *
 * While a shard is held, `next_at` is the end of its lease. An earlier one says that the shard was
 * made due meanwhile, for something that the run may not have seen; see {@link releaseShard}.
 */
export async function claimShard(
  db: Knex,
  worker: string,
  now: Date,
  leaseMs: number,
): Promise<Lease | undefined> {
  const until = new Date(now.getTime() + leaseMs);
  const due = db<ShardRecord>('shards')
    .whereNull('retired_at')
    .where('next_at', '<=', toTime(now))
    .where(free =>
      free.whereNull('lease_until').orWhere('lease_until', '<=', toTime(now)),
    )
    .orderBy(['next_at', 'id'])
    .limit(1)
    .select('id');
  const [claimed] = await db<ShardRecord>('shards')
    .where('id', '=', isPostgres(db) ? due.forUpdate().skipLocked() : due)
    .update({
      generation: db.raw('generation + 1'),
      worker,
      lease_until: toTime(until),
      next_at: toTime(until),
    })
    .returning(['id', 'generation']);
  return (
    claimed && {
      shard: claimed.id,
      generation: claimed.generation,
      worker,
      until,
    }
  );
}

export async function extendLease(
  db: Knex,
  clock: Clock,
  lease: Lease,
  until: Date,
): Promise<void> {
  await fenced(db, clock, lease, async trx => {
    await trx<ShardRecord>('shards')
      .where({ id: lease.shard })
      .update({
        lease_until: toTime(until),
        next_at: unlessMadeDue(trx, until),
      });
  });
}

/** Ends the run. A shard that was made due while it ran stays due: the run may have read before the mend. */
export async function releaseShard(
  db: Knex,
  clock: Clock,
  lease: Lease,
  nextAt: Date,
  run: RunSummary,
): Promise<void> {
  await fenced(db, clock, lease, async trx => {
    await trx<ShardRecord>('shards')
      .where({ id: lease.shard })
      .update({
        lease_until: null,
        worker: null,
        last_run: JSON.stringify(run),
        next_at: unlessMadeDue(trx, nextAt),
      });
  });
}

function unlessMadeDue(trx: Knex, at: Date): Knex.Raw {
  return trx.raw('CASE WHEN next_at < lease_until THEN next_at ELSE ? END', [
    toTime(at),
  ]);
}

/** Never later than it is due already. */
export async function makeDue(
  db: Knex,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  await db<ShardRecord>('shards')
    .where(oneOf(db, 'id', ids))
    .whereNull('retired_at')
    .where('next_at', '>', toTime(now))
    .update({ next_at: toTime(now) });
}
