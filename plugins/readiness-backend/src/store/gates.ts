/** The `gates` table: one row for each entity, scorecard and environment, with what lists sort by in columns. */
import { Knex } from 'knex';
import {
  batches,
  compareText,
  fromMaybeTime,
  keyText,
  lastByKey,
  lockRows,
  oneOf,
  toMaybeTime,
  toTime,
} from './sql';
import { countAnew } from './counted';
import { forgetScores, keepScores } from './gateScores';
import { appendTransitions } from './transitions';
import { GateChanges, GateKey, GateRow, OwnVerdict, Transition } from './types';

export interface GateRecord {
  entity_ref: string;
  scorecard: string;
  environment: string;
  verdict: string;
  waiting_on: string;
  score: number | null;
  coverage: number | null;
  blocking: number;
  state: string;
  digest: string;
  changed_at: string;
  next_change_at: string | null;
}

type Changes = Pick<GateChanges, 'rows' | 'deletes' | 'transitions'>;

const KEY = ['entity_ref', 'scorecard', 'environment'] as const;

/** Verdicts alone, of many entities: the packed states are never touched. */
export async function readOwnVerdicts(
  db: Knex,
  scorecards: readonly string[],
): Promise<OwnVerdict[]> {
  const rows: Pick<GateRecord, 'entity_ref' | 'scorecard' | 'verdict'>[] =
    await db<GateRecord>('gates')
      .where(oneOf(db, 'scorecard', scorecards))
      .where({ environment: '' })
      .orderBy(['scorecard', 'entity_ref'])
      .select('entity_ref', 'scorecard', 'verdict');
  return rows.map(row => ({
    entityRef: row.entity_ref,
    scorecard: row.scorecard,
    verdict: row.verdict as OwnVerdict['verdict'],
  }));
}

export async function readGates(
  db: Knex,
  entityRefs: readonly string[],
): Promise<GateRow[]> {
  const rows = await db<GateRecord>('gates')
    .where(oneOf(db, 'entity_ref', entityRefs))
    .orderBy([...KEY])
    .select('*');
  return (rows as GateRecord[]).map(fromGateRecord);
}

/** Walks `gates_next_change_at_idx`: nothing is read that is not due. */
export async function dueGates(
  db: Knex,
  now: Date,
  limit: number,
): Promise<string[]> {
  // Gates of one entity are brought together here: GROUP BY would have SQLite read every gate.
  const due: string[] = await db<GateRecord>('gates')
    .where('next_change_at', '<=', toTime(now))
    .orderBy(['next_change_at', 'entity_ref'])
    .limit(limit)
    .pluck('entity_ref');
  return [...new Set(due)];
}

/**
 * Gives how many rows were written. The transition of a verdict shares the transaction of its gate, and is told only
 * when the row went in: by the one replica that wrote it, not by each that computed the same.
 */
export async function writeGates(db: Knex, changes: Changes): Promise<number> {
  // In one order everywhere, so that two replicas never wait for each other.
  const rows = [...lastByKey(changes.rows, gateKey)]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, row]) => row);
  const { ofGates, others } = splitTransitions(changes);
  const tell = (trx: Knex, written: GateKey[]) =>
    appendTransitions(
      trx,
      written.flatMap(key => ofGates.get(gateKey(key)) ?? []),
    );

  let count = 0;
  for await (const batch of batches(rows)) {
    const written = await db.transaction(async trx => {
      const keys = await upsertGates(trx, await changedGates(trx, batch));
      await tell(trx, keys);
      return keys;
    });
    count += written.length;
  }
  for await (const batch of batches(changes.deletes)) {
    await db.transaction(async trx => tell(trx, await deleteGates(trx, batch)));
  }
  await appendTransitions(db, others);
  if (count > 0 || changes.deletes.length > 0) await countAnew(db);
  return count;
}

