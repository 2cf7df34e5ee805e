// A Pod's way: admission (limits copied into requests, LimitRange, service account token, sidecar), scheduling, the kubelet's status.
import { ownerReference, stamp, writtenBy } from './apiserver.mjs';
import { entry, fieldsOf } from './managedFields.mjs';
import { letters, number } from './names.mjs';
import { podSpecDefaults } from './podDefaults.mjs';
import { injectSidecar } from './sidecar.mjs';
import { tolerates } from './selectors.mjs';
import { kubeletStatus } from './kubelet.mjs';

/** Makes the Pod that `owner` wants: { name, generateName?, labels, template, time, behaviour, nodes?, node?, pull?, restarts? } */
export function createPod(cluster, namespace, owner, wanted) {
  const template = structuredClone(wanted.template);
  const pod = stamp(
    cluster,
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: wanted.name,
        ...(wanted.generateName && { generateName: wanted.generateName }),
        namespace,
        labels: { ...template.metadata?.labels, ...wanted.labels },
        ...(template.metadata?.annotations && { annotations: template.metadata.annotations }),
        ...(owner && { ownerReferences: [ownerReference(owner)] }),
        ...(wanted.finalizers && { finalizers: wanted.finalizers }),
      },
      spec: podSpecDefaults(template.spec),
    },
    wanted.time,
  );
  pod.metadata.managedFields = [
    entry({
      manager: wanted.manager ?? 'kube-controller-manager',
      apiVersion: 'v1',
      time: wanted.time,
      fields: {
        'f:metadata': fieldsOf({ labels: pod.metadata.labels, ...(owner && { ownerReferences: {} }) }),
        'f:spec': fieldsOf(pod.spec, 1),
      },
    }),
  ];
  if (wanted.admission !== false) admission(cluster, pod, wanted);
  const node = wanted.behaviour === 'pending' ? undefined : wanted.node ?? schedule(cluster, pod, wanted);
  if (node) {
    pod.spec.nodeName = node.metadata.name;
    for (const key of ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone']) {
      if (node.metadata.labels[key]) pod.metadata.labels[key] = node.metadata.labels[key];
    }
    cluster.podsOnNode.set(node.metadata.name, (cluster.podsOnNode.get(node.metadata.name) ?? 0) + 1);
  }
  pod.status = kubeletStatus(cluster, pod, node, wanted);
  writtenBy(pod, node ? 'kubelet' : 'kube-scheduler', pod.status.startTime ?? wanted.time, {
    'f:status': fieldsOf(pod.status, 1),
  });
  cluster.add(pod);
  return pod;
}

function admission(cluster, pod, wanted) {
  const {
    spec,
    metadata: { namespace, name },
  } = pod;
  spec.serviceAccountName ??= 'default';
  spec.serviceAccount = spec.serviceAccountName;
  injectSidecar(cluster, pod, wanted);
  if (isAmbient(cluster, namespace) && !spec.hostNetwork) {
    pod.metadata.annotations = { ...pod.metadata.annotations, 'ambient.istio.io/redirection': 'enabled' };
  }
  for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
    limitsIntoRequests(container);
    for (const range of cluster.all('LimitRange', namespace)) applyLimitRange(range, container);
  }
  const account = cluster.get('ServiceAccount', namespace, spec.serviceAccountName);
  const automount = spec.automountServiceAccountToken ?? account?.automountServiceAccountToken ?? true;
  if (automount) mountToken(spec, `${cluster.name} ${namespace} ${name}`);
  const tolerated = wanted.daemon ? daemonTolerations : defaultTolerations;
  const present = spec.tolerations ?? [];
  spec.tolerations = [
    ...present,
    ...tolerated.filter(t => !present.some(p => p.key === t.key && p.effect === t.effect)),
  ];
  spec.priority ??=
    { 'system-cluster-critical': 2_000_000_000, 'system-node-critical': 2_000_001_000 }[spec.priorityClassName] ?? 0;
  spec.enableServiceLinks ??= true;
  spec.preemptionPolicy ??= 'PreemptLowerPriority';
}

const isAmbient = (cluster, namespace) =>
  cluster.get('Namespace', undefined, namespace)?.metadata.labels?.['istio.io/dataplane-mode'] === 'ambient';

function limitsIntoRequests({ resources }) {
  if (resources.limits) resources.requests = { ...resources.limits, ...resources.requests };
}

function applyLimitRange(range, { resources }) {
  for (const limit of range.spec.limits.filter(l => l.type === 'Container')) {
    resources.limits = { ...limit.default, ...resources.limits };
    resources.requests = { ...limit.defaultRequest, ...resources.requests };
  }
}

function mountToken(spec, seed) {
  const volume = `kube-api-access-${letters(`token ${seed}`, 5)}`;
  spec.volumes = [
    ...(spec.volumes ?? []),
    {
      name: volume,
      projected: {
        sources: [
          { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
          { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
          {
            downwardAPI: {
              items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
            },
          },
        ],
        defaultMode: 420,
      },
    },
  ];
  for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
    container.volumeMounts = [
      ...(container.volumeMounts ?? []),
      { name: volume, readOnly: true, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' },
    ];
  }
}

const noExecute = (key, seconds) => ({
  key: `node.kubernetes.io/${key}`,
  operator: 'Exists',
  effect: 'NoExecute',
  ...(seconds && { tolerationSeconds: seconds }),
});
const noSchedule = key => ({ key: `node.kubernetes.io/${key}`, operator: 'Exists', effect: 'NoSchedule' });
const defaultTolerations = [noExecute('not-ready', 300), noExecute('unreachable', 300)];
const daemonTolerations = [
  noExecute('not-ready'),
  noExecute('unreachable'),
  noSchedule('disk-pressure'),
  noSchedule('memory-pressure'),
  noSchedule('pid-pressure'),
  noSchedule('unschedulable'),
];

export const mayRunOn = (node, spec) =>
  Object.entries(spec.nodeSelector ?? {}).every(([key, value]) => node.metadata.labels[key] === value) &&
  (node.spec.taints ?? []).filter(t => t.effect !== 'PreferNoSchedule').every(t => tolerates(spec.tolerations, t));

/** Named nodes in turn, else the node (then zone) with the fewest pods of the same owner, then the emptiest. */
function schedule(cluster, pod, { nodes, ownerKey, index = 0 }) {
  const fitting = cluster.all('Node').filter(node => !node.spec.unschedulable && mayRunOn(node, pod.spec));
  if (nodes) {
    const names = nodes.split(',');
    return fitting.find(node => node.metadata.name === names[index % names.length]);
  }
  const placed = cluster.placements.get(ownerKey) ?? [];
  const zone = node => node.metadata.labels['topology.kubernetes.io/zone'];
  const rank = node => [
    placed.filter(other => other === node).length,
    placed.filter(other => zone(other) === zone(node)).length,
    cluster.podsOnNode.get(node.metadata.name) ?? 0,
    number(`${ownerKey} ${node.metadata.name}`, 1000),
  ];
  const best = fitting
    .map(node => ({ node, rank: rank(node) }))
    .sort((a, b) => firstDifference(a.rank, b.rank))[0]?.node;
  if (best) cluster.placements.set(ownerKey, [...placed, best]);
  return best;
}

const firstDifference = (a, b) => a.map((value, i) => value - b[i]).find(difference => difference !== 0) ?? 0;
