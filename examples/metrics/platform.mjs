// What watches, delivers, backs up and counts the cost says of itself.
import { counter, DAY, gauge, HOUR } from './series.mjs';
import { podsOf, targetOf } from './targets.mjs';

const GIB = 2 ** 30;

export function platform(cluster, story) {
  const of = (workload, tell) => podsOf(cluster, workload).flatMap(pod => tell(targetOf(pod), pod));
  const { moment } = cluster;
  const options = { moment };
  return [
    ...alerts(story.alerts, moment),
    ...['prometheus-monitoring', 'prometheus-x0tta6bl4'].flatMap(name => of(name, labels => prometheus(labels, story, options))),
    ...['alertmanager', 'alertmanager-main', 'alertmanager-x0tta6bl4'].flatMap(name =>
      of(name, labels => alertmanager(labels, podsOf(cluster, name).length, options)),
    ),
    ...OPERATORS.flatMap(name => of(name, labels => reconciling(labels, options))),
    ...of('log-agent', labels => [
      counter('fluentbit_output_proc_records_total', { ...labels, name: 'loki.0' }, 140, options),
      counter('fluentbit_output_dropped_records_total', { ...labels, name: 'loki.0' }, 0, options),
    ]),
    ...of('loki', labels => [counter('loki_distributor_lines_received_total', { ...labels, tenant: 'fake' }, 180, options)]),
    ...of('jaeger', labels => [
      ...story.tracing.map(svc => counter('jaeger_collector_spans_received_total', { ...labels, svc, transport: 'grpc' }, 20, options)),
      counter('jaeger_collector_spans_rejected_total', labels, 0, options),
    ]),
    ...of('cilium', labels => (story.hubble ? [counter('hubble_flows_processed_total', { ...labels, verdict: 'FORWARDED' }, 300, options)] : [])),
    ...of('goldpinger', (labels, pod) =>
      ['healthy', 'unhealthy'].map(status =>
        gauge('goldpinger_nodes_health_total', { ...labels, goldpinger_instance: pod.node, status }, status === 'healthy' ? cluster.nodes.length : 0),
      ),
    ),
    ...of('external-dns', labels => [
      gauge('external_dns_controller_last_sync_timestamp_seconds', labels, t => t - 40),
      counter('external_dns_registry_errors_total', labels, 0, options),
      counter('external_dns_source_errors_total', labels, 0, options),
    ]),
    ...of('karpenter', labels => [
      gauge('karpenter_build_info', { ...labels, version: '1.8.2' }, 1, { days: 31 }),
      counter('karpenter_nodeclaims_created_total', { ...labels, nodepool: 'general' }, 0, { ...options, days: 31, steps: [[19 * DAY, 1], [11 * DAY, 1], [4 * DAY, 2]] }),
      counter('karpenter_nodeclaims_terminated_total', { ...labels, nodepool: 'general' }, 0, { ...options, days: 31, steps: [[12 * DAY, 1], [4 * DAY, 2]] }),
    ]),
    ...of('falcosidekick', labels => [
      counter('falcosidekick_outputs', { ...labels, destination: 'loki', status: 'ok' }, 0.01, { ...options, days: 2 }),
      counter('falcosidekick_outputs', { ...labels, destination: 'loki', status: 'error' }, 0, { ...options, days: 2 }),
    ]),
    ...(podsOf(cluster, 'opencost').length > 0 ? costs(cluster) : []),
  ];
}

const OPERATORS = ['argo-rollouts', 'external-secrets', 'keda-operator', 'trivy-operator', 'velero', 'cert-manager', 'kyverno-background-controller', 'karpenter'];

function reconciling(labels, options) {
  const of = (result, perSecond) => counter('controller_runtime_reconcile_total', { ...labels, controller: labels.job, result }, perSecond, { ...options, days: 1.2 });
  return [
    of('success', 0.4),
    of('error', 0),
    counter('controller_runtime_reconcile_errors_total', { ...labels, controller: labels.job }, 0, { ...options, days: 1.2 }),
  ];
}

function prometheus(labels, { retentionDays, shipped }, options) {
  return [
    gauge('prometheus_build_info', { ...labels, version: '3.7.3' }, 1),
    gauge('prometheus_config_last_reload_successful', labels, 1),
    gauge('prometheus_tsdb_head_series', labels, 412_000),
    gauge('prometheus_tsdb_retention_limit_seconds', labels, retentionDays * DAY),
    gauge('prometheus_notifications_alertmanagers_discovered', labels, 1),
    counter('prometheus_rule_evaluations_total', { ...labels, rule_group: 'kubernetes-apps' }, 4, options),
    counter('prometheus_rule_evaluation_failures_total', { ...labels, rule_group: 'kubernetes-apps' }, 0, options),
    ...(shipped ? [counter('thanos_shipper_uploads_total', labels, 0.00014, { ...options, days: 2 })] : []),
  ];
}

function alertmanager(labels, members, options) {
  const of = (metric, integration, perSecond) => counter(metric, { ...labels, integration }, perSecond, { ...options, days: 8 });
  return [
    gauge('alertmanager_config_last_reload_successful', labels, 1),
    gauge('alertmanager_cluster_members', labels, members),
    ...['slack', 'pagerduty', 'webhook'].flatMap(integration => [
      of('alertmanager_notifications_total', integration, { webhook: 0.003, slack: 0.00006, pagerduty: 0.000003 }[integration]),
      of('alertmanager_notifications_failed_total', integration, 0),
    ]),
  ];
}

/** `ago`: hours ago it fired, for as long as one sample is seen; without it the alert fires all the time. */
function alerts(told, moment) {
  return told.map(({ name, severity, ago }) =>
    gauge(
      'ALERTS',
      { alertname: name, alertstate: 'firing', severity },
      t => (ago === undefined || Math.abs(t - moment + ago * HOUR) <= HOUR / 4 ? 1 : undefined),
      { days: ago === undefined ? 8 : 31, every: HOUR / 2 },
    ),
  );
}

function costs({ nodes, pods, moment }) {
  const running = pods.filter(pod => pod.phase === 'Running');
  const namespaces = [...new Set(running.map(pod => pod.namespace))];
  return [
    ...nodes.map(({ name }) => gauge('node_total_hourly_cost', { node: name, instance: name }, 0.81)),
    ...namespaces.map(namespace => {
      const first = running.find(pod => pod.namespace === namespace);
      return gauge('container_memory_allocation_bytes', { namespace, pod: first.name, node: first.node }, GIB);
    }),
  ];
}
