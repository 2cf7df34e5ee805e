/** Which listings must be complete before a question may be judged. */
import { resourcesBehind } from '../clusters/relations/behind';
import { WORKLOAD_RESOURCES } from '../clusters/types';
import type {
  ClusterSnapshot,
  Relation,
  ResourceName,
} from '../clusters/types';
import type { SubjectEvidence } from '../definitions/types';

/** Resources that may stand in another namespace than the pods they concern. */
const CROSS_NAMESPACE: ReadonlySet<ResourceName> = new Set([
  'servicemonitors.monitoring.coreos.com',
  'podmonitors.monitoring.coreos.com',
  'virtualservices.networking.istio.io',
  'httproutes.gateway.networking.k8s.io',
]);

export interface RequiredRead {
  resource: ResourceName;
  /** Only a listing of the whole cluster will do. */
  clusterWide: boolean;
}

const PROMETHEUS = 'prometheus/';

/** How the freshness of what a check asks Prometheus is named among the observations. */
export function prometheusResource(check: string): ResourceName {
  return `${PROMETHEUS}${check}`;
}

export function isPrometheusResource(resource: ResourceName): boolean {
  return resource.startsWith(PROMETHEUS);
}

/** Everything one piece of evidence reads, the subjects' own resources included. */
export function requiredReads(evidence: SubjectEvidence): RequiredRead[] {
  const required = new Map<ResourceName, RequiredRead>();
  const require = (resource: ResourceName, clusterWide: boolean) => {
    const known = required.get(resource);
    required.set(resource, {
      resource,
      clusterWide: clusterWide || (known?.clusterWide ?? false),
    });
  };
  if (evidence.each !== 'cluster') {
    for (const resource of [...WORKLOAD_RESOURCES, 'namespaces'])
      require(resource, false);
  }
  for (const { resource, relation } of subjectReads(evidence)) {
    require(resource, relation === 'cluster' || CROSS_NAMESPACE.has(resource));
    for (const other of resourcesBehind(relation, resource))
      require(other, false);
  }
  for (const { resource, relation } of evidence.reads.values()) {
    require(resource, relation === 'cluster' || CROSS_NAMESPACE.has(resource));
    for (const other of resourcesBehind(relation, resource))
      require(other, false);
  }
  return [...required.values()];
}

function subjectReads(
  evidence: SubjectEvidence,
): { resource: ResourceName; relation: Relation }[] {
  if (evidence.each === 'node')
    return [{ resource: 'nodes', relation: 'hosts' }];
  if (!evidence.relation) return [];
  return [{ resource: evidence.each, relation: evidence.relation }];
}

/** Whether the snapshot holds everything that is required, for these namespaces. */
export function isRead(
  snapshot: ClusterSnapshot,
  required: readonly RequiredRead[],
  namespaces: readonly string[],
): boolean {
  return required.every(({ resource, clusterWide }) =>
    clusterWide
      ? isComplete(snapshot, resource)
      : namespaces.every(namespace =>
          isComplete(snapshot, resource, namespace),
        ),
  );
}

function isComplete(
  snapshot: ClusterSnapshot,
  resource: ResourceName,
  namespace?: string,
) {
  return snapshot.observationOf(resource, namespace)?.outcome.complete === true;
}
