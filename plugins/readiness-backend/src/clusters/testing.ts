/** A cluster made of plain objects, for tests and for the cases of checks. */
import { expandLists, kindTable } from './kinds';
import { push } from './objects';
import { projectObject } from './project';
import { DEFAULT_ENVIRONMENT_LABEL, MemorySnapshot } from './snapshot';
import { completePlan, METADATA_ONLY } from './structure';
import type {
  ClusterInfo,
  ClusterSnapshot,
  ClusterVersion,
  FieldTree,
  KubernetesObject,
  Observation,
  ReadPlan,
  ResourceName,
} from './types';

export interface SnapshotOptions {
  /** With `apiVersion` and `kind`; namespaced ones without a namespace go to `default`. */
  objects: readonly unknown[];
  /** A name, or more; by default `test`. */
  cluster?: string | Partial<ClusterInfo>;
  /** `"1.36"`, or in full; by default 1.36. */
  version?: string | ClusterVersion;
  /** Resources whose listing failed; their objects are not seen. */
  unread?: readonly ResourceName[];
  /** Resources that discovery does not know; every other one is served. */
  notServed?: readonly ResourceName[];
  /** What app-config says of the cluster; a namespace's own label still wins. */
  environment?: string;
  environmentLabel?: string;
  now?: Date | string;
  /**
   * Shows only what a live cluster would be asked for: planned resources, and of those the planned
   * fields. A case that passes with its check's plan proves that the plan is enough.
   */
  plan?: ReadPlan;
}

/** What a server sends as PartialObjectMetadata. */
const METADATA_FIELDS: FieldTree = { metadata: true };
const DEFAULT_NOW = '2026-11-21T12:00:00Z';

export function versionOf(text: string): ClusterVersion {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(text) ?? [];
  if (minor === undefined) {
    throw new Error(`"${text}" is not the version of a cluster, as in "1.36"`);
  }
  const gitVersion = /^v?\d+\.\d+$/.test(text) ? `v${major}.${minor}.0` : text;
  return { major: Number(major), minor: Number(minor), gitVersion };
}

function checked(value: unknown): KubernetesObject {
  const object = value as KubernetesObject | null | undefined;
  if (
    !object?.apiVersion ||
    !object.kind ||
    (!object.metadata?.name && object.kind !== 'List')
  ) {
    const text = JSON.stringify(value)?.slice(0, 200);
    throw new Error(
      `a Kubernetes object has apiVersion, kind and metadata.name: ${text}`,
    );
  }
  return object;
}

/** Objects by resource, each in the namespace where it would land. */
export function byResource(
  values: readonly unknown[],
): Map<ResourceName, KubernetesObject[]> {
  const objects = expandLists(values.map(checked)).map(checked);
  const kindOf = kindTable(objects);
  const listed = new Map<ResourceName, KubernetesObject[]>();
  for (const object of objects) {
    const { resource, namespaced } = kindOf(object.apiVersion, object.kind!);
    const homeless = namespaced && !object.metadata.namespace;
    const placed = homeless
      ? { ...object, metadata: { ...object.metadata, namespace: 'default' } }
      : object;
    push(listed, resource, placed);
  }
  return listed;
}

function keepMetadata(objects: Map<ResourceName, KubernetesObject[]>): void {
  for (const resource of METADATA_ONLY) {
    const listed = objects.get(resource);
    if (listed) {
      objects.set(
        resource,
        listed.map(object => projectObject(object, METADATA_FIELDS)),
      );
    }
  }
}

function keepPlanned(
  objects: Map<ResourceName, KubernetesObject[]>,
  plan: ReadPlan,
): void {
  const { resources } = completePlan(plan);
  for (const [resource, listed] of objects) {
    const planned = resources.get(resource);
    if (planned) {
      objects.set(
        resource,
        listed.map(object => projectObject(object, planned.fields)),
      );
    } else {
      objects.delete(resource);
    }
  }
}

/** Answers for every resource, also for those of which there is no object. */
class AssumingSnapshot extends MemorySnapshot {
  constructor(
    private readonly assume: (resource: ResourceName) => Observation,
    ...parts: ConstructorParameters<typeof MemorySnapshot>
  ) {
    super(...parts);
  }

  override observationOf(resource: ResourceName): Observation {
    return super.observationOf(resource) ?? this.assume(resource);
  }
}

/** As a live snapshot must be treated, whose objects share parts: whoever changes one changes others. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value))
    return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

export function snapshotOf(options: SnapshotOptions): ClusterSnapshot {
  const { unread = [], notServed = [], version = '1.36' } = options;
  const cluster: ClusterInfo = {
    name: 'test',
    access: { kind: 'bearer-token' },
    ...(options.environment && { environment: options.environment }),
    ...(typeof options.cluster === 'string'
      ? { name: options.cluster }
      : options.cluster),
  };
  const observedAt = new Date(options.now ?? DEFAULT_NOW);
  const objects = byResource(options.objects);
  [...unread, ...notServed].forEach(resource => objects.delete(resource));
  keepMetadata(objects);
  if (options.plan) {
    keepPlanned(objects, options.plan);
  }

  objects.forEach(listed => listed.forEach(frozen));

  const outcomeOf = (resource: ResourceName): Observation['outcome'] => {
    if (unread.includes(resource)) {
      return {
        complete: false,
        cause: 'query-failed',
        message: `${resource} could not be read`,
      };
    }
    return notServed.includes(resource)
      ? { complete: true, notServed: true }
      : { complete: true };
  };
  const observe = (resource: ResourceName): Observation => ({
    cluster: cluster.name,
    resource,
    namespace: '',
    attemptedAt: observedAt,
    objects: objects.get(resource)?.length ?? 0,
    malformed: 0,
    outcome: outcomeOf(resource),
  });
  return new AssumingSnapshot(observe, {
    cluster,
    version: typeof version === 'string' ? versionOf(version) : version,
    observedAt,
    observations: [...objects.keys(), ...unread, ...notServed].map(observe),
    served: resource => !notServed.includes(resource),
    objects,
    environmentLabel: options.environmentLabel ?? DEFAULT_ENVIRONMENT_LABEL,
  });
}
