/** Every object of the cluster, by resource; each change has a resource version. */

import { Collection, Entry } from './collection';
import { convert } from './convert';
import { selectableFields } from './fieldSelectors';
import { Resource } from './resources';
import {
  CRD_GROUP,
  CRD_PLURAL,
  definitionProblem,
  isDefinition,
  ResourceTable,
} from './resourceTable';
import { serialise } from './serialise';
import { KubernetesObject, ObjectRef } from './types';

export type ChangeType = 'ADDED' | 'MODIFIED' | 'DELETED';

export interface Change {
  type: ChangeType;
  resourceVersion: number;
  storage: string;
  entry: Entry;
  previous?: Entry;
}

/** As many changes as a watcher may lag behind before it has to list again. */
const HISTORY_LENGTH = 5_000;

/** Every cluster has these, whatever its manifests say. */
const STANDING_NAMESPACES = [
  'default',
  'kube-node-lease',
  'kube-public',
  'kube-system',
];

/** Events are one store behind two groups; every other group has its own. */
export function storageOf(resource: Pick<Resource, 'group' | 'plural'>) {
  return resource.group === 'events.k8s.io'
    ? '/events'
    : `${resource.group}/${resource.plural}`;
}

/** The version in which a built-in kind with several is kept. */
function stored(table: ResourceTable, resource: Resource): Resource {
  const [group, version, kind] = resource.storedAs.split('/');
  const apiVersion = group ? `${group}/${version}` : version;
  return table.findKind(apiVersion, kind) ?? resource;
}

export class Store {
  readonly #collections = new Map<string, Collection>();
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #history: Change[] = [];
  #running = false;
  #table = new ResourceTable();
  #resourceVersion = 1;
  /** The oldest version from which a watch can go on. */
  #historyFloor = 1;

  constructor() {
    for (const name of STANDING_NAMESPACES) this.#ensureNamespace(name);
  }

  get table(): ResourceTable {
    return this.#table;
  }

  get resourceVersion(): number {
    return this.#resourceVersion;
  }

  get historyFloor(): number {
    return this.#historyFloor;
  }

  get size(): number {
    let size = 0;
    for (const collection of this.#collections.values()) {
      size += collection.size;
    }
    return size;
  }

  collection(resource: Pick<Resource, 'group' | 'plural'>): Collection {
    const storage = storageOf(resource);
    let collection = this.#collections.get(storage);
    if (!collection) {
      collection = new Collection();
      this.#collections.set(storage, collection);
    }
    return collection;
  }

  /** Parsed objects of a kind that the cluster itself has to read. */
  objects(group: string, plural: string): KubernetesObject[] {
    const { entries } = this.collection({ group, plural }).range();
    return entries.map(entry => JSON.parse(entry.json) as KubernetesObject);
  }

  /** Why the cluster would refuse this object, or undefined. */
  problem(object: KubernetesObject): string | undefined {
    if (!object.apiVersion) return 'apiVersion not set';
    if (!object.kind) return 'kind not set';
    if (!object.metadata?.name) {
      return `${object.kind}: resource name may not be empty`;
    }
    if (typeof object.metadata.name !== 'string') {
      return `${object.kind}: metadata.name must be a string`;
    }
    if (!this.#table.findKind(object.apiVersion, object.kind)) {
      return `no matches for kind "${object.kind}" in version "${object.apiVersion}"`;
    }
    const name = `${object.kind} "${object.metadata.name}"`;
    for (const map of ['labels', 'annotations'] as const) {
      for (const [key, value] of Object.entries(object.metadata[map] ?? {})) {
        if (typeof value !== 'string') {
          return `${name}: metadata.${map}.${key} must be a string`;
        }
      }
    }
    const problem = isDefinition(object) && definitionProblem(object);
    return problem ? `${name} is invalid: ${problem}` : undefined;
  }

