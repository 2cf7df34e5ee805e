// What the example's tools report. `daysAgo` is when the tool ran: some are too old to count any more, some say that something failed.
const junit = suites =>
  `<?xml version="1.0"?><testsuites>${suites
    .map(
      ({ name, tests, failures = 0, errors = 0, skipped = 0 }) =>
        `<testsuite name="${name}" tests="${tests}" failures="${failures}" errors="${errors}" skipped="${skipped}" time="42.1">${Array.from(
          { length: tests },
          (_, i) => {
            const outcome = i < failures ? '<failure message="expected 403, got 200"/>' : i < failures + errors ? '<error message="ImportError: cannot import name record_event"/>' : '';
            return `<testcase classname="${name}" name="case ${i + 1}" time="0.4">${outcome}</testcase>`;
          },
        ).join('')}</testsuite>`,
    )
    .join('')}</testsuites>`;

const k6 = (p95, p99, failed) => ({
  metrics: {
    http_req_failed: { value: failed },
    http_req_duration: { 'p(95)': p95, 'p(99)': p99, avg: p95 / 3, thresholds: { 'p(95)<200': false } },
    http_reqs: { count: 540000, rate: 900 },
    vus_max: { value: 120, min: 120, max: 120 },
  },
});

const drill = (kind, scenario, more = {}) => ({ time }) => ({ kind, passed: true, time, scenario, recoverySeconds: 540, downtimeSeconds: 12, dataIntact: true, ...more });

const lcov = files =>
  files.map(([file, lines, hit]) => `SF:src/components/${file}\nLF:${lines}\nLH:${hit}\nend_of_record`).join('\n');

const trivy = (image, vulnerabilities) => ({
  SchemaVersion: 2,
  ArtifactName: image,
  ArtifactType: 'container_image',
  Metadata: { OS: { Family: 'wolfi', Name: '20230201' }, RepoTags: [image], RepoDigests: [`${image.split(':')[0]}@sha256:${'3'.repeat(64)}`] },
  Results: [{ Target: image, Class: 'os-pkgs', Type: 'wolfi', Vulnerabilities: vulnerabilities }],
});

const sarif = results => ({
  version: '2.1.0',
  runs: [{ tool: { driver: { name: 'ZAP', version: '2.16.1', rules: [] } }, invocations: [{ executionSuccessful: true }], results }],
});

const sonobuoy = { plugins: [{ plugin: 'e2e', node: 'global', status: 'complete', 'result-status': 'passed', 'result-counts': { passed: 411, skipped: 6210 } }], status: 'complete' };

const kubeconform = count => ({ resources: Array.from({ length: count }, (_, i) => ({ filename: 'rendered.yaml', kind: 'ConfigMap', name: `object-${i + 1}`, version: 'v1', status: 'statusValid', msg: '' })), summary: { valid: count, invalid: 0, errors: 0, skipped: 0 } });

const lint = { chart: 'x0tta6bl4', version: '3.4.0', exitCode: 0, output: '==> Linting charts/x0tta6bl4\n\n1 chart(s) linted, 0 chart(s) failed\n' };

const DEVMENTOR = 'resource:default/devmentor';
const MESH = 'resource:default/devmentor-mesh';
const DATA_PLATFORM = 'resource:default/data-platform';
const WEAVIATE = 'component:default/weaviate';
const X0 = 'component:default/x0tta6bl4';

