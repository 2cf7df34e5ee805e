/** The `shards` table: what is evaluated at once. Who holds one, and when it is due, is in leases.ts. */
import { Knex } from 'knex';
import { failOpenEvaluations } from './evaluations';
import { ShardRecord } from './leases';
import { batches, fromMaybeTime, lockRows, toTime } from './sql';
import { deleteStateOfCluster } from './state';
import { appendTransitions, closeOutage } from './transitions';
import { ShardChanges, ShardRow, Transition } from './types';

const CLUSTER_PREFIX = 'cluster:';

export function clusterShard(cluster: string): string {
  return `${CLUSTER_PREFIX}${cluster}`;
}

/** The cluster of a shard; `''` for the catalog's. */
export function clusterOfShard(shard: string): string {
  return shard.startsWith(CLUSTER_PREFIX)
    ? shard.slice(CLUSTER_PREFIX.length)
    : '';
}

export async function readShards(db: Knex): Promise<ShardRow[]> {
  const rows = await db<ShardRecord>('shards').select('*').orderBy('id');
  return (rows as ShardRecord[]).map(fromRecord);
}

export async function syncShards(
  db: Knex,
  ids: readonly string[],
  now: Date,
): Promise<ShardChanges> {
  return db.transaction(async trx => {
    for await (const batch of batches([...new Set(ids)].sort())) {
      await trx<ShardRecord>('shards')
        .insert(batch.map(id => ({ id, next_at: toTime(now), generation: 0 })))
        .onConflict('id')
        .ignore();
    }
    // Replicas that start together take turns here; the second finds nothing left to do.
    const known: ShardRecord[] = await lockRows(
      trx,
      trx<ShardRecord>('shards').select('*').orderBy('id'),
    );
    const wanted = new Set(ids);
    const gone = known.filter(
      it => it.retired_at === null && !wanted.has(it.id),
    );
    const back = known.filter(
      it => it.retired_at !== null && wanted.has(it.id),
    );

    const entityRefs = new Set<string>();
    for (const shard of gone) {
      const refs = await retire(trx, shard.id, now);
      refs.forEach(ref => entityRefs.add(ref));
    }
    for (const shard of back) {
      await trx<ShardRecord>('shards')
        .where({ id: shard.id })
        .update({ retired_at: null, next_at: toTime(now) });
      await appendTransitions(trx, [
        changeOf(shard.id, now, 'retired', 'active'),
      ]);
    }
    return {
      retired: gone.map(it => it.id),
      entityRefs: [...entityRefs].sort(),
    };
  });
}

/** The new generation takes the lease from a run that is under way: it must not write results back. */
async function retire(trx: Knex, id: string, now: Date): Promise<string[]> {
  const cluster = clusterOfShard(id);
  await trx<ShardRecord>('shards')
    .where({ id })
    .update({
      retired_at: toTime(now),
      generation: trx.raw('generation + 1'),
      worker: null,
      lease_until: null,
      stale_signature: '',
    });
  const entityRefs = await deleteStateOfCluster(trx, cluster);
  await trx('observations').where({ cluster }).delete();
  await closeOutage(trx, cluster, now);
  await failOpenEvaluations(
    trx,
    id,
    now,
    'The cluster is no longer configured',
  );
  await appendTransitions(trx, [changeOf(id, now, 'active', 'retired')]);
  return entityRefs;
}

function changeOf(
  shard: string,
  at: Date,
  from: string,
  to: string,
): Transition {
  return {
    at,
    cluster: clusterOfShard(shard),
    environment: '',
    from,
    to,
    cause: 'platform',
    evidence: { shard },
  };
}

export async function setStaleSignature(
  db: Knex,
  shard: string,
  signature: string,
): Promise<void> {
  await db<ShardRecord>('shards')
    .where({ id: shard })
    .whereNot({ stale_signature: signature })
    .update({ stale_signature: signature });
}

function fromRecord(row: ShardRecord): ShardRow {
  const leaseUntil = fromMaybeTime(row.lease_until);
  const retiredAt = fromMaybeTime(row.retired_at);
  return {
    id: row.id,
    nextAt: new Date(row.next_at),
    ...(leaseUntil && { leaseUntil }),
    generation: row.generation,
    ...(row.worker !== null && { worker: row.worker }),
    ...(retiredAt && { retiredAt }),
    ...(row.last_run !== null && { lastRun: JSON.parse(row.last_run) }),
    staleSignature: row.stale_signature,
  };
}
