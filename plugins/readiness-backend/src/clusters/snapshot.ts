/** A cluster as it was listed once: pure, in memory, answering from indexes. */
import { objectKey, textAt } from './objects';
import { Relations } from './relations/relations';
import { ObjectStore } from './store';
import type {
  ClusterInfo,
  ClusterSnapshot,
  ClusterVersion,
  EntitySelection,
  KubernetesObject,
  Observation,
  Relation,
  ResourceName,
  Subject,
  Workload,
} from './types';
import { Workloads } from './workloads';

export interface SnapshotParts {
  cluster: ClusterInfo;
  version?: ClusterVersion;
  observedAt: Date;
  observations: readonly Observation[];
  served: (resource: ResourceName) => boolean;
  /** Of complete listings only: what was read of a broken one is no evidence. */
  objects: ReadonlyMap<ResourceName, readonly KubernetesObject[]>;
  /** The namespace label that names the environment. */
  environmentLabel: string;
}

export const DEFAULT_ENVIRONMENT_LABEL = 'environment';
const DEFAULT_ENVIRONMENT = 'default';

const observationKey = (resource: ResourceName, namespace: string) =>
  `${resource} ${namespace}`;

export class MemorySnapshot implements ClusterSnapshot {
  readonly cluster: ClusterInfo;
  readonly version?: ClusterVersion;
  readonly observedAt: Date;
  readonly observations: readonly Observation[];
  private readonly store: ObjectStore;
  private readonly workloads: Workloads;
  private readonly relations: Relations;
  private readonly observationBy = new Map<string, Observation>();

  constructor(private readonly parts: SnapshotParts) {
    this.cluster = parts.cluster;
    this.version = parts.version;
    this.observedAt = parts.observedAt;
    this.observations = parts.observations;
    for (const observation of parts.observations) {
      const { resource, namespace } = observation;
      this.observationBy.set(observationKey(resource, namespace), observation);
    }
    this.store = new ObjectStore(parts.objects);
    this.workloads = new Workloads(this.store, namespace =>
      this.environmentOf(namespace),
    );
    this.relations = new Relations(this.store, this.workloads);
  }

  served(resource: ResourceName): boolean {
    return this.parts.served(resource);
  }

  observationOf(
    resource: ResourceName,
    namespace?: string,
  ): Observation | undefined {
    const clusterWide = this.observationBy.get(observationKey(resource, ''));
    return namespace === undefined || clusterWide?.outcome.complete
      ? clusterWide
      : this.observationBy.get(observationKey(resource, namespace)) ??
          clusterWide;
  }

  list(
    resource: ResourceName,
    namespace?: string,
  ): readonly KubernetesObject[] {
    return this.store.list(resource, namespace);
  }

  get(
    resource: ResourceName,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    return this.store.get(resource, namespace, name);
  }

  related(
    subject: Subject,
    relation: Relation,
    resource: ResourceName,
  ): readonly KubernetesObject[] {
    return this.relations.related(subject, relation, resource);
  }

  workloadsOf(selection: EntitySelection): Workload[] {
    return this.workloads.select(selection);
  }

  environmentOf(namespace: string): string {
    const [object] = this.store.pick('namespaces', [objectKey('', namespace)]);
    return (
      textAt(object?.metadata, 'labels', this.parts.environmentLabel) ??
      this.cluster.environment ??
      DEFAULT_ENVIRONMENT
    );
  }
}
