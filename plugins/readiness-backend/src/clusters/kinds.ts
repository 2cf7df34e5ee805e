/**
 * Kind → resource name, for objects that come without discovery (cases, manifests, tests). A live
 * cluster is asked instead.
 */
import { groupOf, listAt, textAt } from './objects';
import type { KubernetesObject, ResourceName } from './types';

export interface KindInfo {
  resource: ResourceName;
  namespaced: boolean;
}

const CLUSTER_SCOPED: Record<string, string> = {
  '': 'Namespace Node PersistentVolume ComponentStatus',
  'admissionregistration.k8s.io':
    'ValidatingWebhookConfiguration MutatingWebhookConfiguration ValidatingAdmissionPolicy ' +
    'ValidatingAdmissionPolicyBinding MutatingAdmissionPolicy MutatingAdmissionPolicyBinding',
  'apiextensions.k8s.io': 'CustomResourceDefinition',
  'apiregistration.k8s.io': 'APIService',
  'argoproj.io': 'ClusterWorkflowTemplate ClusterAnalysisTemplate',
  'aquasecurity.github.io':
    'ClusterVulnerabilityReport ClusterConfigAuditReport ClusterRbacAssessmentReport ClusterComplianceReport ' +
    'ClusterInfraAssessmentReport ClusterSbomReport',
  'cert-manager.io': 'ClusterIssuer',
  'certificates.k8s.io': 'CertificateSigningRequest',
  'cilium.io': 'CiliumClusterwideNetworkPolicy CiliumNode',
  'crd.projectcalico.org': 'GlobalNetworkPolicy IPPool FelixConfiguration',
  'external-secrets.io': 'ClusterSecretStore ClusterExternalSecret',
  'flowcontrol.apiserver.k8s.io': 'FlowSchema PriorityLevelConfiguration',
  'gateway.networking.k8s.io': 'GatewayClass',
  'karpenter.sh': 'NodePool NodeClaim',
  'keda.sh': 'ClusterTriggerAuthentication',
  'kyverno.io': 'ClusterPolicy ClusterCleanupPolicy',
  'metrics.k8s.io': 'NodeMetrics',
  'networking.k8s.io': 'IngressClass ServiceCIDR IPAddress',
  'node.k8s.io': 'RuntimeClass',
  'operator.tigera.io': 'Installation TigeraStatus',
  'policy.networking.k8s.io': 'AdminNetworkPolicy BaselineAdminNetworkPolicy',
  'rbac.authorization.k8s.io': 'ClusterRole ClusterRoleBinding',
  'scheduling.k8s.io': 'PriorityClass',
  'snapshot.storage.k8s.io': 'VolumeSnapshotClass VolumeSnapshotContent',
  'storage.k8s.io': 'StorageClass VolumeAttachment CSIDriver CSINode',
  'templates.gatekeeper.sh': 'ConstraintTemplate',
  'wgpolicyk8s.io': 'ClusterPolicyReport',
};

/** Every other kind of these groups is namespaced; kinds of unknown groups are too where they name a namespace. */
const KNOWN_GROUPS = new Set([
  ...Object.keys(CLUSTER_SCOPED),
  'apps',
  'autoscaling',
  'autoscaling.k8s.io',
  'batch',
  'bitnami.com',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flagger.app',
  'helm.toolkit.fluxcd.io',
  'kustomize.toolkit.fluxcd.io',
  'source.toolkit.fluxcd.io',
  'monitoring.coreos.com',
  'networking.istio.io',
  'policy',
  'security.istio.io',
  'telemetry.istio.io',
  'velero.io',
]);

const IRREGULAR: Record<string, string> = {
  Endpoints: 'endpoints',
  PodMetrics: 'pods',
  NodeMetrics: 'nodes',
  ComponentStatus: 'componentstatuses',
};

/** The plural that code generators and most CRDs use. */
export function pluralOf(kind: string): string {
  const singular = kind.toLowerCase();
  if (Object.hasOwn(IRREGULAR, kind)) {
    return IRREGULAR[kind];
  }
  if (/[^aeiou]y$/.test(singular)) {
    return `${singular.slice(0, -1)}ies`;
  }
  return /(s|x|z|ch|sh)$/.test(singular) ? `${singular}es` : `${singular}s`;
}

export function resourceName(plural: string, group: string): ResourceName {
  return group === '' ? plural : `${plural}.${group}`;
}

/** The plural and the group of a resource name: `poddisruptionbudgets.policy`. */
export function splitResource(resource: ResourceName): {
  plural: string;
  group: string;
} {
  const dot = resource.indexOf('.');
  return dot < 0
    ? { plural: resource, group: '' }
    : { plural: resource.slice(0, dot), group: resource.slice(dot + 1) };
}

/** Gatekeeper names the resource of a constraint exactly as its kind. */
const CONSTRAINTS = 'constraints.gatekeeper.sh';

function builtInKind(apiVersion: string | undefined, kind: string): KindInfo {
  const group = groupOf(apiVersion);
  if (group === CONSTRAINTS) {
    return {
      resource: resourceName(kind.toLowerCase(), group),
      namespaced: false,
    };
  }
  const clusterScoped =
    CLUSTER_SCOPED[group]?.split(' ').includes(kind) ?? false;
  return {
    resource: resourceName(pluralOf(kind), group),
    namespaced: !clusterScoped && KNOWN_GROUPS.has(group),
  };
}

/** A table of kinds: the built-in ones, and those that CustomResourceDefinitions among the objects declare. */
export function kindTable(
  objects: readonly KubernetesObject[],
): (apiVersion: string | undefined, kind: string) => KindInfo {
  const declared = new Map<string, KindInfo>();
  for (const object of objects) {
    const group = textAt(object, 'spec', 'group');
    const kind = textAt(object, 'spec', 'names', 'kind');
    const plural = textAt(object, 'spec', 'names', 'plural');
    if (object.kind === 'CustomResourceDefinition' && group && kind && plural) {
      declared.set(`${group}/${kind}`, {
        resource: resourceName(plural, group),
        namespaced: textAt(object, 'spec', 'scope') !== 'Cluster',
      });
    }
  }
  return (apiVersion, kind) =>
    declared.get(`${groupOf(apiVersion)}/${kind}`) ??
    builtInKind(apiVersion, kind);
}

/** The objects of `kind: List` documents, and every other object as it is. */
export function expandLists(
  objects: readonly KubernetesObject[],
): KubernetesObject[] {
  return objects.flatMap(object =>
    object.kind === 'List'
      ? (listAt(object, 'items') as KubernetesObject[])
      : [object],
  );
}
