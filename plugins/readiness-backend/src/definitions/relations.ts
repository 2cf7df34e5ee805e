/** Which relations make sense from which subject, and to which resources. */
import type { Relation } from '../clusters/types';
import { didYouMean } from './suggest';

export const SUBJECT_KINDS: ReadonlySet<string> = new Set([
  'container',
  'pod',
  'workload',
  'namespace',
  'node',
  'cluster',
]);

/** Relations from subjects that have no pods of their own. */
const FROM: Record<string, readonly Relation[]> = {
  namespace: ['namespace', 'cluster'],
  node: ['cluster'],
  cluster: ['cluster'],
};

/** Resources that a relation can only lead to. */
const LEADS_TO: Partial<Record<Relation, readonly string[]>> = {
  hosts: ['nodes'],
  binds: [
    'rolebindings.rbac.authorization.k8s.io',
    'clusterrolebindings.rbac.authorization.k8s.io',
  ],
  grants: [
    'roles.rbac.authorization.k8s.io',
    'clusterroles.rbac.authorization.k8s.io',
  ],
};

/** Resources without a namespace, which `namespace` cannot lead to. */
const CLUSTER_SCOPED = new Set([
  'nodes',
  'persistentvolumes',
  'storageclasses.storage.k8s.io',
  'volumeattachments.storage.k8s.io',
  'clusterroles.rbac.authorization.k8s.io',
  'clusterrolebindings.rbac.authorization.k8s.io',
  'customresourcedefinitions.apiextensions.k8s.io',
  'priorityclasses.scheduling.k8s.io',
  'validatingwebhookconfigurations.admissionregistration.k8s.io',
  'mutatingwebhookconfigurations.admissionregistration.k8s.io',
  'validatingadmissionpolicies.admissionregistration.k8s.io',
  'apiservices.apiregistration.k8s.io',
]);

/** Why a read makes no sense, or undefined. */
export function relationProblem(
  each: string,
  relation: Relation,
  resource: string,
): string | undefined {
  const possible = Object.hasOwn(FROM, each) ? FROM[each] : undefined;
  if (possible && !possible.includes(relation)) {
    return `a ${each} has no relation \`${relation}\`; possible: ${possible.join(
      ', ',
    )}`;
  }
  const targets = LEADS_TO[relation];
  if (targets && !targets.includes(resource)) {
    return `\`${relation}\` leads to ${targets.join(
      ' or ',
    )}, not to \`${resource}\`${didYouMean(resource, targets)}`;
  }
  if (relation === 'namespace' && CLUSTER_SCOPED.has(resource)) {
    return `\`${resource}\` has no namespace; use the relation \`cluster\``;
  }
  return undefined;
}
