/** Reads the catalog: mirrors the entities that some scorecard judges, and indexes what checks ask of it. */
import { createHash } from 'node:crypto';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Definitions } from '../definitions/types';
import { CatalogIndex, seenSpec } from '../evidence/catalogIndex';
import type { MirroredEntity } from '../store/types';
import { scorecardsFor } from './applicability';
import { asksCatalog } from './catalogQuestions';

const KINDS = ['Component', 'Resource', 'System', 'Domain', 'API'];
/** Nobody judges these; they are read where some check asks the catalog. */
const PEOPLE = ['Group', 'User'];
const PAGE = 500;

export interface CatalogReading {
  /** Entities that scorecards judge, and the clusters themselves, in the order of their refs. */
  toMirror: MirroredEntity[];
  /** Everything that checks may read; empty where none asks the catalog. */
  index: CatalogIndex;
}

/** `alive` is called after each page. */
export async function readCatalog(
  catalog: CatalogService,
  auth: AuthService,
  definitions: Definitions,
  now: Date,
  alive: () => Promise<void>,
): Promise<CatalogReading> {
  const index = new CatalogIndex();
  const asked = asksCatalog(definitions);
  const kinds = asked ? [...KINDS, ...PEOPLE] : KINDS;
  const domainOf = new Map<string, string>();
  const judged: Entity[] = [];
  for await (const page of pagesOf(catalog, auth, kinds)) {
    await alive();
    for (const entity of page) {
      if (asked) index.add(entity);
      const domain =
        entity.kind === 'System'
          ? relationTo(entity, 'partOf', 'domain')
          : undefined;
      if (domain) domainOf.set(stringifyEntityRef(entity), domain);
      if (
        !PEOPLE.includes(entity.kind) &&
        (isCluster(entity) ||
          scorecardsFor(entity as never, definitions).length > 0)
      )
        judged.push(entity);
    }
  }
  const toMirror = judged
    .map(entity => mirrored(entity, domainOf, now))
    .sort((a, b) => (a.entityRef < b.entityRef ? -1 : 1));
  return { toMirror, index };
}

async function* pagesOf(
  catalog: CatalogService,
  auth: AuthService,
  kinds: string[],
): AsyncGenerator<Entity[]> {
  const credentials = await auth.getOwnServiceCredentials();
  let cursor: string | undefined;
  do {
    const { items, pageInfo } = await catalog.queryEntities(
      cursor
        ? { cursor, limit: PAGE }
        : { filter: { kind: kinds }, limit: PAGE },
      { credentials },
    );
    yield items;
    cursor = pageInfo.nextCursor;
  } while (cursor);
}

function isCluster({ kind, spec }: Entity): boolean {
  return kind === 'Resource' && spec?.type === 'kubernetes-cluster';
}

function mirrored(
  entity: Entity,
  domainOf: ReadonlyMap<string, string>,
  now: Date,
): MirroredEntity {
  const { kind, metadata, spec, relations } = entity;
  const system = relationTo(entity, 'partOf', 'system');
  const text = (value: unknown) =>
    typeof value === 'string' && value !== '' ? value : undefined;
  const fields = {
    entityRef: stringifyEntityRef(entity),
    uid: metadata.uid ?? '',
    kind,
    namespace: metadata.namespace ?? 'default',
    name: metadata.name,
    title: metadata.title,
    type: text(spec?.type),
    lifecycle: text(spec?.lifecycle),
    owner: relationTo(entity, 'ownedBy'),
    system,
    domain:
      relationTo(entity, 'partOf', 'domain') ??
      (system && domainOf.get(system)),
    tags: metadata.tags ?? [],
    // An etag and a link to where it was read from change without anything having changed.
    entity: {
      kind,
      metadata: judgedMetadata(metadata),
      spec: spec && seenSpec(spec),
      relations,
    } as Record<string, unknown>,
  };
  return { ...fields, digest: digestOf(fields), changedAt: now };
}

function judgedMetadata({
  etag: _etag,
  links: _links,
  ...metadata
}: Entity['metadata']) {
  return metadata;
}

function relationTo(
  entity: Entity,
  type: string,
  kind?: string,
): string | undefined {
  return entity.relations?.find(
    relation =>
      relation.type === type &&
      (!kind || relation.targetRef.startsWith(`${kind}:`)),
  )?.targetRef;
}

function digestOf(fields: object): string {
  return createHash('sha256')
    .update(JSON.stringify(fields))
    .digest('base64url')
    .slice(0, 27);
}
