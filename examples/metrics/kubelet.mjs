// What kubelets, their cAdvisor and the node exporter say: what containers use, how full volumes are, what probes found.
import { counter, gauge, HOUR, meter, swinging } from './series.mjs';

const MIB = 2 ** 20;

export function kubelets(cluster, story) {
  const running = cluster.pods.filter(pod => pod.phase === 'Running');
  return [
    ...cluster.nodes.flatMap(node => ofNode(node, story)),
    ...running.flatMap(pod => ofPod(pod, cluster, story)),
    ...cluster.claims.flatMap(claim => ofClaim(claim, running, cluster, story)),
  ];
}

function ofNode({ name, ip, info }, { unwatchedNodes = [] }) {
  const instance = `${ip}:9100`;
  if (unwatchedNodes.includes(name)) return [];
  return [
    gauge('up', { job: 'node-exporter', instance }, 1),
    gauge('up', { job: 'kubelet', instance: `${ip}:10250`, node: name }, 1),
    gauge('node_uname_info', { job: 'node-exporter', instance, nodename: name, sysname: 'Linux', release: info.kernelVersion }, 1),
  ];
}

function ofPod(pod, cluster, story) {
  const { namespace, name, since, uid } = pod;
  const own = { namespace, pod: name };
  const { moment } = cluster;
  const use = story.useOf(pod);
  const network = (metric, bits) =>
    meter(metric, { ...own, interface: 'eth0' }, bits / 8, { moment, days: 8, pairs: true, since, recent: 0 });
  return [
    ...(pod.hostNetwork
      ? []
      : [
          network('container_network_receive_bytes_total', use.bits * 0.6),
          network('container_network_transmit_bytes_total', use.bits * 0.4),
        ]),
    ...pod.containers.filter(one => one.running && !one.init).flatMap(one => ofContainer(one, pod, cluster, story)),
    ...pod.containers.flatMap(({ name: container, probes, running }) =>
      running
        ? probes.flatMap(probe => ofProbe({ ...own, container, pod_uid: uid }, probe, pod, cluster, story))
        : [],
    ),
  ];
}

function ofContainer({ name: container, image, requests, limits }, pod, { moment }, story) {
  const labels = { namespace: pod.namespace, pod: pod.name, container, image };
  const use = story.useOf(pod, container);
  const cores = use.cores ?? (requests.cpu ?? 0.03) * use.cpu;
  const bytes = use.bytes ?? (requests.memory ?? 96 * MIB) * use.memory;
  const { since } = pod;
  const periods = (metric, perSecond) => counter(metric, labels, perSecond, { moment, days: 0.1, since });
  return [
    meter('container_cpu_usage_seconds_total', labels, cores, { moment, days: 8, pairs: true, since, recent: 0 }),
    swinging('container_memory_working_set_bytes', labels, bytes, { days: 15, since, held: [1], swing: 0.05 }),
    ...(limits.cpu
      ? [
          periods('container_cpu_cfs_periods_total', 10),
          periods('container_cpu_cfs_throttled_periods_total', 10 * use.throttled),
        ]
      : []),
  ];
}

const PROBES = { livenessProbe: 'Liveness', readinessProbe: 'Readiness', startupProbe: 'Startup' };

function ofProbe(labels, probe, pod, { moment }) {
  const of = (result, perSecond) =>
    counter('prober_probe_total', { ...labels, probe_type: PROBES[probe], result }, perSecond, {
      moment,
      days: 0.1,
      since: pod.since,
      swing: 0,
    });
  return pod.ready ? [of('successful', 0.1), of('failed', 0)] : [of('successful', 0.01), of('failed', 0.09)];
}

function ofClaim({ namespace, name: persistentvolumeclaim, bytes, volume }, running, { moment }, story) {
  const mounted = running.some(pod => pod.namespace === namespace && pod.claims.includes(persistentvolumeclaim));
  if (!mounted || !volume) return [];
  const labels = { namespace, persistentvolumeclaim };
  const { filled, perDay } = story.volumeOf(namespace, persistentvolumeclaim);
  const used = t => bytes * Math.min(0.99, filled + (perDay * (t - moment)) / (24 * HOUR));
  const history = { days: 15 };
  return [
    gauge('kubelet_volume_stats_capacity_bytes', labels, bytes, history),
    gauge('kubelet_volume_stats_used_bytes', labels, used, history),
    gauge('kubelet_volume_stats_available_bytes', labels, t => bytes - used(t), history),
  ];
}
