/**
 * The annotations of Backstage's Kubernetes plugin, read as its backend reads them (0.21.11,
 * KubernetesFanOutHandler and SingleTenantServiceLocator):
 *
 * - the selector is `backstage.io/kubernetes-label-selector` where it is set and not empty, else
 *   `backstage.io/kubernetes-id=<annotation, or else the entity's name>`;
 * - `backstage.io/kubernetes-namespace` and `backstage.io/kubernetes-cluster` hold one name each:
 *   Backstage splits neither at commas, so neither do we.
 *
 * A Resource of type `kubernetes-cluster` is the cluster of its name, one of type `service-mesh` the mesh
 * on the clusters that its cluster annotation names, separated by commas.
 */
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { parseLabelSelector, SelectorError } from './selectors';
import type { EntitySelection, ParsedSelector } from './types';

const CLUSTER_TYPE = 'kubernetes-cluster';
const MESH_TYPE = 'service-mesh';
const ID = 'backstage.io/kubernetes-id';
const LABEL_SELECTOR = 'backstage.io/kubernetes-label-selector';
const NAMESPACE = 'backstage.io/kubernetes-namespace';
const CLUSTER = 'backstage.io/kubernetes-cluster';

/** The annotations that decide which workloads an entity has: a change of one is a transition. */
export const SELECTION_ANNOTATIONS: readonly string[] = [
  ID,
  LABEL_SELECTOR,
  NAMESPACE,
  CLUSTER,
];

function parse(text: string): ParsedSelector {
  try {
    return { requirements: parseLabelSelector(text) };
  } catch (error) {
    if (error instanceof SelectorError) {
      return { error: error.message };
    }
    throw error;
  }
}

export function selectionOf(entity: Entity): EntitySelection {
  const annotations = entity.metadata.annotations ?? {};
  const whole = wholeClusters(entity);
  if (whole) {
    return {
      entityRef: stringifyEntityRef(entity),
      selectorText: `everything on ${whole.join(', ')}`,
      selector: { requirements: [] },
      clusters: whole,
      whole: true,
    };
  }
  const id = annotations[ID] || entity.metadata.name;
  const selectorText = annotations[LABEL_SELECTOR] || `${ID}=${id}`;
  return {
    entityRef: stringifyEntityRef(entity),
    selectorText,
    selector: parse(selectorText),
    ...(annotations[NAMESPACE] && { namespace: annotations[NAMESPACE] }),
    ...(annotations[CLUSTER] && { clusters: [annotations[CLUSTER]] }),
  };
}

/** The clusters that the entity is, or that it is the mesh of. */
function wholeClusters({ kind, metadata, spec }: Entity): string[] | undefined {
  if (kind.toLocaleLowerCase('en-US') !== 'resource') return undefined;
  switch (spec?.type) {
    case CLUSTER_TYPE:
      return [metadata.name];
    case MESH_TYPE:
      return (metadata.annotations?.[CLUSTER] ?? '')
        .split(',')
        .map(name => name.trim())
        .filter(name => name !== '');
    default:
      return undefined;
  }
}
