/** The objects of a snapshot by resource, namespace and name; nothing is copied. */
import {
  byNamespaceAndName,
  lazily,
  ObjectKey,
  objectKey,
  push,
} from './objects';
import type { KubernetesObject, ResourceName } from './types';

interface Listing {
  all: readonly KubernetesObject[];
  byNamespace: ReadonlyMap<string, readonly KubernetesObject[]>;
  byName: ReadonlyMap<ObjectKey, KubernetesObject>;
}

const NOTHING: readonly KubernetesObject[] = [];

function indexed(objects: readonly KubernetesObject[]): Listing {
  const all = [...objects].sort(byNamespaceAndName);
  const byNamespace = new Map<string, KubernetesObject[]>();
  const byName = new Map<ObjectKey, KubernetesObject>();
  for (const object of all) {
    push(byNamespace, object.metadata.namespace ?? '', object);
    byName.set(
      objectKey(object.metadata.namespace, object.metadata.name),
      object,
    );
  }
  return { all, byNamespace, byName };
}

export class ObjectStore {
  /** Made when first asked for: all at once would hold the event loop. */
  private readonly listingOf = lazily(
    (resource: ResourceName): Listing =>
      indexed(this.objects.get(resource) ?? NOTHING),
  );

  constructor(
    private readonly objects: ReadonlyMap<
      ResourceName,
      readonly KubernetesObject[]
    >,
  ) {}

  get resources(): Iterable<ResourceName> {
    return this.objects.keys();
  }

  /** In order of namespace and name. */
  list(
    resource: ResourceName,
    namespace?: string,
  ): readonly KubernetesObject[] {
    const listing = this.listingOf(resource);
    return namespace === undefined
      ? listing.all
      : listing.byNamespace.get(namespace) ?? NOTHING;
  }

  get(
    resource: ResourceName,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    return this.listingOf(resource).byName.get(objectKey(namespace, name));
  }

  /** Those of the keys that exist, each once, in order of namespace and name. */
  pick(resource: ResourceName, keys: Iterable<ObjectKey>): KubernetesObject[] {
    const { byName } = this.listingOf(resource);
    return [...new Set(keys)]
      .map(key => byName.get(key))
      .filter((object): object is KubernetesObject => object !== undefined)
      .sort(byNamespaceAndName);
  }
}