  /** Adds or replaces an object; returns its key, and changes nothing when nothing changed. */
  put(object: KubernetesObject, source: string): string {
    const problem = this.problem(object);
    if (problem) throw new Error(problem);
    const given = this.#table.findKind(object.apiVersion!, object.kind!)!;
    const resource = stored(this.#table, given);
    const name = object.metadata!.name!;
    const namespace = given.namespaced
      ? object.metadata!.namespace ?? 'default'
      : '';
    if (namespace) this.#ensureNamespace(namespace);
    this.#write(resource, convert(given, resource, object), {
      name,
      namespace,
      source,
    });
    return `${storageOf(resource)} ${
      namespace ? `${namespace}/${name}` : name
    }`;
  }

  remove(ref: ObjectRef): boolean {
    const resource = this.#table.findKind(ref.apiVersion, ref.kind);
    if (!resource) return false;
    const key = resource.namespaced
      ? `${ref.namespace ?? 'default'}/${ref.name}`
      : ref.name;
    return this.#removeKey(storageOf(resource), key);
  }

  /** Removes what came from files and is no longer in any. */
  removeOthers(kept: ReadonlySet<string>, isOwn: (source: string) => boolean) {
    for (const [storage, collection] of [...this.#collections]) {
      for (const entry of collection.range().entries) {
        if (isOwn(entry.source) && !kept.has(`${storage} ${entry.key}`)) {
          this.#removeKey(storage, entry.key);
          // A namespace outlives its manifest as long as something is in it.
          if (storage === '/namespaces' && this.#isInUse(entry.name)) {
            this.#ensureNamespace(entry.name);
          }
        }
      }
    }
  }

  #isInUse(namespace: string): boolean {
    if (STANDING_NAMESPACES.includes(namespace)) return true;
    return [...this.#collections.values()].some(collection => {
      const { from, to } = collection.range(namespace);
      return to > from;
    });
  }

  /** Changes after a version; undefined when they are no longer known. */
  changesSince(resourceVersion: number): Change[] | undefined {
    if (resourceVersion < this.#historyFloor) return undefined;
    return this.#history.filter(
      change => change.resourceVersion > resourceVersion,
    );
  }

  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A first load is not a history of changes: nobody watched it. */
  finishFirstLoad() {
    this.#running = true;
    this.#history.length = 0;
    this.#historyFloor = this.#resourceVersion;
  }

  #ensureNamespace(name: string) {
    const resource = this.#table.find('', 'v1', 'namespaces')!;
    if (this.collection(resource).get(name)) return;
    const metadata = { name, labels: { 'kubernetes.io/metadata.name': name } };
    this.#write(
      resource,
      {
        metadata,
        spec: { finalizers: ['kubernetes'] },
        status: { phase: 'Active' },
      },
      { name, namespace: '', source: 'implied' },
    );
  }

  #write(
    resource: Resource,
    given: KubernetesObject,
    identity: { name: string; namespace: string; source: string },
  ) {
    const { name, namespace, source } = identity;
    const object =
      storageOf(resource) === '/namespaces' ? labelled(given, name) : given;
    const collection = this.collection(resource);
    const key = namespace ? `${namespace}/${name}` : name;
    const previous = collection.get(key);
    if (previous && sameContent(resource, object, previous)) {
      if (previous.source !== source) collection.set({ ...previous, source });
      return;
    }
    const resourceVersion = this.#nextVersion(object);
    const entry: Entry = {
      namespace,
      name,
      key,
      labels: { ...object.metadata?.labels },
      fields: selectableFields(resource, object),
      json: serialise(resource, object, { name, namespace, resourceVersion }),
      resourceVersion,
      source,
    };
    collection.set(entry);
    this.#changed({
      type: previous ? 'MODIFIED' : 'ADDED',
      resourceVersion: this.#resourceVersion,
      storage: storageOf(resource),
      entry,
      previous,
    });
  }

  #removeKey(storage: string, key: string): boolean {
    const collection = this.#collections.get(storage);
    const previous = collection?.get(key);
    if (!collection || !previous) return false;
    collection.delete(key);
    this.#resourceVersion += 1;
    this.#changed({
      type: 'DELETED',
      resourceVersion: this.#resourceVersion,
      storage,
      entry: withVersion(previous, this.#resourceVersion),
      previous,
    });
    return true;
  }

  /** A recorded object keeps its version in the first load; every change gets a new one. */
  #nextVersion(object: KubernetesObject): number {
    const recorded = Number(object.metadata?.resourceVersion);
    if (!this.#running && Number.isSafeInteger(recorded) && recorded > 0) {
      this.#resourceVersion = Math.max(this.#resourceVersion, recorded);
      return recorded;
    }
    this.#resourceVersion += 1;
    return this.#resourceVersion;
  }

  #changed(change: Change) {
    if (change.storage === `${CRD_GROUP}/${CRD_PLURAL}`) {
      this.#table = new ResourceTable(this.objects(CRD_GROUP, CRD_PLURAL));
    }
    this.#history.push(change);
    if (this.#history.length > 2 * HISTORY_LENGTH) {
      this.#history.splice(0, HISTORY_LENGTH);
      this.#historyFloor = this.#history[0].resourceVersion - 1;
    }
    for (const listener of this.#listeners) listener(change);
  }
}

/** Compares what would be answered, so that no copy of the manifest has to be kept. */
function sameContent(
  resource: Resource,
  object: KubernetesObject,
  { name, namespace, resourceVersion, json }: Entry,
): boolean {
  return (
    serialise(resource, object, { name, namespace, resourceVersion }) === json
  );
}

/** A deletion has a version of its own, which a watch can go on from. */
function withVersion(entry: Entry, resourceVersion: number): Entry {
  const object = JSON.parse(entry.json) as KubernetesObject;
  const metadata = {
    ...object.metadata,
    resourceVersion: String(resourceVersion),
  };
  const json = JSON.stringify({ ...object, metadata });
  return { ...entry, resourceVersion, json };
}

/** Every namespace carries its name as a label; the server sees to it. */
function labelled(object: KubernetesObject, name: string): KubernetesObject {
  const labels = {
    'kubernetes.io/metadata.name': name,
    ...object.metadata?.labels,
  };
  return { ...object, metadata: { ...object.metadata, labels } };
}
