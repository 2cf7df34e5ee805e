/** Which entities have a readiness tab, and how the API addresses them. */
import type { Entity } from '@backstage/catalog-model';
import type { FilterPredicate } from '@backstage/filter-predicates';
import { DEFAULT_NAMESPACE } from '@backstage/catalog-model';
import {
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_SCORECARDS,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { EntityPath } from '@readiness-gates/backstage-plugin-readiness-common';

const ANNOTATIONS = [
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_SCORECARDS,
];
const RESOURCE_TYPES = ['kubernetes-cluster', 'service-mesh'];

/**
 * Every Component has the tab, annotated or not: a service that forgot its annotation is the one
 * that must be told. Other kinds have it where a scorecard can reach them.
 */
export function isReadinessAvailable(entity: Entity): boolean {
  const kind = entity.kind.toLowerCase();
  if (kind === 'component') return true;
  const type = String(entity.spec?.type ?? '').toLowerCase();
  if (kind === 'resource' && RESOURCE_TYPES.includes(type)) return true;
  return ANNOTATIONS.some(name => entity.metadata.annotations?.[name]);
}

const anyOf: FilterPredicate[] = [
  { kind: 'component' },
  { kind: 'resource', 'spec.type': { $in: RESOURCE_TYPES } },
  { [`metadata.annotations.${ANNOTATION_KUBERNETES_ID}`]: { $exists: true } },
  {
    [`metadata.annotations.${ANNOTATION_KUBERNETES_LABEL_SELECTOR}`]: {
      $exists: true,
    },
  },
  { [`metadata.annotations.${ANNOTATION_SCORECARDS}`]: { $exists: true } },
];

/** The same rule as data, which `app-config` can replace in the new frontend system. */
export const readinessEntityFilter: FilterPredicate = { $any: anyOf };

export function entityPath(entity: Entity): EntityPath {
  return {
    kind: entity.kind.toLowerCase(),
    namespace: (entity.metadata.namespace ?? DEFAULT_NAMESPACE).toLowerCase(),
    name: entity.metadata.name.toLowerCase(),
  };
}
