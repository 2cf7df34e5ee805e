/** Every format by a sample in the true shape of its tool: file in, extract out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseReport, type FormatName } from '.';

const now = new Date('2026-11-21T10:00:00Z');
const none = { critical: 0, high: 0, medium: 0, low: 0, unknown: 0 };

function parse(format: FormatName, body: Buffer) {
  return parseReport({
    type: 'sample',
    format,
    body,
    now,
    fields: {
      sizeBytes: { type: 'integer', path: 'image.sizeBytes', required: true },
      stages: { type: 'number' },
      reproducible: { type: 'boolean' },
      base: { type: 'string', path: 'image.base' },
      absent: { type: 'string' },
    },
  });
}

const SAMPLES: [
  file: string,
  format: FormatName,
  extract: object,
  notes: string[],
][] = [
  [
    'k6-summary-export.json',
    'k6',
    {
      thresholds: {
        total: 4,
        passed: [
          'checks: rate>0.95',
          'http_req_duration: p(95)<200',
          'http_req_failed: rate<0.01',
        ],
        failed: ['http_req_duration: p(99)<300'],
      },
      httpReqFailedRate: 0.005,
      httpReqDurationMs: { p95: 183.75, p99: 402.5 },
      httpReqs: { count: 1200, rate: 19.98 },
      vusMax: 50,
      checksRate: 0.9833333333333333,
    },
    [],
  ],
  [
    'k6-handle-summary.json',
    'k6',
    {
      thresholds: {
        total: 2,
        passed: ['http_req_duration: p(95)<200'],
        failed: ['http_req_failed: rate<0.01'],
      },
      httpReqFailedRate: 0.02,
      httpReqDurationMs: { p95: 183.75 },
      httpReqs: { count: 1200, rate: 19.98 },
      vusMax: 50,
      durationMs: 60042.18,
    },
    [],
  ],
  [
    'junit-pytest.xml',
    'junit',
    {
      suites: 1,
      tests: 5,
      failures: 1,
      errors: 1,
      skipped: 1,
      time: 12.482,
      bySuite: [
        {
          name: 'integration',
          tests: 5,
          failures: 1,
          errors: 1,
          skipped: 1,
          time: 12.482,
        },
      ],
      failed: ['tests.test_orders: test_cancel[a<b]', 'tests.test_metrics'],
    },
    [],
  ],
  [
    'junit-nested.xml',
    'junit',
    {
      suites: 2,
      tests: 3,
      failures: 2,
      errors: 0,
      skipped: 0,
      time: 1204.5,
      bySuite: [
        {
          name: 'unit',
          tests: 3,
          failures: 1,
          errors: 0,
          skipped: 0,
          time: 4.5,
        },
        {
          name: 'slow',
          tests: 1,
          failures: 1,
          errors: 0,
          skipped: 0,
          time: 1200,
        },
      ],
      failed: ['Unit: two'],
    },
    [
      'tests: the suites say 4, their test cases are 3',
      'failures: the suites say 2, their test cases are 1',
    ],
  ],
  [
    'cobertura-istanbul.xml',
    'cobertura',
    {
      lines: { covered: 4, total: 5 },
      branches: { covered: 3, total: 4 },
      lineRate: 0.8,
      branchRate: 0.75,
      fileCount: 2,
      files: [
        {
          path: 'components/InterviewPrepHub.tsx',
          lines: { covered: 3, total: 4 },
          branches: { covered: 3, total: 4 },
        },
        {
          path: 'components/Quiz.tsx',
          lines: { covered: 1, total: 1 },
          branches: { covered: 0, total: 0 },
        },
      ],
    },
    [],
  ],
  [
    'coverage.lcov',
    'lcov',
    {
      lines: { covered: 8, total: 13 },
      branches: { covered: 1, total: 2 },
      lineRate: 8 / 13,
      branchRate: 0.5,
      fileCount: 2,
      files: [
        {
          path: 'src/orders.ts',
          lines: { covered: 3, total: 3 },
          branches: { covered: 1, total: 2 },
        },
        {
          path: 'src/stock.ts',
          lines: { covered: 5, total: 10 },
          branches: { covered: 0, total: 0 },
        },
      ],
    },
    [],
  ],
  [
    'sarif.json',
    'sarif',
    {
      tools: ['Scanner 3.2.1'],
      total: 5,
      byLevel: { error: 3, warning: 1, note: 1, none: 0 },
      suppressed: 1,
      rules: [
        { id: 'sql-injection', count: 2 },
        { id: 'weak-hash', count: 2 },
        { id: 'style', count: 1 },
      ],
      ruleCount: 3,
      executionSuccessful: true,
    },
    [],
  ],
  [
    'trivy.json',
    'trivy',
    {
      artifact: {
        name: 'registry.example/shop/web:1.4.2',
        type: 'container_image',
        digests: [`sha256:${'2'.repeat(64)}`],
        imageId: `sha256:${'1'.repeat(64)}`,
      },
      targets: 4,
      vulnerabilities: { ...none, critical: 1, high: 1, low: 1 },
      fixable: { ...none, critical: 1 },
      misconfigurations: { ...none, high: 1 },
      secrets: { ...none, critical: 1 },
    },
    [],
  ],
  [
    'kube-bench.json',
    'kube-bench',
    {
      pass: 1,
      fail: 1,
      warn: 1,
      info: 0,
      benchmarks: ['cis-1.9'],
      detectedVersions: ['1.31'],
      nodeTypes: ['master'],
      failed: ['1.2.16'],
    },
    [],
  ],
  [
    'sonobuoy-status.json',
    'sonobuoy',
    {
      status: 'passed',
      total: 6603,
      passed: 403,
      failed: 0,
      skipped: 6200,
      plugins: [
        {
          name: 'e2e',
          status: 'passed',
          total: 6602,
          passed: 402,
          failed: 0,
          skipped: 6200,
        },
        {
          name: 'systemd-logs',
          status: 'passed',
          total: 1,
          passed: 1,
          failed: 0,
          skipped: 0,
        },
      ],
    },
    [],
  ],
  [
    'sonobuoy-dump.txt',
    'sonobuoy',
    {
      status: 'failed',
      total: 4,
      passed: 2,
      failed: 1,
      skipped: 1,
      plugins: [
        {
          name: 'e2e',
          status: 'failed',
          total: 3,
          passed: 1,
          failed: 1,
          skipped: 1,
        },
        {
          name: 'systemd-logs',
          status: 'passed',
          total: 1,
          passed: 1,
          failed: 0,
          skipped: 0,
        },
      ],
    },
    [],
  ],
  [
    'helm-lint.txt',
    'helm-lint',
    {
      chartsLinted: 1,
      chartsFailed: 1,
      errors: 1,
      warnings: 1,
      infos: 1,
      messages: [
        '[WARNING] templates/ingress.yaml: extensions/v1beta1 Ingress is deprecated',
        '[ERROR] templates/deployment.yaml: unable to parse YAML: line 12',
      ],
    },
    [],
  ],
  [
    'helm-lint.json',
    'helm-lint',
    {
      chartsLinted: 1,
      chartsFailed: 0,
      errors: 0,
      warnings: 0,
      infos: 1,
      messages: [],
      chart: 'web',
      version: '3.4.0',
      exitCode: 0,
    },
    [],
  ],
  [
    'kubeconform.json',
    'kubeconform',
    {
      valid: 8,
      invalid: 1,
      errors: 1,
      skipped: 1,
      failed: ['Deployment web', 'out/broken.yaml'],
      skippedKinds: ['PrometheusRule'],
    },
    [],
  ],
  [
    'plain.json',
    'json',
    {
      sizeBytes: 412000000,
      stages: 2,
      reproducible: true,
      base: 'distroless',
    },
    [],
  ],
  [
    'drill.json',
    'drill',
    {
      kind: 'failover',
      passed: true,
      time: '2026-11-20T08:00:00.000Z',
      scenario: 'region',
      downtimeSeconds: 42.5,
      dataIntact: true,
    },
    ['the field dataintact is not read'],
  ],
];

function sample(file: string): Buffer {
  return readFileSync(join(__dirname, '__fixtures__', file));
}

describe('formats', () => {
  it.each(SAMPLES)('%s', async (file, format, extract, notes) => {
    const report = await parse(format, sample(file));
    expect(report.extract).toEqual(extract);
    expect(report.notes).toEqual(notes);
    expect(report).toMatchObject({ type: 'sample', format });
  });

  // A dump of Sonobuoy has no end: cut between two tests it is whole, and the status on top still says what became of all.
  const whole = SAMPLES.filter(([file]) => file !== 'sonobuoy-dump.txt');
  it.each(whole)('%s cut off is refused', async (file, format) => {
    const bytes = sample(file);
    for (const part of [0.3, 0.6, 0.9]) {
      const cut = bytes.subarray(0, Math.floor(bytes.length * part));
      await expect(parse(format, cut)).rejects.toMatchObject({
        name: 'ReportError',
        path: expect.stringMatching(/^body/),
      });
    }
  });

  it('keeps the errors that only the root of a JUnit file tells', async () => {
    const xml =
      '<testsuites tests="1" errors="1"><testsuite><testcase name="a"/></testsuite></testsuites>';
    expect(await parse('junit', Buffer.from(xml))).toMatchObject({
      extract: { tests: 1, errors: 1, failures: 0 },
    });
  });

  it('knows what a threshold of --summary-export says in reverse', async () => {
    const crossed = Buffer.from(
      '{"metrics":{"checks":{"value":1,"thresholds":{"rate>0.9":true}}}}',
    );
    expect(await parse('k6', crossed)).toMatchObject({
      extract: { thresholds: { passed: [], failed: ['checks: rate>0.9'] } },
    });
  });
});
