/** Leases for tests. */
import { DatabaseReadinessStore } from '../DatabaseReadinessStore';
import { Lease } from '../types';

/** Claims this shard for ten minutes, whatever else is due; makes it when it is not there. */
export async function claim(
  store: DatabaseReadinessStore,
  shard: string,
  now: Date,
  worker: string = 'worker',
): Promise<Lease> {
  const known = (await store.shards())
    .filter(it => !it.retiredAt)
    .map(it => it.id);
  await store.syncShards([...known, shard], now);
  const others: Lease[] = [];
  for (;;) {
    const lease = await store.claimShard(worker, now, 600_000);
    if (!lease || lease.shard === shard) {
      for (const other of others) {
        await store.releaseShard(other, now, {
          startedAt: now.toISOString(),
          finishedAt: now.toISOString(),
          durationMs: 0,
          outcome: 'succeeded',
          entities: 0,
          objects: 0,
          requests: 0,
          changed: 0,
          errors: [],
        });
      }
      if (!lease) {
        throw new Error(
          `Shard ${shard} cannot be claimed at ${now.toISOString()}`,
        );
      }
      return lease;
    }
    others.push(lease);
  }
}
