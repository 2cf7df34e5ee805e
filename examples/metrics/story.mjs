// Believable numbers for the workloads of the examples: what is in order by default, and what is told otherwise of single ones.
const MIB = 2 ** 20;

/** Shares of requests that took at most so many seconds. */
const FAST = [[0.005, 0.12], [0.01, 0.3], [0.025, 0.62], [0.05, 0.88], [0.1, 0.985], [0.25, 0.998], [0.5, 0.9995], [1, 1]];
/** p95 about 150 ms, p99 about 250 ms, as the report of x0tta6bl4 has it. */
const STEADY = [[0.005, 0.02], [0.01, 0.06], [0.025, 0.2], [0.05, 0.45], [0.1, 0.8], [0.15, 0.952], [0.25, 0.991], [0.5, 0.999], [1, 1]];
const SLOW = [[0.05, 0.02], [0.1, 0.06], [0.25, 0.2], [0.5, 0.5], [1, 0.8], [2.5, 0.99], [5, 1]];

/** By cluster and workload; the name of a container may follow. What is not said is DEFAULT. */
const USE = {
  DEFAULT: { cpu: 0.6, memory: 0.65, bits: 2_000_000, throttled: 0.004 },
  'x0tta6bl4 x0tta6bl4': { cores: 0.078, bytes: 380 * MIB, bits: 2_600_000 },
  'x0tta6bl4 staging-x0tta6bl4': { cores: 0.06, bytes: 236 * MIB, bits: 1_200_000, throttled: 0.22 },
  'x0tta6bl4 x0tta6bl4-redis': { bytes: 214 * MIB },
  'devmentor qwen-llm': { cpu: 0.7, memory: 0.72, throttled: 0 },
  'devmentor interview-prep-hub': { cpu: 0.2, memory: 0.3 },
};

const TRAFFIC = {
  'x0tta6bl4 x0tta6bl4': { perPod: 480, errors: 0.0004, shares: STEADY },
  'x0tta6bl4 staging-x0tta6bl4': { perPod: 12, errors: 0.03, shares: SLOW },
  'devmentor devmentor-gateway': { perPod: 60, errors: 0.0002, shares: FAST },
  'devmentor pbml-context': { perPod: 25, errors: 0.0003, shares: FAST },
  'devmentor qwen-llm': { perPod: 4, errors: 0.0008, shares: SLOW },
  'devmentor backend-mastery-quiz': { perPod: 8, errors: 0.0001, shares: FAST },
  'devmentor interview-prep-hub': { perPod: 10, errors: 0.012, shares: FAST },
  'data-platform vector-search-api': { perPod: 120, errors: 0.0002, shares: FAST },
  'data-platform weaviate': { perPod: 90, errors: 0.0001, shares: FAST },
};

/** Claims that are fuller than others, or fill up. */
const VOLUMES = {
  'devmentor monitoring/data-prometheus-monitoring-0': { filled: 0.74, perDay: 0.012 },
  'data-platform weaviate/weaviate-data-weaviate-0': { filled: 0.58, perDay: 0.002 },
};

/** Workloads whose pods no Prometheus scrapes. */
const UNSCRAPED = new Set(['devmentor cv-analyzer', 'devmentor interview-prep-hub']);
const UNSCRAPED_NAMESPACES = new Set(['devmentor devmentor-beta']);

const PRODUCTION = 'devmentor-production';

/** Who calls whom through the mesh; failures were injected once, to see retries and circuit breakers work. */
const CALLS = {
  devmentor: [
    { from: 'istio-ingressgateway', sourceNamespace: 'istio-system', to: 'devmentor-gateway', namespace: PRODUCTION, perSecond: 110, flags: [['FI', '503', 40], ['URX', '503', 6]] },
    { from: 'devmentor-gateway', to: 'qwen-llm', namespace: PRODUCTION, perSecond: 8, errors: 0.0008 },
    { from: 'devmentor-gateway', to: 'pbml-context', namespace: PRODUCTION, perSecond: 70, flags: [['UO', '503', 12]] },
    { from: 'qwen-llm', to: 'pbml-context', namespace: PRODUCTION, perSecond: 8 },
    { from: 'pbml-context', to: 'qdrant', namespace: PRODUCTION, perSecond: 60 },
    { from: 'interview-prep-hub', to: 'devmentor-gateway', namespace: PRODUCTION, perSecond: 9, errors: 0.004 },
    { from: 'devmentor-gateway', to: 'backend-mastery-quiz', namespace: PRODUCTION, perSecond: 14 },
    { from: 'backend-mastery-quiz', to: 'qwen-llm', namespace: PRODUCTION, perSecond: 2 },
  ],
  'data-platform': [
    { from: 'ingress-nginx-controller', sourceNamespace: 'ingress-nginx', to: 'vector-search-api', namespace: 'weaviate', perSecond: 360 },
    { from: 'vector-search-api', to: 'weaviate', namespace: 'weaviate', perSecond: 270 },
    { from: 'vector-search-api', to: 'weaviate', namespace: 'weaviate', perSecond: 60, tcp: true },
  ],
};

const WATCHDOG = { name: 'Watchdog', severity: 'none' };
const PLATFORM = {
  devmentor: {
    retentionDays: 15,
    hubble: true,
    tracing: ['qwen-llm', 'pbml-context', 'devmentor-gateway'],
    alerts: [WATCHDOG, { name: 'KubePodCrashLooping', severity: 'warning' }, { name: 'KubeNodeNotReady', severity: 'critical', ago: 290 }],
  },
  'data-platform': {
    retentionDays: 30,
    shipped: true,
    hubble: true,
    tracing: ['vector-search-api', 'weaviate'],
    alerts: [
      WATCHDOG,
      { name: 'KubeNodeNotReady', severity: 'critical', ago: 446 },
      { name: 'VectorSearchErrorBudgetBurn', severity: 'critical', ago: 213 },
      { name: 'VectorSearchSlow', severity: 'warning', ago: 51 },
    ],
  },
  x0tta6bl4: { retentionDays: 30, alerts: [WATCHDOG], tracing: [] },
};

export function storyOf(cluster) {
  const keyOf = pod => `${cluster} ${pod.workload?.name ?? pod.name}`;
  return {
    calls: CALLS[cluster] ?? [],
    ...PLATFORM[cluster],
    useOf: (pod, container) => ({
      ...USE.DEFAULT,
      ...(container === 'istio-proxy' ? { cpu: 0.3, memory: 0.5 } : USE[keyOf(pod)] ?? {}),
    }),
    trafficOf: pod => TRAFFIC[keyOf(pod)],
    volumeOf: (namespace, claim) => VOLUMES[`${cluster} ${namespace}/${claim}`] ?? { filled: 0.34, perDay: 0.0004 },
    isScraped: pod => !UNSCRAPED.has(keyOf(pod)) && !UNSCRAPED_NAMESPACES.has(`${cluster} ${pod.namespace}`),
  };
}
