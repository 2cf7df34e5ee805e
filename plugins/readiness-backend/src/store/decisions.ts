/**
 * The `decisions`, `decision_entities` and `decision_events` tables: what people said, of which entities, and what
 * became of it. Append-only: an entity that leaves the catalog leaves its decisions behind.
 */
import type { ApprovalSnapshot } from '@readiness-gates/backstage-plugin-readiness-common';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import {
  alsoOneOf,
  BATCH,
  batches,
  compareText,
  fromMaybeTime,
  lastByKey,
  lockRows,
  oneOf,
  PAGE,
  toMaybeTime,
  toTime,
} from './sql';
import {
  DecidedEntity,
  DecisionEvent,
  DecisionFilter,
  DecisionRow,
  NewDecision,
} from './types';

interface DecisionRecord {
  id: string;
  kind: string;
  scorecard: string;
  item: string;
  check_id: string;
  question: string;
  revision: string;
  cluster: string;
  environment: string;
  by: string;
  at: string;
  until: string | null;
  break_glass: boolean;
  body: string;
  snapshot: string | null;
}

interface EntityRecord {
  decision_id: string;
  entity_ref: string;
  at: string;
  results: string;
  subjects: string;
}

type Slot = 'decision' | 'end';

interface EventRecord {
  decision_id: string;
  slot: Slot;
  at: string;
  by: string;
  action: DecisionEvent['action'];
  reason: string;
}

type Key = Pick<DecisionRecord, 'id' | 'at'>;

const SLOTS: Record<DecisionEvent['action'], Slot> = {
  approved: 'decision',
  denied: 'decision',
  reviewed: 'decision',
  revoked: 'end',
  lapsed: 'end',
};

/** All but the snapshot. */
const COLUMNS = [
  'id',
  'kind',
  'scorecard',
  'item',
  'check_id',
  'question',
  'revision',
  'cluster',
  'environment',
  'by',
  'at',
  'until',
  'body',
] as const;

/** Part of a transaction that holds the lock of the entities. */
export async function insertDecision(
  trx: Knex,
  { row, snapshot }: NewDecision,
): Promise<void> {
  await trx<DecisionRecord>('decisions').insert(toRecord(row, snapshot));
  const entities = lastByKey(row.entities, entity => entity.entityRef);
  for await (const batch of batches([...entities.values()])) {
    await trx<EntityRecord>('decision_entities').insert(
      batch.map(entity => toEntityRecord(row, entity)),
    );
  }
  if (row.events.length > 0) {
    await trx<EventRecord>('decision_events').insert(
      row.events.map(toEventRecord),
    );
  }
}

/** The decision stays locked meanwhile, so that of two who speak at once the second sees what the first said. */
export async function addDecisionEvent(
  db: Knex,
  event: DecisionEvent,
): Promise<DecisionRow> {
  return db.transaction(async trx => {
    await lockDecisions(trx, [event.decisionId]);
    const [decision] = await loadDecisions(trx, [event.decisionId]);
    if (!decision) {
      throw new NotFoundError(`There is no decision ${event.decisionId}`);
    }
    refuseContradiction(decision, event);
    await trx<EventRecord>('decision_events').insert(toEventRecord(event));
    return {
      ...decision,
      events: [...decision.events, event].sort(inOrderOfTime),
    };
  });
}

/** A review is no decision: a broken glass is looked at even after it has ended. */
function refuseContradiction(decision: DecisionRow, event: DecisionEvent) {
  const said = (slot: Slot) =>
    decision.events.find(({ action }) => SLOTS[action] === slot);
  const before = said(SLOTS[event.action]);
  if (before) {
    throw new ConflictError(
      `The ${decision.kind} is already ${before.action}, by ${before.by}`,
    );
  }
  const end = said('end');
  if (end && event.action !== 'reviewed') {
    throw new ConflictError(
      `The ${decision.kind} has ended: ${end.action} by ${end.by}`,
    );
  }
}

/** What has ended already stays ended as it was. */
export async function appendLapses(
  trx: Knex,
  lapses: readonly DecisionEvent[],
): Promise<void> {
  if (lapses.length === 0) {
    return;
  }
  const known = await lockDecisions(
    trx,
    lapses.map(lapse => lapse.decisionId),
  );
  const rows = lapses.filter(lapse => known.has(lapse.decisionId));
  for await (const batch of batches(rows)) {
    await trx<EventRecord>('decision_events')
      .insert(batch.map(toEventRecord))
      .onConflict(['decision_id', 'slot'])
      .ignore();
  }
}