/** Transitions of the gates that are handed in with them, and all others. */
function splitTransitions(changes: Changes): {
  ofGates: Map<string, Transition[]>;
  others: Transition[];
} {
  const ofGates = new Map<string, Transition[]>(
    [...changes.rows, ...changes.deletes].map(key => [gateKey(key), []]),
  );
  const others: Transition[] = [];
  for (const transition of changes.transitions) {
    const { entityRef = '', scorecard = '', environment, item } = transition;
    const ofGate =
      item === undefined
        ? ofGates.get(gateKey({ entityRef, scorecard, environment }))
        : undefined;
    (ofGate ?? others).push(transition);
  }
  return { ofGates, others };
}

/** PostgreSQL writes a lock even into rows that an upsert leaves alone, so these do not get that far. */
async function changedGates(
  trx: Knex,
  rows: readonly GateRow[],
): Promise<GateRow[]> {
  const refs = [...new Set(rows.map(row => row.entityRef))];
  const stored = await trx<GateRecord>('gates')
    .where(oneOf(trx, 'entity_ref', refs))
    .select(...KEY, 'digest');
  const digests = new Map(stored.map(row => [gateKey(toKey(row)), row.digest]));
  return rows.filter(row => digests.get(gateKey(row)) !== row.digest);
}

/** Gives the keys whose rows were new or differed. */
async function upsertGates(
  trx: Knex,
  rows: readonly GateRow[],
): Promise<GateKey[]> {
  if (rows.length === 0) {
    return [];
  }
  // Another replica may have written the same since they were compared.
  const written = await trx<GateRecord>('gates')
    .insert(rows.map(toRecord))
    .onConflict([...KEY])
    .merge()
    .whereRaw('gates.digest <> excluded.digest')
    .returning([...KEY]);
  const keys = written.map(toKey);
  const isWritten = new Set(keys.map(gateKey));
  await keepScores(
    trx,
    rows.filter(row => isWritten.has(gateKey(row))),
  );
  return keys;
}

async function deleteGates(
  trx: Knex,
  keys: readonly GateKey[],
): Promise<GateKey[]> {
  const stored = () =>
    trx<GateRecord>('gates').whereIn(
      [...KEY],
      keys.map(key => [key.entityRef, key.scorecard, key.environment]),
    );
  // Knex gives no rows for a DELETE … RETURNING on SQLite.
  const found = await lockRows(trx, stored().select(...KEY));
  await stored().delete();
  await forgetScores(trx, keys);
  return (found as GateRecord[]).map(toKey);
}

function gateKey(key: GateKey): string {
  return keyText(key.entityRef, key.scorecard, key.environment);
}

function toKey(row: Pick<GateRecord, (typeof KEY)[number]>): GateKey {
  return {
    entityRef: row.entity_ref,
    scorecard: row.scorecard,
    environment: row.environment,
  };
}

function toRecord(row: GateRow): GateRecord {
  const { verdict, waitingOn, score, coverage, blocking } = row.state;
  return {
    entity_ref: row.entityRef,
    scorecard: row.scorecard,
    environment: row.environment,
    verdict,
    waiting_on: [...waitingOn].sort().join(' '),
    score: score.value ?? null,
    coverage:
      coverage.applicable > 0
        ? (coverage.machineRead + coverage.stated) / coverage.applicable
        : null,
    blocking,
    state: JSON.stringify(row.state),
    digest: row.digest,
    changed_at: toTime(row.changedAt),
    next_change_at: toMaybeTime(row.nextChangeAt),
  };
}

export function fromGateRecord(row: GateRecord): GateRow {
  const nextChangeAt = fromMaybeTime(row.next_change_at);
  return {
    entityRef: row.entity_ref,
    scorecard: row.scorecard,
    environment: row.environment,
    state: JSON.parse(row.state),
    digest: row.digest,
    changedAt: new Date(row.changed_at),
    ...(nextChangeAt && { nextChangeAt }),
  };
}
