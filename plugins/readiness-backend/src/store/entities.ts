/** The `entities` and `entity_tags` tables: the mirror of the catalog that lists filter by. */
import { Knex } from 'knex';
import { countAnew } from './counted';
import { fenced } from './fence';
import {
  batches,
  Clock,
  compareText,
  lastByKey,
  lockRows,
  nextTurn,
  oneOf,
  PAGE,
  toTime,
} from './sql';
import { Lease, MirrorChanges, MirroredEntity } from './types';

export interface EntityRecord {
  entity_ref: string;
  uid: string;
  kind: string;
  namespace: string;
  name: string;
  title: string | null;
  type: string | null;
  lifecycle: string | null;
  owner: string | null;
  system: string | null;
  domain: string | null;
  tags: string;
  entity: string;
  digest: string;
  changed_at: string;
  sort_name: string;
  search_text: string;
}

export async function readEntities(
  db: Knex,
  filter: { entityRefs?: readonly string[] } = {},
): Promise<MirroredEntity[]> {
  const entities: MirroredEntity[] = [];
  let last: string | undefined;
  do {
    const query = db<EntityRecord>('entities')
      .select('*')
      .orderBy('entity_ref')
      .limit(PAGE);
    if (filter.entityRefs) {
      query.where(oneOf(db, 'entity_ref', filter.entityRefs));
    }
    if (last !== undefined) {
      query.where('entity_ref', '>', last);
    }
    const page = (await query) as EntityRecord[];
    entities.push(...page.map(row => fromEntityRecord(row)));
    last = page.length === PAGE ? page[PAGE - 1].entity_ref : undefined;
    await nextTurn();
  } while (last !== undefined);
  return entities;
}

/**
 * Replaces the mirror in short transactions; rows whose digest is the same are left alone. An entity is its ref: a
 * catalog whose database was made anew has other uids for the same services, and no gate is lost for that.
 */
export async function mirror(
  db: Knex,
  clock: Clock,
  lease: Lease,
  entities: readonly MirroredEntity[],
  alive?: () => Promise<void>,
): Promise<MirrorChanges> {
  const stored = new Map(
    (
      await db<EntityRecord>('entities').select('entity_ref', 'uid', 'digest')
    ).map(row => [row.entity_ref, row]),
  );
  const wanted = lastByKey(entities, entity => entity.entityRef);

  const added: MirroredEntity[] = [];
  const changed: MirroredEntity[] = [];
  for (const entity of wanted.values()) {
    const before = stored.get(entity.entityRef);
    if (!before) {
      added.push(entity);
    } else if (before.digest !== entity.digest || before.uid !== entity.uid) {
      changed.push(entity);
    }
  }
  const removed = [...stored.keys()].filter(ref => !wanted.has(ref)).sort();

  // In the order in which others lock them, so that nobody waits for each other.
  const written = [...added, ...changed].sort((a, b) =>
    compareText(a.entityRef, b.entityRef),
  );
  for await (const batch of batches(written)) {
    await alive?.();
    await fenced(db, clock, lease, async trx => {
      await upsertEntities(trx, batch);
      await countAnew(trx);
    });
  }
  for await (const batch of batches(removed)) {
    await alive?.();
    await fenced(db, clock, lease, async trx => {
      await removeEntities(trx, batch, clock());
      await countAnew(trx);
    });
  }
  return {
    added: added.map(entity => entity.entityRef).sort(),
    changed: changed.map(entity => entity.entityRef).sort(),
    removed,
  };
}

async function upsertEntities(
  trx: Knex,
  entities: readonly MirroredEntity[],
): Promise<void> {
  await trx<EntityRecord>('entities')
    .insert(entities.map(toRecord))
    .onConflict('entity_ref')
    .merge();
  const refs = entities.map(entity => entity.entityRef);
  await trx('departed_entities').where(oneOf(trx, 'entity_ref', refs)).delete();
  await trx('entity_tags').where(oneOf(trx, 'entity_ref', refs)).delete();
  const tags = entities.flatMap(entity =>
    [...new Set(entity.tags)].map(tag => ({
      entity_ref: entity.entityRef,
      tag,
    })),
  );
  for await (const batch of batches(tags)) {
    await trx('entity_tags').insert(batch);
  }
}

/** Until the transaction ends nobody else recomputes their gates or decides about them. */
export async function lockEntities(
  trx: Knex,
  refs: readonly string[],
): Promise<void> {
  await lockRows(
    trx,
    trx('entities')
      .where(oneOf(trx, 'entity_ref', refs))
      .orderBy('entity_ref')
      .select('entity_ref'),
  );
}

/**
 * An entity's results go with it, and so do its scores: another of its name must not inherit them. Its transitions,
 * decisions and reports stay, they are history; cleanUp.ts says for how long.
 */
async function removeEntities(
  trx: Knex,
  refs: readonly string[],
  now: Date,
): Promise<void> {
  await lockEntities(trx, refs);
  for (const table of [
    'problems',
    'state',
    'gates',
    'gate_scores',
    'awaited',
    'open_items',
    'entity_tags',
    'entities',
  ]) {
    await trx(table).where(oneOf(trx, 'entity_ref', refs)).delete();
  }
  await trx('departed_entities')
    .insert(refs.map(ref => ({ entity_ref: ref, left_at: toTime(now) })))
    .onConflict('entity_ref')
    .merge();
}

function toRecord(entity: MirroredEntity): EntityRecord {
  return {
    entity_ref: entity.entityRef,
    uid: entity.uid,
    kind: entity.kind,
    namespace: entity.namespace,
    name: entity.name,
    title: entity.title ?? null,
    type: entity.type ?? null,
    lifecycle: entity.lifecycle ?? null,
    owner: entity.owner ?? null,
    system: entity.system ?? null,
    domain: entity.domain ?? null,
    tags: JSON.stringify(entity.tags),
    entity: JSON.stringify(entity.entity),
    digest: entity.digest,
    changed_at: toTime(entity.changedAt),
    // Lower case is made here: SQLite's lower() knows ASCII only.
    sort_name: (entity.title ?? entity.name).toLocaleLowerCase('en-US'),
    search_text: [entity.name, entity.title ?? '', entity.entityRef]
      .join('\n')
      .toLocaleLowerCase('en-US'),
  };
}

/** The columns of {@link fromEntityRecord}, for joins. */
export const ENTITY_COLUMNS = [
  'entity_ref',
  'uid',
  'kind',
  'namespace',
  'name',
  'title',
  'type',
  'lifecycle',
  'owner',
  'system',
  'domain',
  'tags',
  'entity',
  'digest',
  'changed_at',
] as const;

export function fromEntityRecord(
  row: Pick<EntityRecord, (typeof ENTITY_COLUMNS)[number]>,
): MirroredEntity {
  return {
    entityRef: row.entity_ref,
    uid: row.uid,
    kind: row.kind,
    namespace: row.namespace,
    name: row.name,
    ...(row.title !== null && { title: row.title }),
    ...(row.type !== null && { type: row.type }),
    ...(row.lifecycle !== null && { lifecycle: row.lifecycle }),
    ...(row.owner !== null && { owner: row.owner }),
    ...(row.system !== null && { system: row.system }),
    ...(row.domain !== null && { domain: row.domain }),
    tags: JSON.parse(row.tags),
    entity: JSON.parse(row.entity),
    digest: row.digest,
    changedAt: new Date(row.changed_at),
  };
}
