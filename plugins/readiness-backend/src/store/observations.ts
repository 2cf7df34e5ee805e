/** The `observations` table: when each resource of each cluster was last read, and why not. */
import { Knex } from 'knex';
import { fenced } from './fence';
import {
  batches,
  Clock,
  fromMaybeTime,
  keyText,
  lastByKey,
  oneOf,
  toMaybeTime,
  toTime,
} from './sql';
import { Lease, ObservationKey, ObservationRow } from './types';

interface ObservationRecord {
  cluster: string;
  resource: string;
  namespace: string;
  attempted_at: string;
  completed_at: string | null;
  complete: boolean | number;
  not_served: boolean | number;
  cause: string | null;
  message: string | null;
  failing_since: string | null;
  objects: number;
  malformed: number;
}

const KEY = ['cluster', 'resource', 'namespace'] as const;

export async function readObservations(
  db: Knex,
  clusters?: readonly string[],
): Promise<ObservationRow[]> {
  const query = db<ObservationRecord>('observations')
    .select('*')
    .orderBy([...KEY]);
  if (clusters) {
    query.where(oneOf(db, 'cluster', clusters));
  }
  return ((await query) as ObservationRecord[]).map(fromRecord);
}

export async function writeObservations(
  db: Knex,
  clock: Clock,
  lease: Lease,
  rows: readonly ObservationRow[],
  forget: readonly ObservationKey[],
): Promise<void> {
  const records = [...lastByKey(rows, observationKey).values()].map(toRecord);
  for await (const batch of batches(records)) {
    await fenced(db, clock, lease, async trx => {
      await trx<ObservationRecord>('observations')
        .insert(batch)
        .onConflict([...KEY])
        .merge();
    });
  }
  for await (const batch of batches(forget)) {
    await fenced(db, clock, lease, async trx => {
      await trx('observations')
        .whereIn(
          [...KEY],
          batch.map(key => [key.cluster, key.resource, key.namespace]),
        )
        .delete();
    });
  }
}

function observationKey(row: ObservationRow): string {
  return keyText(row.cluster, row.resource, row.namespace);
}

function toRecord(row: ObservationRow): ObservationRecord {
  return {
    cluster: row.cluster,
    resource: row.resource,
    namespace: row.namespace,
    attempted_at: toTime(row.attemptedAt),
    completed_at: toMaybeTime(row.completedAt),
    complete: row.complete,
    not_served: row.notServed,
    cause: row.cause ?? null,
    message: row.message ?? null,
    failing_since: toMaybeTime(row.failingSince),
    objects: row.objects,
    malformed: row.malformed,
  };
}

function fromRecord(row: ObservationRecord): ObservationRow {
  const completedAt = fromMaybeTime(row.completed_at);
  const failingSince = fromMaybeTime(row.failing_since);
  return {
    cluster: row.cluster,
    resource: row.resource,
    namespace: row.namespace,
    attemptedAt: new Date(row.attempted_at),
    ...(completedAt && { completedAt }),
    complete: Boolean(row.complete),
    notServed: Boolean(row.not_served),
    ...(row.cause !== null && { cause: row.cause as ObservationRow['cause'] }),
    ...(row.message !== null && { message: row.message }),
    ...(failingSince && { failingSince }),
    objects: row.objects,
    malformed: row.malformed,
  };
}
