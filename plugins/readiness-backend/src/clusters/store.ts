/** The objects of a snapshot by resource, namespace and name; nothing is copied. */
import { byNamespaceAndName, push } from './objects';
import type { KubernetesObject, ResourceName } from './types';

interface Listing {
  all: readonly KubernetesObject[];
  byNamespace: ReadonlyMap<string, readonly KubernetesObject[]>;
  byName: ReadonlyMap<string, KubernetesObject>;
}

const NOTHING: readonly KubernetesObject[] = [];

const nameKey = (namespace: string | undefined, name: string) => `${namespace ?? ''}/${name}`;

function indexed(objects: readonly KubernetesObject[]): Listing {
  const all = [...objects].sort(byNamespaceAndName);
  const byNamespace = new Map<string, KubernetesObject[]>();
  const byName = new Map<string, KubernetesObject>();
  for (const object of all) {
    push(byNamespace, object.metadata.namespace ?? '', object);
    byName.set(nameKey(object.metadata.namespace, object.metadata.name), object);
  }
  return { all, byNamespace, byName };
}

export class ObjectStore {
  private readonly listings = new Map<ResourceName, Listing>();

  constructor(objects: ReadonlyMap<ResourceName, readonly KubernetesObject[]>) {
    for (const [resource, listed] of objects) {
      this.listings.set(resource, indexed(listed));
    }
  }

  get resources(): Iterable<ResourceName> {
    return this.listings.keys();
  }

  /** In order of namespace and name. */
  list(resource: ResourceName, namespace?: string): readonly KubernetesObject[] {
    const listing = this.listings.get(resource);
    if (!listing) {
      return NOTHING;
    }
    return namespace === undefined ? listing.all : listing.byNamespace.get(namespace) ?? NOTHING;
  }

  get(
    resource: ResourceName,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    return this.listings.get(resource)?.byName.get(nameKey(namespace, name));
  }
}
