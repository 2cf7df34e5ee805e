/** The `state` table: what the checks said of an entity in one cluster and environment. */
import { Knex } from 'knex';
import { countAnew } from './counted';
import { fenced } from './fence';
import { writeProblems } from './problems';
import {
  BATCH,
  batches,
  Clock,
  inTurns,
  keyText,
  lastByKey,
  nextTurn,
  oneOf,
} from './sql';
import { appendTransitions } from './transitions';
import { Lease, StateChanges, StateKey, StateRow } from './types';

interface StateRecord {
  entity_ref: string;
  scorecard: string;
  cluster: string;
  environment: string;
  uid: string;
  digest: string;
  packed: string;
}

const KEY = ['entity_ref', 'scorecard', 'cluster', 'environment'] as const;

/** Digests are read in pages, so that 50,000 of them do not hold the event loop in one piece. */
const DIGEST_PAGE = 5000;

/** The key of a state as one text, as {@link stateDigests} maps it. */
export function stateKeyText(key: StateKey): string {
  return keyText(key.entityRef, key.scorecard, key.cluster, key.environment);
}

/** Reads the index `state_cluster_idx` alone: the packed results are never touched. */
export async function stateDigests(
  db: Knex,
  cluster: string,
): Promise<Map<string, string>> {
  const digests = new Map<string, string>();
  let last: StateRecord | undefined;
  do {
    const query = db<StateRecord>('state')
      .where({ cluster })
      .orderBy(['entity_ref', 'scorecard', 'environment'])
      .limit(DIGEST_PAGE)
      .select('entity_ref', 'scorecard', 'environment', 'digest');
    if (last) {
      query.whereRaw('(entity_ref, scorecard, environment) > (?, ?, ?)', [
        last.entity_ref,
        last.scorecard,
        last.environment,
      ]);
    }
    const page = (await query) as StateRecord[];
    for (const row of page) {
      digests.set(
        keyText(row.entity_ref, row.scorecard, cluster, row.environment),
        row.digest,
      );
    }
    last = page.length === DIGEST_PAGE ? page[page.length - 1] : undefined;
    await nextTurn();
  } while (last);
  return digests;
}

export async function readStates(
  db: Knex,
  filter: { entityRefs?: readonly string[]; keys?: readonly StateKey[] },
): Promise<StateRow[]> {
  const query = () => {
    const all = db<StateRecord>('state')
      .select('*')
      .orderBy([...KEY]);
    return filter.entityRefs
      ? all.where(oneOf(db, 'entity_ref', filter.entityRefs))
      : all;
  };
  if (!filter.keys) {
    return ((await query()) as StateRecord[]).map(fromRecord);
  }
  const rows: StateRow[] = [];
  for await (const keys of batches(filter.keys)) {
    const found = await query().whereIn([...KEY], keys.map(keyValues));
    rows.push(...(found as StateRecord[]).map(fromRecord));
  }
  return rows;
}

export async function placedOn(db: Knex, cluster: string): Promise<string[]> {
  return db<StateRecord>('state')
    .where({ cluster })
    .distinct('entity_ref')
    .orderBy('entity_ref')
    .pluck('entity_ref');
}

/**
 * Writes what one evaluation changed. An entity's state, problems and transitions share a transaction:
 * when a run is cut off, the next one compares digests and does the rest, and no transition is told twice.
 */
export async function applyState(
  db: Knex,
  clock: Clock,
  lease: Lease,
  changes: StateChanges,
  alive?: () => Promise<void>,
): Promise<void> {
  for await (const part of inTurns(inParts(changes))) {
    await alive?.();
    await fenced(db, clock, lease, async trx => {
      await upsertStates(
        trx,
        part.upserts.map(upsert => upsert.state),
      );
      await writeProblems(trx, part.upserts);
      await deleteStates(trx, part.deletes);
      await appendTransitions(trx, part.transitions);
      if (part.upserts.length + part.deletes.length > 0) await countAnew(trx);
    });
  }
}

/** Splits changes into transactions of about {@link BATCH} rows without parting what belongs to one entity. */
function inParts(changes: StateChanges): StateChanges[] {
  const byEntity = new Map<string, StateChanges>();
  const of = (entityRef: string): StateChanges => {
    let part = byEntity.get(entityRef);
    if (!part) {
      part = { upserts: [], deletes: [], transitions: [] };
      byEntity.set(entityRef, part);
    }
    return part;
  };
  changes.upserts.forEach(it => of(it.state.entityRef).upserts.push(it));
  changes.deletes.forEach(it => of(it.entityRef).deletes.push(it));
  changes.transitions.forEach(it =>
    of(it.entityRef ?? '').transitions.push(it),
  );

  const parts: StateChanges[] = [];
  let size = Infinity;
  // Every replica writes entities in this order, so that two never wait for each other.
  for (const entityRef of [...byEntity.keys()].sort()) {
    const next = byEntity.get(entityRef)!;
    const rows =
      next.deletes.length +
      next.transitions.length +
      next.upserts.reduce((sum, it) => sum + 1 + it.problems.length, 0);
    if (size + rows > BATCH) {
      parts.push({ upserts: [], deletes: [], transitions: [] });
      size = 0;
    }
    const part = parts[parts.length - 1];
    part.upserts.push(...next.upserts);
    part.deletes.push(...next.deletes);
    part.transitions.push(...next.transitions);
    size += rows;
  }
  return parts;
}

async function upsertStates(
  trx: Knex,
  states: readonly StateRow[],
): Promise<void> {
  const rows = [...lastByKey(states, stateKeyText).values()].map(toRecord);
  for await (const batch of batches(rows)) {
    await trx<StateRecord>('state')
      .insert(batch)
      .onConflict([...KEY])
      .merge(['uid', 'digest', 'packed'])
      .whereRaw(
        '(state.digest <> excluded.digest OR state.uid <> excluded.uid)',
      );
  }
}

async function deleteStates(
  trx: Knex,
  keys: readonly StateKey[],
): Promise<void> {
  for await (const batch of batches(keys)) {
    const values = batch.map(keyValues);
    await trx('problems')
      .whereIn([...KEY], values)
      .delete();
    await trx('state')
      .whereIn([...KEY], values)
      .delete();
  }
}

/** Forgets everything that was seen on a cluster; gives the entities that had state there. */
export async function deleteStateOfCluster(
  trx: Knex,
  cluster: string,
): Promise<string[]> {
  const entityRefs = await placedOn(trx, cluster);
  for await (const batch of batches(entityRefs)) {
    await trx('problems')
      .where(oneOf(trx, 'entity_ref', batch))
      .where({ cluster })
      .delete();
    await trx('state')
      .where(oneOf(trx, 'entity_ref', batch))
      .where({ cluster })
      .delete();
  }
  await countAnew(trx);
  return entityRefs;
}

function keyValues(key: StateKey): string[] {
  return [key.entityRef, key.scorecard, key.cluster, key.environment];
}

function toRecord(row: StateRow): StateRecord {
  return {
    entity_ref: row.entityRef,
    scorecard: row.scorecard,
    cluster: row.cluster,
    environment: row.environment,
    uid: row.uid,
    digest: row.digest,
    packed: JSON.stringify(row.packed),
  };
}

function fromRecord(row: StateRecord): StateRow {
  return {
    entityRef: row.entity_ref,
    scorecard: row.scorecard,
    cluster: row.cluster,
    environment: row.environment,
    uid: row.uid,
    digest: row.digest,
    packed: JSON.parse(row.packed),
  };
}
