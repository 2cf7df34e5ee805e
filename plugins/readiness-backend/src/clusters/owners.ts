/**
 * From an object to its topmost owner, by owner references with `controller: true`:
 * Pod → ReplicaSet → Deployment → Argo Rollout (by `workloadRef`), Job → CronJob.
 *
 * Only the kinds of WORKLOAD_RESOURCES are climbed. An owner of any other kind (an operator's custom
 * resource, a Node that owns a static pod) ends the way, and the highest object below it is the
 * workload: what counts as a workload must not depend on which custom resources some check reads.
 */
import { at, groupOf, objectKey, push, textAt } from './objects';
import type { ObjectStore } from './store';
import {
  KubernetesObject,
  ObjectMeta,
  ResourceName,
  WORKLOAD_RESOURCES,
} from './types';

/** An object and the resource that it was listed as. */
export interface Listed {
  resource: ResourceName;
  object: KubernetesObject;
}

/** No chain of owners is this long; a loop of references ends here. */
const MAX_CLIMB = 16;

export function controllerOf(
  object: KubernetesObject,
): NonNullable<ObjectMeta['ownerReferences']>[number] | undefined {
  const references = object.metadata.ownerReferences;
  return Array.isArray(references)
    ? references.find(reference => reference?.controller === true)
    : undefined;
}

export class Owners {
  private readonly byUid = new Map<string, Listed>();
  private readonly rolloutOfDeployment = new Map<string, Listed>();
  private readonly topmostOf = new Map<KubernetesObject, Listed>();

  constructor(store: ObjectStore) {
    for (const resource of WORKLOAD_RESOURCES) {
      for (const object of store.list(resource)) {
        if (object.metadata.uid && resource !== 'pods') {
          this.byUid.set(object.metadata.uid, { resource, object });
        }
      }
    }
    for (const object of store.list('rollouts.argoproj.io')) {
      const target = at(object, 'spec', 'workloadRef');
      const name = textAt(target, 'name');
      const group = groupOf(textAt(target, 'apiVersion'));
      if (name && textAt(target, 'kind') === 'Deployment' && group === 'apps') {
        this.rolloutOfDeployment.set(
          objectKey(object.metadata.namespace, name),
          {
            resource: 'rollouts.argoproj.io',
            object,
          },
        );
      }
    }
  }

  /** The workload that an object of a workload resource belongs to; itself when nothing known owns it. */
  topmost(resource: ResourceName, object: KubernetesObject): Listed {
    const known = this.topmostOf.get(object);
    if (known) {
      return known;
    }
    let current: Listed = { resource, object };
    for (let step = 0; step < MAX_CLIMB; step++) {
      const owner = this.ownerOf(current);
      if (!owner) {
        break;
      }
      current = owner;
    }
    this.topmostOf.set(object, current);
    return current;
  }

  private ownerOf({ resource, object }: Listed): Listed | undefined {
    const { namespace, name } = object.metadata;
    const owner = this.byUid.get(controllerOf(object)?.uid ?? '');
    if (owner && owner.object.metadata.namespace === namespace) {
      return owner;
    }
    return resource === 'deployments.apps'
      ? this.rolloutOfDeployment.get(objectKey(namespace, name))
      : undefined;
  }
}

/**
 * Everything that has an object as an ancestor, for any resource: by the uid of the ancestor. Here
 * every listed kind is climbed, and the last owner counts even where it is not listed itself.
 */
export function descendantsByUid(
  objects: readonly KubernetesObject[],
  parentByUid: (uid: string) => KubernetesObject | undefined,
): Map<string, KubernetesObject[]> {
  const descendants = new Map<string, KubernetesObject[]>();
  for (const object of objects) {
    const seen = new Set<string>();
    let uid = controllerOf(object)?.uid;
    while (uid && !seen.has(uid)) {
      seen.add(uid);
      push(descendants, uid, object);
      const parent = parentByUid(uid);
      uid = parent && controllerOf(parent)?.uid;
    }
  }
  return descendants;
}
