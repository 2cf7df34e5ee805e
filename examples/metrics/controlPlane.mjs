// API servers, etcd and DNS. Of a managed control plane the API server's endpoint is all that can be scraped.
import { counter, gauge, histogram, HOUR, meter } from './series.mjs';

const MIB = 2 ** 20;
const API_SHARES = [[0.005, 0.35], [0.025, 0.8], [0.05, 0.93], [0.1, 0.985], [0.2, 0.996], [0.5, 1]];
const FSYNC_SHARES = [[0.001, 0.55], [0.002, 0.86], [0.004, 0.97], [0.008, 0.994], [0.016, 0.999], [0.032, 1]];

export function controlPlane(cluster) {
  const own = cluster.nodes.filter(({ labels }) => 'node-role.kubernetes.io/control-plane' in labels);
  const servers = own.length > 0 ? own.map(({ ip }) => `${ip}:6443`) : ['10.96.0.1:443'];
  return [
    ...servers.flatMap(instance => apiServer(instance, own.length > 0, cluster)),
    ...own.flatMap(({ ip }) => etcd(`${ip}:2379`, cluster)),
    ...cluster.pods.filter(({ labels }) => labels['k8s-app'] === 'kube-dns').flatMap(pod => dns(pod, cluster)),
    gauge('probe_success', { job: 'blackbox-dns', instance: 'kubernetes.default.svc.cluster.local' }, 1),
    gauge('probe_success', { job: 'blackbox-dns', instance: 'example.com' }, 1),
  ];
}

function apiServer(instance, own, { moment }) {
  const labels = { job: 'apiserver', instance };
  // One server was away for a quarter of an hour twelve days ago; the others answered.
  const away = t => own && instance.endsWith('1:6443') && Math.abs(t - moment + 12 * 24 * HOUR) < 0.2 * HOUR;
  const week = { moment, days: 8 };
  const durations = (verb, perSecond) =>
    histogram('apiserver_request_sli_duration_seconds', { ...labels, verb, resource: 'pods', scope: 'namespace' }, perSecond, API_SHARES, {
      moment,
      days: 1.2,
    });
  return [
    gauge('up', labels, t => (away(t) ? 0 : 1), { days: 31, every: HOUR / 2 }),
    counter('apiserver_request_total', { ...labels, verb: 'GET', code: '200' }, 68, { moment, days: 15, held: [14] }),
    counter('serviceaccount_legacy_tokens_total', labels, 0, { moment, days: 31 }),
    counter('serviceaccount_stale_tokens_total', labels, 0, { moment, days: 31 }),
    ...(own
      ? ['success', 'failure'].map(result =>
          counter(
            'apiserver_authentication_jwt_authenticator_latency_seconds_count',
            { ...labels, result },
            result === 'success' ? 0.01 : 0.0001,
            { moment, days: 31 },
          ),
        )
      : []),
    ...durations('GET', 60),
    ...durations('LIST', 8),
    ...(own ? audit(labels, week) : []),
  ];
}

function audit(labels, week) {
  const level = (name, perSecond) => counter('apiserver_audit_level_total', { ...labels, level: name }, perSecond, week);
  const transformed = (transformation_type, perSecond) =>
    counter(
      'apiserver_storage_transformation_operations_total',
      { ...labels, resource: 'secrets', status: 'OK', transformation_type, transformer_prefix: 'k8s:enc:kms:v2:' },
      perSecond,
      week,
    );
  return [
    counter('apiserver_audit_event_total', labels, 40, week),
    counter('apiserver_audit_error_total', { ...labels, plugin: 'log' }, 0, week),
    counter('apiserver_audit_requests_rejected_total', labels, 0, week),
    level('Metadata', 32),
    level('RequestResponse', 8),
    level('None', 12),
    transformed('from_storage', 2),
    transformed('to_storage', 0.2),
  ];
}

function etcd(instance, { moment }) {
  const labels = { job: 'etcd', instance };
  const options = { moment };
  return [
    gauge('up', labels, 1),
    gauge('etcd_server_has_leader', labels, 1),
    counter('etcd_server_leader_changes_seen_total', labels, 0, { ...options, steps: [[9 * 24 * HOUR, 1]] }),
    ...histogram('etcd_disk_wal_fsync_duration_seconds', labels, 40, FSYNC_SHARES, options),
    gauge('etcd_mvcc_db_total_size_in_bytes', labels, 412 * MIB),
    gauge('etcd_server_quota_backend_bytes', labels, 8192 * MIB),
  ];
}

function dns({ namespace, name, ip }, { moment }) {
  const labels = { job: 'coredns', namespace, pod: name, instance: `${ip}:9153`, server: 'dns://:53' };
  const of = (rcode, perSecond) => counter('coredns_dns_responses_total', { ...labels, rcode }, perSecond, { moment });
  return [
    counter('coredns_dns_requests_total', { ...labels, proto: 'udp', type: 'A' }, 51, { moment }),
    of('NOERROR', 42),
    of('NXDOMAIN', 9),
    of('SERVFAIL', 0.02),
  ];
}
