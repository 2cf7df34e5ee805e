/**
 * The annotations of Backstage's Kubernetes plugin, read as its backend reads them (0.21.11,
 * KubernetesFanOutHandler and SingleTenantServiceLocator):
 *
 * - the selector is `backstage.io/kubernetes-label-selector` where it is set and not empty, else
 *   `backstage.io/kubernetes-id=<annotation, or else the entity's name>`;
 * - `backstage.io/kubernetes-namespace` and `backstage.io/kubernetes-cluster` hold one name each:
 *   Backstage splits neither at commas, so neither do we.
 */
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { parseLabelSelector, SelectorError } from './selectors';
import type { EntitySelection, ParsedSelector } from './types';

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
