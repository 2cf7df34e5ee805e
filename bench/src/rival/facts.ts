/** The forty questions of scorecards/workload-40.yaml, as a retriever's author would answer them: one line each. */
import type { KubernetesObject, ObjectsByType } from './reader';

interface Read {
  deployment: KubernetesObject;
  pods: KubernetesObject[];
  /** Of the Deployment's template. */
  spec: KubernetesObject;
  containers: KubernetesObject[];
  statuses: KubernetesObject[];
  services: KubernetesObject[];
  autoscalers: KubernetesObject[];
  budgets: KubernetesObject[];
  policies: KubernetesObject[];
  slices: KubernetesObject[];
  accounts: KubernetesObject[];
}

const SECRET = /(password|secret|token|api_?key|credential)/i;

const conditionIs = (object: KubernetesObject, type: string, status: string) =>
  (object.status?.conditions ?? []).some(
    (one: { type: string; status: string }) =>
      one.type === type && one.status === status,
  );

const direction = (policy: KubernetesObject, type: string) =>
  policy.spec.policyTypes?.includes(type);

const FACTS: Record<string, (read: Read) => boolean> = {
  'replicas-minimum': it => it.deployment.spec.replicas >= 2,
  'pdb-covers-workload': it =>
    it.budgets.length === 1 && it.budgets[0].status.disruptionsAllowed >= 1,
  'pod-spread-constrained': it =>
    (it.spec.topologySpreadConstraints ?? []).length > 0,
  'hpa-healthy': it =>
    it.autoscalers.every(one => conditionIs(one, 'ScalingActive', 'True')),
  'hpa-targets-workload': it =>
    it.autoscalers.length === 1 &&
    it.autoscalers[0].spec.minReplicas >= 2 &&
    conditionIs(it.autoscalers[0], 'ScalingActive', 'True'),
  'rollout-complete': it =>
    it.deployment.status.updatedReplicas === it.deployment.spec.replicas &&
    it.deployment.status.availableReplicas === it.deployment.spec.replicas,
  'rolling-update-strategy': it =>
    it.deployment.spec.strategy.type === 'RollingUpdate' &&
    it.deployment.spec.strategy.rollingUpdate.maxUnavailable !== '100%',
  'pods-ready': it => it.pods.every(pod => conditionIs(pod, 'Ready', 'True')),
  'readiness-probe-set': it => it.containers.every(one => one.readinessProbe),
  'liveness-probe-set': it => it.containers.every(one => one.livenessProbe),
  'probes-not-identical': it =>
    it.containers.every(
      one =>
        !one.readinessProbe ||
        JSON.stringify(one.readinessProbe.httpGet) !==
          JSON.stringify(one.livenessProbe?.httpGet),
    ),
  'no-recent-restarts': it =>
    it.statuses.every(one => !one.lastState?.terminated),
  'resource-requests-set': it =>
    it.containers.every(
      one => one.resources?.requests?.cpu && one.resources.requests.memory,
    ),
  'resource-limits-set': it =>
    it.containers.every(
      one =>
        one.resources?.requests?.cpu &&
        one.resources.requests.memory &&
        one.resources.limits?.memory,
    ),
  'memory-limit-set': it =>
    it.containers.every(one => one.resources?.limits?.memory),
  'secrets-not-inline': it =>
    it.containers.every(one =>
      (one.env ?? []).every(
        (variable: { name: string; value?: string }) =>
          !variable.value || !SECRET.test(variable.name),
      ),
    ),
  'volumes-attached': it =>
    (it.spec.volumes ?? []).every(
      (volume: KubernetesObject) => !volume.persistentVolumeClaim,
    ),
  'image-pull-succeeds': it =>
    it.statuses.every(
      one => !/ImagePull/.test(one.state?.waiting?.reason ?? ''),
    ),
  'image-tag-pinned': it =>
    it.containers.every(one => !/:latest$/.test(one.image)),
  'image-digest-consistent': it =>
    new Set(it.statuses.map(one => one.imageID)).size === 1,
  'image-pull-policy-enforced': it =>
    it.containers.every(
      one => !/:latest$/.test(one.image) && one.imagePullPolicy === 'Always',
    ),
  'run-as-non-root': it => it.spec.securityContext?.runAsNonRoot === true,
  'run-as-user-fixed': it => it.spec.securityContext?.runAsUser === 1000,
  'no-privileged-containers': it =>
    it.containers.every(one => !one.securityContext?.privileged),
  'no-privilege-escalation': it =>
    it.containers.every(
      one => one.securityContext?.allowPrivilegeEscalation === false,
    ),
  'capabilities-dropped': it =>
    it.containers.every(one =>
      one.securityContext?.capabilities?.drop?.includes('ALL'),
    ),
  'seccomp-profile-set': it =>
    it.spec.securityContext?.seccompProfile?.type === 'RuntimeDefault',
  'read-only-root-filesystem': it =>
    it.containers.every(
      one => one.securityContext?.readOnlyRootFilesystem === true,
    ),
  'security-context-hardened': it =>
    it.spec.securityContext?.runAsNonRoot === true &&
    it.containers.every(
      one =>
        one.securityContext?.allowPrivilegeEscalation === false &&
        one.securityContext.capabilities?.drop?.includes('ALL'),
    ),
  'fs-group-set': it => it.spec.securityContext?.fsGroup === 1000,
  'service-account-dedicated': it =>
    it.spec.serviceAccountName !== 'default' && it.accounts.length === 1,
  'no-long-lived-sa-tokens': it =>
    it.accounts.every(one => (one.secrets ?? []).length === 0),
  'service-endpoints-ready': it =>
    it.slices.every(one =>
      one.endpoints.some(
        (endpoint: KubernetesObject) => endpoint.conditions.ready,
      ),
    ),
  'service-ports-match': it =>
    it.services.every(one =>
      one.spec.ports.every((port: { targetPort: string }) =>
        it.containers.some(container =>
          container.ports.some(
            (open: { name: string }) => open.name === port.targetPort,
          ),
        ),
      ),
    ),
  'service-internal-only': it =>
    it.services.every(one => one.spec.type === 'ClusterIP'),
  'network-policy-covers-pods': it =>
    ['Ingress', 'Egress'].every(type =>
      it.policies.some(policy => direction(policy, type)),
    ),
  'network-policy-selectors-specific': it =>
    it.policies.every(one =>
      one.spec.ingress.every((rule: { from?: unknown[] }) => rule.from?.length),
    ),
  'network-default-deny': it =>
    ['Ingress', 'Egress'].every(type =>
      it.policies.some(
        one => direction(one, type) && !one.spec[type.toLowerCase()]?.length,
      ),
    ),
  'environment-naming-consistent': it => it.deployment.metadata.name !== '',
  'priority-class-assigned': it => Boolean(it.spec.priorityClassName),
};

export const QUESTIONS: readonly string[] = Object.keys(FACTS);

export function factsOf(objects: ObjectsByType): Record<string, boolean> {
  const read = readOf(objects);
  return Object.fromEntries(
    Object.entries(FACTS).map(([id, fact]) => [id, Boolean(fact(read))]),
  );
}

function readOf(objects: ObjectsByType): Read {
  const [deployment] = objects.deployments;
  const { pods = [] } = objects;
  const { spec } = deployment.spec.template;
  return {
    deployment,
    pods,
    spec,
    containers: spec.containers,
    statuses: pods.flatMap(pod => pod.status.containerStatuses ?? []),
    services: objects.services ?? [],
    autoscalers: objects.horizontalpodautoscalers ?? [],
    budgets: objects.poddisruptionbudgets ?? [],
    policies: objects.networkpolicies ?? [],
    slices: objects.endpointslices ?? [],
    accounts: objects.serviceaccounts ?? [],
  };
}
