/** The catalog that belongs to a generated cluster: one Component a service, with its owner and system. */
import type { Entity } from '@backstage/catalog-model';
import { identityOf, teamName, uidOf } from './identity';

export const TEAMS = 40;
const SYSTEMS = 100;

export interface CatalogOptions {
  services: number;
  /** Clusters that services are spread over, by annotation; absent: none is named. */
  clusters?: readonly string[];
}

export const entityRefOf = (index: number) =>
  `component:default/${identityOf(index).name}`;

/** As a provider hands them in: the real catalog computes relations itself. */
export function componentOf(
  index: number,
  clusters: readonly string[] = [],
): Entity {
  const { name, owner } = identityOf(index);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      title: `Service ${index}`,
      description: `The service ${name} of ${owner}`,
      tags: ['java', `tier-${index % 3}`],
      annotations: {
        'backstage.io/kubernetes-id': name,
        ...(clusters.length > 0 && {
          'backstage.io/kubernetes-cluster': clusters[index % clusters.length],
        }),
      },
    },
    spec: {
      type: 'service',
      lifecycle: index % 5 === 0 ? 'experimental' : 'production',
      owner,
      system: `system-${index % SYSTEMS}`,
    },
  };
}

/** With what the catalog adds: uid, etag and relations. */
export function catalogEntities({
  services,
  clusters,
}: CatalogOptions): Entity[] {
  return Array.from({ length: services }, (_, index) => {
    const entity = componentOf(index, clusters);
    const { metadata, spec } = entity;
    return {
      ...entity,
      metadata: {
        ...metadata,
        namespace: 'default',
        uid: uidOf('Component', metadata.name),
        etag: uidOf('etag', metadata.name),
      },
      relations: [
        { type: 'ownedBy', targetRef: `group:default/${spec!.owner}` },
        { type: 'partOf', targetRef: `system:default/${spec!.system}` },
      ],
    };
  });
}

export function groupEntities(): Entity[] {
  return Array.from({ length: TEAMS }, (_, index) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: teamName(index) },
    spec: { type: 'team', children: [] },
  }));
}

/** As a location of the catalog: one file with all of them. */
export const catalogFile = (services: number): string =>
  [
    ...groupEntities(),
    ...Array.from({ length: services }, (_, index) => componentOf(index)),
  ]
    .map(entity => JSON.stringify(entity))
    .join('\n---\n');
