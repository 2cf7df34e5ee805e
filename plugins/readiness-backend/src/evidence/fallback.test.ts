/** When the next kind of evidence is asked: where this one cannot tell, never on a fail or an unknown. */
import { createBaseEnvironment } from '../definitions/cel/environment';
import { compileDefinitions } from '../definitions/compile';
import { judgeCase } from './cases';
import type { CheckCase } from './cases';

const HEAD = `id: probe
title: A probe
why: For tests.
fix: None.
responsible: owner
evidence:
`;
const ATTESTED = `  - attestation: { statement: It is so., by: owner, validFor: P30D }
`;
const TELLS = `  - kubernetes:
      each: workload
      tells: [{ rule: it names its logs, expression: 'object.metadata.?annotations[?"logs"].hasValue()' }]
      expression: object.metadata.annotations.logs == "stdout"
`;
const MEASURED = `  - prometheus:
      each: workload
      series: { load: { query: 'sum by (namespace, pod) (load)' } }
      noData: { of: load, result: fallback, rule: its load is measured }
      expression: load.all(s, s.value < 10)
`;

async function compile(evidence: string) {
  return compileDefinitions(
    {
      checks: [{ file: 'checks/test/probe.yaml', text: HEAD + evidence }],
      scorecards: [],
    },
    await createBaseEnvironment(),
  );
}

const workload = (name: string, logs?: string) => [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace: 'shop',
      uid: name,
      labels: { 'backstage.io/kubernetes-id': 'app' },
      ...(logs && { annotations: { logs } }),
    },
    spec: { template: { spec: { containers: [{ name: 'app' }] } } },
  },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-0`,
      namespace: 'shop',
      uid: `${name}-0`,
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name,
          uid: name,
          controller: true,
        },
      ],
    },
    spec: { containers: [{ name: 'app' }] },
    status: { phase: 'Running' },
  },
];
const load = (...pods: [string, number][]): CheckCase['prometheus'] => ({
  series: {
    load: pods.map(([pod, value]) => ({
      labels: { namespace: 'shop', pod },
      value,
    })),
  },
});

it.each<[string, string, Partial<CheckCase>, object]>([
  [
    'the cluster tells of every subject',
    TELLS,
    { objects: workload('a', 'stdout') },
    { r: 'pass' },
  ],
  [
    'the cluster tells, and it is not so',
    TELLS,
    { objects: workload('a', 'file') },
    { r: 'fail' },
  ],
  [
    'the cluster does not tell of one of two',
    TELLS,
    { objects: [...workload('a', 'stdout'), ...workload('b')] },
    { r: 'cannotExist', reason: 'only where it names its logs' },
  ],
  [
    'the cluster does not tell of one of two, and the other fails',
    TELLS,
    { objects: [...workload('a', 'file'), ...workload('b')] },
    { r: 'fail' },
  ],
  [
    'the cluster could not be read',
    TELLS,
    { objects: workload('a'), unread: ['namespaces'] },
    { r: 'unread' },
  ],
  [
    'all are measured',
    MEASURED,
    {
      objects: [...workload('a'), ...workload('b')],
      prometheus: load(['a-0', 1], ['b-0', 1]),
    },
    { r: 'pass' },
  ],
  [
    'none is measured',
    MEASURED,
    { objects: workload('a'), prometheus: load(['other-0', 1]) },
    { r: 'cannotExist', reason: 'its load is measured' },
  ],
  [
    'one of two is measured',
    MEASURED,
    {
      objects: [...workload('a'), ...workload('b')],
      prometheus: load(['a-0', 1]),
    },
    {
      r: 'unknown',
      cause: 'not-configured',
      message: 'its load is measured',
    },
  ],
  [
    'one of two is measured, and fails',
    MEASURED,
    {
      objects: [...workload('a'), ...workload('b')],
      prometheus: load(['a-0', 99]),
    },
    { r: 'fail' },
  ],
  [
    'the query is refused',
    MEASURED,
    { objects: workload('a'), prometheus: { error: 'no' } },
    { r: 'unknown', cause: 'query-failed' },
  ],
])('%s', async (_, evidence, given, judged) => {
  const { checks, errors } = await compile(evidence + ATTESTED);
  expect(errors).toEqual([]);
  expect(
    judgeCase(checks.get('probe')!, {
      name: 'a case',
      result: 'pass',
      ...given,
    } as CheckCase),
  ).toMatchObject(judged);
});

it.each([
  [TELLS, '`tells` needs another kind of evidence after it'],
  [MEASURED, '`fallback` needs another kind of evidence after it'],
])('is told where there is nothing to fall back on', async (evidence, says) => {
  const { errors } = await compile(evidence);
  expect(errors.map(({ message }) => message)).toEqual([
    expect.stringContaining(says),
  ]);
});
