// What kube-state-metrics says of a cluster.
import { gauge, HOUR } from './series.mjs';

const MONTH = { days: 31 };
const UNITS = { cpu: 'core', memory: 'byte', pods: 'integer', 'ephemeral-storage': 'byte' };
const unitOf = resource => UNITS[resource] ?? 'integer';

export function kubeState(cluster) {
  return [
    ...cluster.nodes.flatMap(ofNode),
    ...cluster.pods.flatMap(pod => ofPod(pod, cluster)),
    ...cluster.claims.flatMap(ofClaim),
    ...cluster.autoscalers.flatMap(one => ofAutoscaler(one, cluster)),
    ...cluster.replicaSets.flatMap(ofReplicaSet),
    ...created(cluster),
  ];
}

function ofNode({ name: node, ip, info, taints, allocatable, capacity }) {
  const amounts = (metric, resources, options) =>
    Object.entries(resources).map(([resource, value]) =>
      gauge(metric, { node, resource: resource.replace(/-/g, '_'), unit: unitOf(resource) }, value, options),
    );
  const condition = (type, status, value) => gauge('kube_node_status_condition', { node, condition: type, status }, value);
  return [
    gauge('kube_node_info', {
      node,
      internal_ip: ip,
      os_image: info.osImage,
      kernel_version: info.kernelVersion,
      kubelet_version: info.kubeletVersion,
    }, 1),
    ...amounts('kube_node_status_allocatable', allocatable, { days: 8, held: [1, 7] }),
    ...amounts('kube_node_status_capacity', capacity),
    ...['MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable'].flatMap(type => [
      condition(type, 'true', 0),
      condition(type, 'false', 1),
    ]),
    condition('Ready', 'true', 1),
    condition('Ready', 'false', 0),
    condition('Ready', 'unknown', 0),
    ...taints.map(({ key, value = '', effect }) => gauge('kube_node_spec_taint', { node, key, value, effect }, 1)),
  ];
}

function ofPod(pod, { moment }) {
  const { namespace, name, uid, node, since, owner } = pod;
  const own = { namespace, pod: name, uid };
  const month = { ...MONTH, since };
  return [
    gauge('kube_pod_info', {
      ...own,
      node,
      pod_ip: pod.ip,
      host_network: String(pod.hostNetwork),
      created_by_kind: owner?.kind,
      created_by_name: owner?.name,
    }, 1),
    gauge('kube_pod_created', own, since),
    gauge('kube_pod_status_phase', { ...own, phase: pod.phase }, 1, month),
    gauge('kube_pod_status_ready', { ...own, condition: 'true' }, pod.ready ? 1 : 0),
    ...pod.claims.map(persistentvolumeclaim =>
      gauge('kube_pod_spec_volumes_persistentvolumeclaims_info', { ...own, volume: 'data', persistentvolumeclaim }, 1),
    ),
    ...pod.containers.filter(({ init }) => !init).flatMap(one => ofContainer(one, own, node, month, moment)),
  ];
}

function ofContainer({ name: container, image, requests, limits, restarts, ready, lastReason }, own, node, month, moment) {
  const amounts = (metric, resources, options) =>
    Object.entries(resources).map(([resource, value]) =>
      gauge(metric, { ...own, container, node, resource, unit: unitOf(resource) }, value, options),
    );
  return [
    gauge('kube_pod_container_info', { ...own, container, image }, 1),
    gauge('kube_pod_container_status_ready', { ...own, container }, ready ? 1 : 0),
    ...amounts('kube_pod_container_resource_requests', requests, month),
    ...amounts('kube_pod_container_resource_limits', limits),
    gauge('kube_pod_container_status_restarts_total', { ...own, container }, restartsAt(restarts, month.since, moment), {
      ...month,
      days: 15,
      held: [1],
    }),
    ...(lastReason
      ? [gauge('kube_pod_container_status_last_terminated_reason', { ...own, container, reason: lastReason }, 1)]
      : []),
  ];
}

function ofReplicaSet({ namespace, name: replicaset, owner, since, replicas, ready }) {
  const labels = { namespace, replicaset };
  return [
    gauge('kube_replicaset_created', labels, since, { days: 31, since, held: [7] }),
    gauge('kube_replicaset_owner', { ...labels, owner_kind: owner?.kind, owner_name: owner?.name }, 1, { ...MONTH, since }),
    gauge('kube_replicaset_spec_replicas', labels, replicas, { days: 31, since }),
    gauge('kube_replicaset_status_ready_replicas', labels, ready, { days: 31, since }),
  ];
}

const CREATED = { Deployment: 'deployment', StatefulSet: 'statefulset', DaemonSet: 'daemonset' };

function created({ pods }) {
  const first = new Map();
  for (const { namespace, workload, since } of pods) {
    const label = CREATED[workload?.kind];
    if (label) first.set(`${label} ${namespace} ${workload.name}`, { label, namespace, name: workload.name, since });
  }
  return [...first.values()].map(({ label, namespace, name, since }) =>
    gauge(`kube_${label}_created`, { namespace, [label]: name }, since),
  );
}

/** Few restarts lie back, as controllers/kubelet.mjs has it; many mean that it goes on. */
function restartsAt(restarts, since, moment) {
  if (restarts <= 10) return t => (t >= moment - 8 * 24 * HOUR || since > moment - 8 * 24 * HOUR ? restarts : 0);
  const age = Math.max(HOUR, moment - since);
  return t => Math.max(0, Math.round((restarts * (t - since)) / age));
}

const ofClaim = ({ namespace, name: persistentvolumeclaim, class: storageclass, volume, bytes }) => [
  gauge('kube_persistentvolumeclaim_info', { namespace, persistentvolumeclaim, storageclass, volumename: volume }, 1),
  gauge('kube_persistentvolumeclaim_status_phase', { namespace, persistentvolumeclaim, phase: 'Bound' }, volume ? 1 : 0),
  gauge('kube_persistentvolumeclaim_resource_requests_storage_bytes', { namespace, persistentvolumeclaim }, bytes),
];

function ofAutoscaler({ namespace, name, target, min, max, current }, { moment }) {
  const labels = { namespace, horizontalpodautoscaler: name };
  const often = { days: 31, every: 2 * HOUR };
  // Once a week, by day, the load asks for one more for two hours.
  const scaled = t => {
    const week = (moment - t) % (7 * 24 * HOUR);
    return week > 50 * HOUR && week < 52 * HOUR && current < max ? current + 1 : current;
  };
  return [
    gauge('kube_horizontalpodautoscaler_info', {
      ...labels,
      scaletargetref_kind: target.kind,
      scaletargetref_name: target.name,
    }, 1, often),
    gauge('kube_horizontalpodautoscaler_spec_min_replicas', labels, min, often),
    gauge('kube_horizontalpodautoscaler_spec_max_replicas', labels, max, often),
    gauge('kube_horizontalpodautoscaler_status_current_replicas', labels, scaled, often),
    gauge('kube_horizontalpodautoscaler_status_desired_replicas', labels, scaled, often),
  ];
}
