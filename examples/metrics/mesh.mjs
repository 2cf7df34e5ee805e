// What the proxies and the control plane of the mesh count: who called whom, how it was answered, whether it was encrypted.
import { counter, DAY, gauge, histogram } from './series.mjs';
import { isProxied, podsOf, targetOf } from './targets.mjs';

const MILLISECONDS = [[1, 0.1], [5, 0.4], [10, 0.62], [25, 0.84], [50, 0.94], [100, 0.985], [250, 0.997], [500, 0.9995], [1000, 1]];

export function mesh(cluster, story) {
  const pilots = podsOf(cluster, 'istiod');
  if (pilots.length === 0) return [];
  return [
    ...pilots.flatMap(pod => pilot(pod, cluster)),
    ...cluster.pods.filter(pod => pod.phase === 'Running' && isProxied(pod)).flatMap(pod => proxy(pod, cluster)),
    ...story.calls.flatMap(call => traffic(call, cluster)),
  ];
}

function pilot(pod, { moment }) {
  const labels = targetOf(pod, 15014);
  return [
    gauge('up', { ...labels, job: 'istiod' }, 1),
    gauge('pilot_xds', labels, 9),
    gauge('pilot_info', { ...labels, version: '1.29.0' }, 1),
    counter('pilot_xds_pushes', { ...labels, type: 'cds' }, 0.02, { moment }),
    counter('pilot_total_xds_rejects', labels, 0, { moment, days: 8 }),
    gauge('citadel_server_root_cert_expiry_timestamp', labels, moment + 3000 * DAY),
    ...histogram('pilot_proxy_convergence_time', labels, 0.05, [[0.1, 0.9], [0.5, 0.99], [1, 0.999], [3, 1]], { moment, days: 8 }),
  ];
}

function proxy(pod, { moment }) {
  const labels = targetOf(pod, 15020);
  return [
    gauge('envoy_server_live', labels, 1),
    gauge('istio_build', { ...labels, component: 'proxy', tag: '1.29.0' }, 1),
    counter('envoy_cluster_upstream_rq_retry_success', { ...labels, cluster_name: 'outbound' }, 0, {
      moment,
      days: 31,
      recent: 0,
      steps: [[6 * DAY, 31]],
    }),
    counter('envoy_cluster_outlier_detection_ejections_enforced_total', { ...labels, cluster_name: 'outbound' }, 0, {
      moment,
      days: 31,
      recent: 0,
      steps: [[6 * DAY, 2]],
    }),
  ];
}

/** `flags`: [name, how many of them when failures were injected six days ago] */
function traffic({ from, to, namespace, sourceNamespace = namespace, perSecond, errors = 0.0002, tcp = false, flags = [] }, cluster) {
  const sources = podsOf(cluster, from, sourceNamespace);
  const targets = podsOf(cluster, to, namespace);
  const ends = {
    source_workload: from,
    source_workload_namespace: sourceNamespace,
    destination_workload: to,
    destination_workload_namespace: namespace,
    destination_service: `${to}.${namespace}.svc.cluster.local`,
  };
  const month = { moment: cluster.moment, days: 31, held: [7] };
  const reported = (reporter, pods) =>
    pods.flatMap(pod => {
      const labels = {
        namespace: pod.namespace,
        pod: pod.name,
        reporter,
        ...ends,
        connection_security_policy: reporter === 'destination' ? 'mutual_tls' : 'unknown',
      };
      const share = perSecond / pods.length;
      if (tcp) return [counter('istio_tcp_connections_opened_total', { ...labels, request_protocol: 'tcp' }, share / 20, month)];
      const http = { ...labels, request_protocol: 'http' };
      const of = (response_code, response_flags, rate, steps) =>
        counter('istio_requests_total', { ...http, response_code, response_flags }, rate, { ...month, steps });
      return [
        of('200', '-', share * (1 - errors)),
        of('503', 'UF', share * errors),
        ...flags.map(([flag, code, amount]) => of(code, flag, 0, [[6 * DAY, amount]])),
        ...histogram('istio_request_duration_milliseconds', http, share, MILLISECONDS, { moment: cluster.moment }),
      ];
    });
  return [...reported('source', sources), ...reported('destination', targets)];
}
