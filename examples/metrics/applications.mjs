// What the pods say of themselves: whether they are scraped, the requests that they served, what else their makers count.
import { counter, gauge, histogram, HOUR, swinging } from './series.mjs';
import { isProxied, targetOf } from './targets.mjs';

const MIB = 2 ** 20;

export function applications(cluster, story) {
  return cluster.pods
    .filter(pod => pod.phase === 'Running' && story.isScraped(pod))
    .flatMap(pod => [...scraped(pod), ...(pod.ready ? said(pod, cluster, story) : [])]);
}

function scraped(pod) {
  const target = targetOf(pod);
  return [
    gauge('up', target, pod.ready ? 1 : 0),
    gauge('scrape_samples_scraped', target, pod.ready ? 240 : 0),
    ...(isProxied(pod) ? [gauge('up', { ...targetOf(pod, 15020), job: 'istio-proxies' }, 1)] : []),
  ];
}

function said(pod, { moment, pods }, story) {
  const labels = targetOf(pod);
  const options = { moment, since: pod.since };
  const traffic = story.trafficOf(pod);
  const extra = EXTRAS[pod.workload?.name]?.(labels, { ...options, pod, pods }) ?? [];
  return [...(traffic ? requests(labels, traffic, options) : []), ...extra];
}

function requests(labels, { perPod, errors, shares }, options) {
  const of = (status, perSecond) =>
    counter('http_requests_total', { ...labels, method: 'GET', status }, perSecond, options);
  return [
    of('200', perPod * (1 - errors)),
    of('500', perPod * errors),
    ...histogram('http_request_duration_seconds', labels, perPod, shares, options),
  ];
}

const QUERY_SHARES = [[0.005, 0.3], [0.01, 0.55], [0.025, 0.82], [0.05, 0.957], [0.1, 0.995], [0.25, 1]];

/** The node of the mesh: its pool of connections, its cache, its messages and its neighbours. */
function meshNode(labels, { moment, since, pod, pods }) {
  const options = { moment, since };
  const siblings = pods.filter(
    one => one.ready && one.namespace === pod.namespace && one.workload?.name === pod.workload.name,
  );
  return [
    gauge('db_pool_size', labels, 20),
    swinging('db_pool_connections_in_use', labels, 11, { days: 8, swing: 0.3 }),
    ...histogram('db_query_duration_seconds', labels, 420, QUERY_SHARES, options),
    counter('cache_hits_total', labels, 368, options),
    counter('cache_misses_total', labels, 32, options),
    ...histogram('message_processing_duration_seconds', labels, 90, QUERY_SHARES, options),
    gauge('memberlist_client_cluster_members_count', labels, siblings.length, { days: 2, since }),
  ];
}

function postgres(labels, options) {
  const own = { ...labels, service: labels.job };
  return [
    gauge('pg_up', own, 1),
    counter('pg_stat_database_xact_commit', { ...own, datname: 'x0tta6bl4' }, 1080, { ...options, days: 8 }),
    gauge('pg_stat_activity_count', { ...own, datname: 'x0tta6bl4', state: 'active' }, 9, { days: 8 }),
  ];
}

function redis(labels, options) {
  const own = { ...labels, service: labels.job };
  const latency = (cmd, quantile, usec) => gauge('redis_latency_percentiles_usec', { ...own, cmd, quantile }, usec);
  return [
    gauge('redis_up', own, 1),
    counter('redis_keyspace_hits_total', own, 736, { ...options, days: 8 }),
    counter('redis_keyspace_misses_total', own, 61, { ...options, days: 8 }),
    swinging('redis_memory_used_bytes', own, 198 * MIB, { days: 8 }),
    counter('redis_evicted_keys_total', own, 0, { ...options, days: 8 }),
    ...['get', 'set', 'hget'].flatMap(cmd => [latency(cmd, '50', 210), latency(cmd, '95', 640), latency(cmd, '99', 1300), latency(cmd, '99.9', 2400)]),
  ];
}

/** The vector database, and how much of it its backup stored away last night; in development there is none. */
function weaviate(labels, options) {
  const night = [0, 1, 2].map(days => [(4 + 24 * days) * HOUR, 38 * 1024 * MIB]);
  if (labels.namespace !== 'weaviate') return [];
  return [
    counter('backup_store_data_transferred', { ...labels, backend_name: 's3', class_name: 'Document' }, 0, { ...options, days: 3, steps: night }),
    gauge('object_count', { ...labels, class_name: 'Document' }, 4_200_000),
    ...histogram('queries_durations_ms', labels, 80, [[10, 0.6], [50, 0.93], [100, 0.985], [500, 1]], options),
  ];
}

function qdrant(labels, options) {
  return [
    gauge('collections_total', labels, 6),
    gauge('collections_vector_total', labels, 1_850_000),
    counter('rest_responses_total', { ...labels, method: 'POST', endpoint: '/collections/{name}/points/search', status: '200' }, 30, options),
    ...histogram('rest_responses_duration_seconds', { ...labels, method: 'POST', status: '200' }, 30, QUERY_SHARES, options),
    ...histogram('grpc_responses_duration_seconds', { ...labels, endpoint: '/qdrant.Points/Search' }, 12, QUERY_SHARES, options),
  ];
}

function ingress(labels, options) {
  return [counter('nginx_ingress_controller_requests', { ...labels, ingress: 'weaviate', status: '200' }, 90, options)];
}

const EXTRAS = {
  x0tta6bl4: meshNode,
  'staging-x0tta6bl4': meshNode,
  'x0tta6bl4-db': postgres,
  'x0tta6bl4-redis': redis,
  weaviate,
  qdrant,
  'ingress-nginx-controller': ingress,
};
