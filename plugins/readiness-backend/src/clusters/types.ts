/**
 * What the rest of the backend sees of a cluster: one snapshot per evaluation, listed once for
 * everybody, indexed by namespace, labels, owner and relation. No Backstage or HTTP type in here.
 */
import type { UnknownCause } from '@readiness-gates/backstage-plugin-readiness-common';
import type { LabelRequirement } from './selectors';

/** `poddisruptionbudgets.policy`; the core group has no dot: `pods`. Never a version: discovery picks it. */
export type ResourceName = string;

export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid?: string;
  generation?: number;
  creationTimestamp?: string;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  ownerReferences?: {
    apiVersion: string;
    kind: string;
    name: string;
    uid: string;
    controller?: boolean;
  }[];
  [field: string]: unknown;
}

export interface KubernetesObject {
  apiVersion?: string;
  kind?: string;
  metadata: ObjectMeta;
  [field: string]: unknown;
}

/**
 * The field paths of a resource that are kept in memory. Lists are transparent: the tree under
 * `containers` applies to each element. `true` keeps the whole subtree.
 */
export type FieldTree = true | { [field: string]: FieldTree };

/**
 * What the compiled checks need of one cluster: the union over all of them. `completePlan` adds what
 * relations lean on: their indexes' fields, and the resources between subject and object.
 */
/** In a {@link FieldTree}: the names of all fields, without what they hold. */
export const NAMES_OF_FIELDS = '*';

export interface ReadPlan {
  resources: Map<ResourceName, { fields: FieldTree; metadataOnly?: boolean }>;
}

/** One listing of one resource in one cluster and namespace scope (`''`: cluster-wide). */
export interface Observation {
  cluster: string;
  resource: ResourceName;
  namespace: string;
  attemptedAt: Date;
  /** How many objects were read. */
  objects: number;
  /** How many items of the list were no Kubernetes objects and were skipped. */
  malformed: number;
  outcome:
    | { complete: true; notServed?: true }
    | { complete: false; cause: UnknownCause; message: string };
}

export type ClusterAccess =
  | { kind: 'bearer-token' }
  | { kind: 'needs-user-credentials'; authProvider: string };

/** A cluster as the kubernetes plugin and app-config declare it. */
export interface ClusterInfo {
  name: string;
  title?: string;
  access: ClusterAccess;
  /** What app-config says of the environment of this cluster. */
  environment?: string;
}

export interface ClusterVersion {
  major: number;
  minor: number;
  gitVersion: string;
}

/** A label selector in its text form, parsed. One that Kubernetes would refuse selects nothing. */
export type ParsedSelector =
  | { requirements: readonly LabelRequirement[]; error?: undefined }
  | { requirements?: undefined; error: string };

/**
 * How an entity selects workloads: the annotations of Backstage's Kubernetes plugin, with its
 * exact semantics. Built by `selectionOf`.
 */
export interface EntitySelection {
  entityRef: string;
  /** As Backstage would send it, for findings: `backstage.io/kubernetes-id=web`. */
  selectorText: string;
  selector: ParsedSelector;
  namespace?: string;
  /** Clusters named by `backstage.io/kubernetes-cluster`; absent: any. */
  clusters?: string[];
  /** The entity is the cluster itself, or the mesh on it: everything there outside system namespaces is its subject. */
  whole?: true;
}

export interface PodTemplate {
  metadata?: {
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  spec: Record<string, unknown>;
}

/** A topmost owner with the pods that trace back to it. A bare Pod is its own workload. */
export interface Workload {
  resource: ResourceName;
  kind: string;
  name: string;
  namespace: string;
  environment: string;
  object: KubernetesObject;
  /** Of a bare Pod: the pod itself. */
  template: PodTemplate;
  /** Field path of the template's pod spec in `object`: `spec.template.spec`, `spec` for a bare Pod. */
  templatePath: string;
  /**
   * Every pod that traces back to the workload, in order of name: also those that have Succeeded or
   * Failed (the pods of Jobs, evicted pods) and those that are terminating. Checks say which count.
   */
  pods: readonly KubernetesObject[];
}

export type Subject =
  | { kind: 'workload'; workload: Workload }
  | { kind: 'pod'; workload?: Workload; pod: KubernetesObject }
  | { kind: 'namespace'; namespace: string }
  | { kind: 'node'; object: KubernetesObject }
  | { kind: 'cluster' }
  | { kind: 'resource'; resource: ResourceName; object: KubernetesObject };

export const RELATIONS = [
  'selectsPods',
  'targets',
  'namespace',
  'cluster',
  'ownedBy',
  'usedBy',
  'routesTo',
  'binds',
  'grants',
  'hosts',
] as const;
/**
 * How a read finds objects for a subject (`relations.ts` says the details):
 * - `selectsPods` objects of the same namespace whose selector selects the subject's pods: the labels
 *   of the template, or of any of its pods (Service, PodDisruptionBudget, NetworkPolicy, PodMonitor
 *   with its namespaceSelector, Istio's policies with their root namespace). Of `pods`: the pods themselves
 * - `targets` objects whose scaleTargetRef/targetRef is the workload (HPA, ScaledObject, VPA)
 * - `namespace` everything of the resource in the subject's namespace (`namespaces`: the namespace itself)
 * - `cluster` everything of the resource in the cluster
 * - `ownedBy` objects whose topmost controller is the workload (pods, replicasets, jobs)
 * - `usedBy` objects the pod template refers to: volumes, env, envFrom, service account, pull secrets,
 *   and through claims: persistentvolumes, volumeattachments, storageclasses
 * - `routesTo` Ingress, HTTPRoute, VirtualService whose backend Service selects the pods; EndpointSlices
 *   of such Services; ServiceMonitors that select such Services
 * - `binds` RoleBindings/ClusterRoleBindings whose subjects hold the workload's service account
 * - `grants` Roles/ClusterRoles that such bindings refer to
 * - `hosts` nodes on which the subject's pods run
 */
export type Relation = (typeof RELATIONS)[number];

export interface ClusterSnapshot {
  readonly cluster: ClusterInfo;
  readonly version?: ClusterVersion;
  readonly observedAt: Date;
  /** Every listing that was tried, for the store. */
  readonly observations: readonly Observation[];
  /** Whether discovery lists the resource; true too where discovery could not be read, so that nothing falls back on a guess. */
  served(resource: ResourceName): boolean;
  /**
   * The observation that decides for this resource in this namespace: the cluster-wide one where it is
   * complete, else the namespace's own, else the failed cluster-wide one.
   */
  observationOf(
    resource: ResourceName,
    namespace?: string,
  ): Observation | undefined;
  list(resource: ResourceName, namespace?: string): readonly KubernetesObject[];
  get(
    resource: ResourceName,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined;
  related(
    subject: Subject,
    relation: Relation,
    resource: ResourceName,
  ): readonly KubernetesObject[];
  /** Workloads that the selection finds, each traced to its topmost owner, in a stable order. */
  workloadsOf(selection: EntitySelection): Workload[];
  /** Environment by the namespace's label, else the cluster's, else `default`. */
  environmentOf(namespace: string): string;
}

/** Resources that must be complete before one can say which workloads an entity has. */
export const WORKLOAD_RESOURCES: readonly ResourceName[] = [
  'pods',
  'replicasets.apps',
  'deployments.apps',
  'statefulsets.apps',
  'daemonsets.apps',
  'jobs.batch',
  'cronjobs.batch',
  'rollouts.argoproj.io',
];
