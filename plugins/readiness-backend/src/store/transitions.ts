/** The `transitions` table: append-only; an outage of a cluster is one row that gets its end once. */
import { Knex } from 'knex';
import { batches, fromMaybeTime, oneOf, toMaybeTime, toTime } from './sql';
import { Transition, TransitionFilter } from './types';

interface TransitionRecord {
  id: number | string;
  at: string;
  entity_ref: string;
  scorecard: string;
  item: string;
  cluster: string;
  environment: string;
  from: string;
  to: string;
  cause: string;
  evidence: string;
  ended_at: string | null;
  open_outage: string | null;
}

export async function appendTransitions(
  db: Knex,
  transitions: readonly Transition[],
): Promise<void> {
  for await (const batch of batches(transitions)) {
    await db('transitions').insert(batch.map(it => toRecord(it)));
  }
}

/**
 * Newest first. An entity's timeline shows the outages of the clusters it is placed on, so `clusters`
 * adds the transitions of those whole shards; without an entity it asks for them alone.
 */
export async function readTransitions(
  db: Knex,
  filter: TransitionFilter,
): Promise<Transition[]> {
  // Each part walks its own index and stops at the limit; one OR would sort both histories whole.
  const parts: Knex.QueryBuilder[] = [];
  if (filter.entityRef !== undefined) {
    const part = latest(db, filter).where({ entity_ref: filter.entityRef });
    if (filter.item !== undefined) {
      part.where({ scorecard: filter.scorecard ?? '', item: filter.item });
    } else if (filter.scorecard !== undefined) {
      // '' is a change of the entity itself, such as its selector: it concerns every scorecard.
      part.where(oneOf(db, 'scorecard', [filter.scorecard, '']));
    }
    parts.push(part);
  }
  if (filter.clusters) {
    parts.push(
      latest(db, filter)
        .where({ entity_ref: '' })
        .where(oneOf(db, 'cluster', filter.clusters)),
    );
  }
  if (parts.length === 0) {
    const part = latest(db, filter);
    parts.push(
      filter.scorecard === undefined
        ? part
        : part.where({ scorecard: filter.scorecard }),
    );
  }
  const rows = (await Promise.all(parts)).flat() as TransitionRecord[];
  return rows
    .map(fromRecord)
    .sort((a, b) => b.at.getTime() - a.at.getTime() || b.id - a.id)
    .slice(0, filter.limit);
}

function latest(db: Knex, filter: TransitionFilter): Knex.QueryBuilder {
  const query = db('transitions')
    .select('*')
    .orderBy([
      { column: 'at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(filter.limit);
  if (filter.before && filter.beforeId !== undefined) {
    query.whereRaw('(at, id) < (?, ?)', [
      toTime(filter.before),
      filter.beforeId,
    ]);
  } else if (filter.before) {
    query.where('at', '<', toTime(filter.before));
  }
  return query;
}

/** Does nothing while an outage of the cluster is open: however many replicas see it, it is told once. */
export async function openOutage(
  db: Knex,
  transition: Transition,
): Promise<void> {
  await db('transitions')
    .insert({ ...toRecord(transition), open_outage: transition.cluster })
    .onConflict('open_outage')
    .ignore();
}

export async function closeOutage(
  db: Knex,
  cluster: string,
  endedAt: Date,
): Promise<void> {
  await db('transitions')
    .where({ open_outage: cluster })
    .update({ ended_at: toTime(endedAt), open_outage: null });
}

function toRecord(transition: Transition): Omit<TransitionRecord, 'id'> {
  return {
    at: toTime(transition.at),
    entity_ref: transition.entityRef ?? '',
    scorecard: transition.scorecard ?? '',
    item: transition.item ?? '',
    cluster: transition.cluster,
    environment: transition.environment,
    from: transition.from,
    to: transition.to,
    cause: transition.cause,
    evidence: JSON.stringify(transition.evidence),
    ended_at: toMaybeTime(transition.endedAt),
    open_outage: null,
  };
}

function fromRecord(row: TransitionRecord): Transition & { id: number } {
  const endedAt = fromMaybeTime(row.ended_at);
  return {
    id: Number(row.id),
    at: new Date(row.at),
    ...(row.entity_ref && { entityRef: row.entity_ref }),
    ...(row.scorecard && { scorecard: row.scorecard }),
    ...(row.item && { item: row.item }),
    cluster: row.cluster,
    environment: row.environment,
    from: row.from,
    to: row.to,
    cause: row.cause as Transition['cause'],
    evidence: JSON.parse(row.evidence),
    ...(endedAt && { endedAt }),
  };
}