async function lockDecisions(
  trx: Knex,
  ids: readonly string[],
): Promise<Set<string>> {
  const found: Key[] = await lockRows(
    trx,
    trx<DecisionRecord>('decisions')
      .where(oneOf(trx, 'id', ids))
      .orderBy('id')
      .select('id'),
  );
  return new Set(found.map(row => row.id));
}

/** Newest first. */
export async function readDecisions(
  db: Knex,
  filter: DecisionFilter,
): Promise<DecisionRow[]> {
  const keys = filter.awaitingAt
    ? await awaitingKeys(db, filter, filter.awaitingAt)
    : await latestKeys(db, filter);
  return loadDecisions(
    db,
    keys.map(key => key.id),
  );
}

/** All that was said of these entities, newest first; of the entities of a decision, only these. */
export async function readDecisionsOf(
  db: Knex,
  entityRefs: readonly string[],
): Promise<DecisionRow[]> {
  const ids: string[] = await db<EntityRecord>('decision_entities')
    .where(oneOf(db, 'entity_ref', entityRefs))
    .distinct('decision_id')
    .pluck('decision_id');
  return loadDecisions(db, ids, entityRefs);
}

export async function readSnapshot(
  db: Knex,
  id: string,
): Promise<ApprovalSnapshot | undefined> {
  const [row] = await db<DecisionRecord>('decisions')
    .where(oneOf(db, 'id', [id]))
    .select('snapshot');
  return row?.snapshot ? JSON.parse(row.snapshot) : undefined;
}

async function latestKeys(db: Knex, filter: DecisionFilter): Promise<Key[]> {
  const query = keysOf(db, filter).orderBy([
    { column: 'at', order: 'desc' },
    { column: 'id', order: 'desc' },
  ]);
  return filter.limit === undefined ? query : query.limit(filter.limit);
}

/**
 * Requests and broken glasses apart, and put in order here: one OR, or the order of an index, would read every
 * waiver there ever was.
 */
async function awaitingKeys(
  db: Knex,
  filter: DecisionFilter,
  at: Date,
): Promise<Key[]> {
  const waivers = (breakGlass: boolean) =>
    keysOf(db, filter).where({
      'd.kind': 'waiver',
      'd.break_glass': breakGlass,
    });
  const events = () =>
    db('decision_events as v')
      .whereRaw('v.decision_id = d.id')
      .select('v.slot');
  const parts: Key[][] = await Promise.all([
    waivers(false).where('d.until', '>', toTime(at)).whereNotExists(events()),
    waivers(true).whereNotExists(events().where({ 'v.slot': 'decision' })),
  ]);
  return parts.flat().sort(newestFirst).slice(0, filter.limit);
}

function keysOf(db: Knex, filter: DecisionFilter): Knex.QueryBuilder {
  const one = filter.entityRefs?.length === 1;
  // Of one entity the index beside it gives the order; of several a decision may be found twice.
  const [at, id] = one ? ['e.at', 'e.decision_id'] : ['d.at', 'd.id'];
  const query = one
    ? db('decision_entities as e').join('decisions as d', 'd.id', id)
    : db('decisions as d');
  query.select({ id, at });
  if (filter.entityRefs) {
    filterEntities(db, query, filter.entityRefs);
  }
  for (const [column, values] of [
    ['d.kind', filter.kinds],
    ['d.id', filter.ids],
    ['d.scorecard', maybeOne(filter.scorecard)],
    ['d.item', maybeOne(filter.item)],
  ] as const) {
    if (values) {
      query.where(oneOf(db, column, values));
    }
  }
  if (filter.before) {
    query.whereRaw('(??, ??) < (?, ?)', [
      at,
      id,
      toTime(filter.before.at),
      filter.before.id,
    ]);
  }
  return query;
}

/** Expects `decisions as d` in the query, and `decision_entities as e` where it is one entity. */
function filterEntities(
  db: Knex,
  query: Knex.QueryBuilder,
  entityRefs: readonly string[],
): void {
  const about = () => db('decision_entities as about').select('decision_id');
  if (entityRefs.length === 1) {
    query.where(oneOf(db, 'e.entity_ref', entityRefs));
  } else if (entityRefs.length <= BATCH) {
    query.whereIn('d.id', about().where(oneOf(db, 'entity_ref', entityRefs)));
  } else {
    // So many that most decisions will do: these are walked, and each is looked at.
    query.whereExists(
      about()
        .whereRaw('about.decision_id = d.id')
        .where(alsoOneOf(db, 'entity_ref', entityRefs)),
    );
  }
}

