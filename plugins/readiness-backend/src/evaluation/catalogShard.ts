/** One evaluation of the catalog: mirrors the entities that some scorecard judges, and their fields. */
import { createHash } from 'node:crypto';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Definitions } from '../definitions/types';
import type { MirroredEntity } from '../store/types';
import { scorecardsFor } from './applicability';

const KINDS = ['Component', 'Resource', 'System', 'Domain', 'API'];
const PAGE = 500;

/** Entities that scorecards judge, and the clusters themselves, in the order of their refs. */
export async function entitiesToMirror(
  catalog: CatalogService,
  auth: AuthService,
  definitions: Definitions,
  now: Date,
): Promise<MirroredEntity[]> {
  const domainOf = new Map<string, string>();
  const judged: Entity[] = [];
  for await (const page of pagesOf(catalog, auth)) {
    for (const entity of page) {
      const domain =
        entity.kind === 'System'
          ? relationTo(entity, 'partOf', 'domain')
          : undefined;
      if (domain) domainOf.set(stringifyEntityRef(entity), domain);
      if (
        isCluster(entity) ||
        scorecardsFor(entity as never, definitions).length > 0
      )
        judged.push(entity);
    }
  }
  return judged
    .map(entity => mirrored(entity, domainOf, now))
    .sort((a, b) => (a.entityRef < b.entityRef ? -1 : 1));
}

async function* pagesOf(
  catalog: CatalogService,
  auth: AuthService,
): AsyncGenerator<Entity[]> {
  const credentials = await auth.getOwnServiceCredentials();
  let cursor: string | undefined;
  do {
    const { items, pageInfo } = await catalog.queryEntities(
      cursor
        ? { cursor, limit: PAGE }
        : { filter: { kind: KINDS }, limit: PAGE },
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
      spec,
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