export const reports = [
  { entity: DEVMENTOR, type: 'service-tests', daysAgo: 0.4, body: junit([{ name: 'qwen-llm smoke', tests: 14 }, { name: 'pbml-context contract', tests: 22 }]) },
  { entity: DEVMENTOR, type: 'load-test', daysAgo: 3, body: k6(62, 91, 0.0003) },
  { entity: DEVMENTOR, type: 'e2e-tests', daysAgo: 0.5, body: junit([{ name: 'interview-prep: CV, analyze, quiz', tests: 9, failures: 1 }]) },
  { entity: DEVMENTOR, type: 'coverage', daysAgo: 2, body: lcov([['InterviewPrepHub.tsx', 240, 206], ['BackendMasteryQuiz.tsx', 180, 139]]) },
  { entity: DEVMENTOR, type: 'network-policy-tests', daysAgo: 6, body: junit([{ name: 'network-policies', tests: 18 }]) },
  { entity: DEVMENTOR, type: 'restore-drill', daysAgo: 45, body: drill('restore', 'node-failure database-corruption') },
  { entity: DEVMENTOR, type: 'failover-drill', daysAgo: 20, body: drill('failover', 'node-failure') },
  { entity: DEVMENTOR, type: 'rollback-drill', daysAgo: 12, body: drill('rollback', 'release') },

  { entity: MESH, type: 'mesh-policy', daysAgo: 4, body: junit([{ name: 'mesh-policy', tests: 11 }]) },
  { entity: MESH, type: 'mesh-authn', daysAgo: 4, body: junit([{ name: 'mesh-authn', tests: 8 }]) },
  { entity: MESH, type: 'mesh-authz', daysAgo: 4, body: junit([{ name: 'mesh-authz', tests: 12, failures: 1 }]) },
  { entity: MESH, type: 'e2e-tests', daysAgo: 1, body: junit([{ name: 'mesh e2e', tests: 24 }]) },
  { entity: MESH, type: 'load-test', daysAgo: 8, body: k6(71, 96, 0.0004) },
  { entity: MESH, type: 'security-tests', daysAgo: 9, body: sarif([]) },
  { entity: MESH, type: 'monitoring-drill', daysAgo: 15, body: { expectedAlerts: 4, deliveredAlerts: 4, slowestSeconds: 170 } },
  { entity: MESH, type: 'chaos-drill', daysAgo: 15, body: drill('chaos', 'network-partition pod-kill') },
  { entity: MESH, type: 'failover-drill', daysAgo: 200, body: drill('failover', 'istiod') },

  { entity: WEAVIATE, type: 'failover-drill', daysAgo: 30, body: drill('failover', 'node-failure') },
  { entity: WEAVIATE, type: 'restore-drill', daysAgo: 10, body: drill('restore', 'node-failure database-corruption', { recoverySeconds: 1100 }) },
  { entity: WEAVIATE, type: 'control-plane-outage-drill', daysAgo: 60, body: { passed: true, outageSeconds: 900, downtimeSeconds: 45 } },

  { entity: DATA_PLATFORM, type: 'network-policy-tests', daysAgo: 5, body: junit([{ name: 'network-policies', tests: 31 }]) },
  { entity: DATA_PLATFORM, type: 'conformance', daysAgo: 33, body: sonobuoy },
  { entity: DATA_PLATFORM, type: 'load-test', daysAgo: 11, body: k6(48, 83, 0.0001) },
  { entity: DATA_PLATFORM, type: 'regression-tests', daysAgo: 1, body: junit([{ name: 'regression', tests: 118 }]) },
  { entity: DATA_PLATFORM, type: 'ci-tests', daysAgo: 0.3, body: junit([{ name: 'unit', tests: 120 }, { name: 'integration', tests: 40 }]) },
  { entity: DATA_PLATFORM, type: 'webhook-tests', daysAgo: 3, body: junit([{ name: 'kyverno', tests: 46 }]) },
  { entity: DATA_PLATFORM, type: 'disaster-recovery-drill', daysAgo: 41, body: drill('restore', 'region', { recoverySeconds: 5400, dataLossSeconds: 900 }) },
  { entity: DATA_PLATFORM, type: 'cluster-upgrade-drill', daysAgo: 210, body: { passed: true, from: 'v1.34.2', to: 'v1.35.0', production: false } },
  { entity: DATA_PLATFORM, type: 'manifest-schema', daysAgo: 1, body: kubeconform(64) },
  { entity: DATA_PLATFORM, type: 'kustomize-build', daysAgo: 1, body: { overlays: 2, built: 2, names: 'development production', invalid: 0, errors: 0 } },
  { entity: DATA_PLATFORM, type: 'deployment-lead-time', daysAgo: 1, body: { deployments: 61, meanSeconds: 540 } },
  { entity: DATA_PLATFORM, type: 'image-scan', daysAgo: 1, image: `sha256:${'3'.repeat(64)}`, body: trivy('registry.example/vector-search-api:3.1.0', []) },

  { entity: X0, type: 'helm-lint', daysAgo: 2, body: lint },
  { entity: X0, type: 'manifest-schema', daysAgo: 2, body: kubeconform(10) },
  { entity: X0, type: 'kustomize-build', daysAgo: 2, body: { overlays: 1, built: 1, names: 'staging', invalid: 0, errors: 0 } },
  { entity: X0, type: 'manifest-inventory', daysAgo: 2, body: { lines: 348, documents: 12, kinds: 'ClusterRole ClusterRoleBinding ConfigMap Deployment HorizontalPodAutoscaler Namespace NetworkPolicy PodDisruptionBudget ResourceQuota Service ServiceAccount ServiceMonitor', labels: 19 } },
  { entity: X0, type: 'manifests-dry-run', daysAgo: 2, body: { mode: 'server', objects: 12, exitCode: 0 } },
  { entity: X0, type: 'compose-stack', daysAgo: 1, body: { declared: 7, running: 7, unhealthy: 0 } },
  { entity: X0, type: 'ci-tools', daysAgo: 2, body: { helm: 'v3.19.2', kubectl: 'v1.35.1', server: 'v1.35.0' } },
  { entity: X0, type: 'ci-tests', daysAgo: 0.6, body: junit([{ name: 'tests.unit', tests: 320 }, { name: 'tests.integration', tests: 4, errors: 3 }]) },
  { entity: X0, type: 'performance-baseline', daysAgo: 6, body: { version: '3.4.0', p95Ms: 148, p99Ms: 243, requestsPerSecond: 480, failedRate: 0.0004, cpuMillicores: 78, memoryMi: 380 } },
  { entity: X0, type: 'load-test', daysAgo: 6, body: k6(148, 243, 0.0004) },
  { entity: X0, type: 'db-migration-test', daysAgo: 8, body: { up: true, down: true, schemaVersion: '0042', headVersion: '0042' } },
];