function maybeOne(value: string | undefined): string[] | undefined {
  return value === undefined ? undefined : [value];
}

/** Newest first, with events, and with their entities or those of them that are named. */
async function loadDecisions(
  db: Knex,
  ids: readonly string[],
  entityRefs?: readonly string[],
): Promise<DecisionRow[]> {
  const records: DecisionRecord[] = [];
  const entities = new Map<string, DecidedEntity[]>();
  const events = new Map<string, DecisionEvent[]>();
  for await (const batch of batches(ids, PAGE)) {
    const rows = await db<DecisionRecord>('decisions')
      .where(oneOf(db, 'id', batch))
      .select(...COLUMNS);
    records.push(...(rows as DecisionRecord[]));
    for (const row of await readEntitiesOf(db, batch, entityRefs)) {
      append(entities, row.decision_id, fromEntityRecord(row));
    }
    const happened = await db<EventRecord>('decision_events')
      .where(oneOf(db, 'decision_id', batch))
      .select('*');
    for (const row of happened as EventRecord[]) {
      append(events, row.decision_id, fromEventRecord(row));
    }
  }
  return records
    .sort(newestFirst)
    .map(row =>
      fromRecord(
        row,
        entities.get(row.id) ?? [],
        (events.get(row.id) ?? []).sort(inOrderOfTime),
      ),
    );
}

async function readEntitiesOf(
  db: Knex,
  ids: readonly string[],
  entityRefs?: readonly string[],
): Promise<EntityRecord[]> {
  const query = db<EntityRecord>('decision_entities')
    .where(oneOf(db, 'decision_id', ids))
    .orderBy(['decision_id', 'entity_ref'])
    .select('*');
  return entityRefs ? query.where(oneOf(db, 'entity_ref', entityRefs)) : query;
}

function append<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const group = groups.get(key);
  if (group) {
    group.push(value);
  } else {
    groups.set(key, [value]);
  }
}

function newestFirst(a: Key, b: Key): number {
  return compareText(b.at, a.at) || compareText(b.id, a.id);
}

/** Of two at the same moment the end comes last. */
function inOrderOfTime(a: DecisionEvent, b: DecisionEvent): number {
  return (
    a.at.getTime() - b.at.getTime() ||
    compareText(SLOTS[a.action], SLOTS[b.action])
  );
}

function toRecord(
  row: DecisionRow,
  snapshot: ApprovalSnapshot | undefined,
): DecisionRecord {
  return {
    id: row.id,
    kind: row.kind,
    scorecard: row.scorecard,
    item: row.item,
    check_id: row.check,
    question: row.question,
    revision: row.revision,
    cluster: row.cluster,
    environment: row.environment,
    by: row.by,
    at: toTime(row.at),
    until: toMaybeTime(row.until),
    break_glass: row.kind === 'waiver' && row.body.breakGlass === true,
    body: JSON.stringify(row.body),
    snapshot: snapshot ? JSON.stringify(snapshot) : null,
  };
}

function fromRecord(
  row: DecisionRecord,
  entities: DecidedEntity[],
  events: DecisionEvent[],
): DecisionRow {
  const until = fromMaybeTime(row.until);
  return {
    id: row.id,
    kind: row.kind,
    scorecard: row.scorecard,
    item: row.item,
    check: row.check_id,
    question: row.question,
    revision: row.revision,
    cluster: row.cluster,
    environment: row.environment,
    by: row.by,
    at: new Date(row.at),
    ...(until && { until }),
    body: JSON.parse(row.body),
    entities,
    events,
  } as DecisionRow;
}

function toEntityRecord(
  { id, at }: DecisionRow,
  entity: DecidedEntity,
): EntityRecord {
  return {
    decision_id: id,
    entity_ref: entity.entityRef,
    at: toTime(at),
    results: JSON.stringify(entity.results),
    subjects: JSON.stringify(entity.subjects),
  };
}

function fromEntityRecord(row: EntityRecord): DecidedEntity {
  return {
    entityRef: row.entity_ref,
    results: JSON.parse(row.results),
    subjects: JSON.parse(row.subjects),
  };
}

function toEventRecord(event: DecisionEvent): EventRecord {
  return {
    decision_id: event.decisionId,
    slot: SLOTS[event.action],
    at: toTime(event.at),
    by: event.by,
    action: event.action,
    reason: event.reason,
  };
}

function fromEventRecord(row: EventRecord): DecisionEvent {
  return {
    decisionId: row.decision_id,
    at: new Date(row.at),
    by: row.by,
    action: row.action,
    reason: row.reason,
  };
}
