/** Every write of an evaluation goes through here, so that a replica that lost its lease writes nothing. */
import { Knex } from 'knex';
import { Clock, lockRows, toTime } from './sql';
import { Lease, LeaseLostError } from './types';

/**
 * Runs `write` in a transaction that first verifies the lease. The shard's row stays locked until the
 * commit: nobody can claim the shard between the verification and the write.
 */
export async function fenced<T>(
  db: Knex,
  clock: Clock,
  lease: Lease,
  write: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return db.transaction(async trx => {
    const held = await lockRows(
      trx,
      trx('shards')
        .where({
          id: lease.shard,
          generation: lease.generation,
          worker: lease.worker,
        })
        .where('lease_until', '>', toTime(clock()))
        .select('id'),
    );
    if (held.length === 0) {
      throw new LeaseLostError(
        `Worker ${lease.worker} no longer holds shard ${lease.shard} (generation ${lease.generation})`,
      );
    }
    return write(trx);
  });
}
