/** A gate that waits for people and tools alone: what they say opens it, and time or a new image closes it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compileTexts,
  scorecardYaml,
} from '../definitions/__testing__/definitions';
import type { CompiledScorecard } from '../definitions/types';
import {
  approval,
  attestation,
  days,
  event,
  waiver,
  WEB,
} from '../people/testing';
import type { DecisionRow, ReportRow, StateRow } from '../store/types';
import type { GateContext } from './answers';
import { asksOf, awaitedRows } from './asks';
import { ObservationIndex } from './freshness';
import { computeEntityGate } from './gates';
import type { ComputedGate } from './gates';

const checksDir = join(__dirname, '..', '..', 'checks');
const CHECKS = [
  'people/runbook-reviewed',
  'people/sign-off-operations',
  'people/sign-off-security',
  'testing/load-test-passed',
  'testing/recovery-drill-passed',
];
const ONE = `sha256:${'1'.repeat(64)}`;
const TWO = `sha256:${'2'.repeat(64)}`;
const COMMIT = 'c0ffee'.padEnd(40, '0');

let scorecard: CompiledScorecard;
beforeAll(async () => {
  const definitions = await compileTexts({
    checks: Object.fromEntries(
      CHECKS.map(name => [
        `checks/${name}.yaml`,
        readFileSync(join(checksDir, `${name}.yaml`), 'utf8'),
      ]),
    ),
    scorecards: {
      'scorecards/baseline.yaml': scorecardYaml(`
- { id: load, text: Load, check: load-test-passed, severity: blocking }
- { id: runbook, text: Runbook, check: runbook-reviewed, severity: blocking }
- { id: restore, text: Restore, check: recovery-drill-passed, severity: recommended }
- { id: security, text: Security, check: sign-off-security, severity: blocking }
- { id: operations, text: Operations, check: sign-off-operations, params: { step: 2 }, severity: blocking }`),
    },
    withCases: false,
  });
  if (definitions.errors.length > 0)
    throw new Error(definitions.errors[0].message);
  scorecard = definitions.scorecards.get('baseline')!;
});

const state = (environment: string, image: string): StateRow => ({
  entityRef: WEB,
  scorecard: 'baseline',
  cluster: 'east',
  environment,
  uid: 'u',
  digest: 'd',
  packed: {
    results: {},
    revisions: {},
    selection: '',
    workloads: [
      {
        resource: 'deployments.apps',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'web',
        images: ['web:1'],
        running: [image],
      },
    ],
  },
});

const loadTest = (changes: Partial<ReportRow> = {}): ReportRow => ({
  id: 'r1',
  entityRef: WEB,
  type: 'load-test',
  format: 'k6',
  environment: 'staging',
  runId: '1',
  time: days(0),
  receivedAt: days(0),
  by: 'external:ci',
  data: { httpReqFailedRate: 0, httpReqDurationMs: { p95: 100 } },
  notes: [],
  digest: 'd',
  ...changes,
});

const runbook = (image = ONE) =>
  attestation({
    scorecard: 'baseline',
    item: 'runbook',
    question: 'runbook-reviewed',
    body: { images: [image] },
  });
const operationsQuestion = () =>
  scorecard.items.find(({ definition }) => definition.id === 'operations')!
    .questions[0].key;

function gateOf(
  decisions: readonly DecisionRow[],
  reports: readonly ReportRow[],
  {
    now = days(1),
    states = [state('production', ONE)],
    candidate,
  }: {
    now?: Date;
    states?: StateRow[];
    candidate?: GateContext['candidate'];
  } = {},
): ComputedGate {
  const entity = {
    kind: 'Component',
    metadata: {
      name: 'web',
      annotations: { 'backstage.io/kubernetes-id': 'web' },
    },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/shop' }],
  };
  return computeEntityGate(
    {
      entityRef: WEB,
      entity,
      changedAt: days(-1),
      selection: {
        selector: { requirements: [] },
        selectorText: 'app=web',
      } as never,
      said: { decisions, reports },
    },
    scorecard,
    states,
    {
      settings: {
        periodMs: 600_000,
        catalogPeriodMs: 300_000,
        maxAgeMs: 1_800_000,
        gatedEnvironments: ['production'],
        environmentLabel: 'environment',
        extendedGrant: false,
      },
      observations: new ObservationIndex([]),
      clusters: [{ name: 'east' }],
      now,
      ...(candidate && { candidate }),
    },
  );
}

/** Signs what the gate is at that moment. */
function sign(
  item: 'security' | 'operations',
  gate: ComputedGate,
): DecisionRow {
  return approval({
    id: item,
    scorecard: 'baseline',
    item,
    question: item === 'security' ? 'sign-off-security' : operationsQuestion(),
    body: {
      signed: gate.signable.items,
      selection: gate.signable.selection,
    },
  });
}

const resultOf = (gate: ComputedGate, item: string) =>
  gate.items
    .find(({ id }) => id === item)!
    .answers.map(({ result }) => result.result);

/** Everybody has spoken. */
function everything() {
  const said: DecisionRow[] = [runbook()];
  const reports = [loadTest()];
  said.push(sign('security', gateOf(said, reports)));
  said.push(sign('operations', gateOf(said, reports)));
  return { said, reports };
}

it('opens word by word, and waits on who has not spoken', () => {
  const steps: [DecisionRow[], ReportRow[], string][] = [
    [[], [], 'incomplete people,service'],
    [[], [loadTest()], 'incomplete people'],
    [[runbook()], [loadTest()], 'incomplete people'],
  ];
  for (const [said, reports, expected] of steps) {
    const { own } = gateOf(said, reports);
    expect(`${own.verdict} ${own.waitingOn}`).toBe(expected);
  }
  const { said, reports } = everything();
  const { own } = gateOf(said, reports);
  expect(own).toMatchObject({
    verdict: 'ready',
    // Signatures are not scored; the runbook is somebody's word, the load test a tool's.
    coverage: { applicable: 3, machineRead: 1, stated: 1 },
    nextChangeAt: days(30).toISOString(),
  });
});

it.each([
  ['before a word or report ends', days(29), 'ready'],
  ['once they have ended', days(30), 'incomplete'],
])('is %s: %s', (_, now, verdict) => {
  const { said, reports } = everything();
  expect(gateOf(said, reports, { now: now as Date }).own.verdict).toBe(verdict);
});

it('asks the report before anybody’s word for it, and its fail is a fail', () => {
  const slow = loadTest({
    data: { httpReqFailedRate: 0, httpReqDurationMs: { p95: 900 } },
  });
  const word = attestation({
    scorecard: 'baseline',
    item: 'load',
    question: 'load-test-passed',
    body: { images: [ONE] },
  });
  expect(resultOf(gateOf([word], []), 'load')).toEqual(['pass']);
  expect(resultOf(gateOf([word], [slow]), 'load')).toEqual(['fail']);
  expect(
    resultOf(gateOf([word], [loadTest()], { now: days(40) }), 'load'),
  ).toEqual(['pending']);
});

it('counts the newest run, in whatever order reports arrive', () => {
  const failed = loadTest({
    id: 'r0',
    runId: '0',
    time: days(-1),
    receivedAt: days(2),
    data: { httpReqFailedRate: 1 },
  });
  expect(resultOf(gateOf([], [failed, loadTest()]), 'load')).toEqual(['pass']);
});

it('lapses a word with the image that it was given for', () => {
  const word = attestation({
    scorecard: 'baseline',
    item: 'load',
    question: 'load-test-passed',
    body: { images: [ONE] },
  });
  const after = { states: [state('production', TWO)] };
  expect(resultOf(gateOf([word], [], after), 'load')).toEqual(['pending']);
});

it('lapses a signature when what was signed regresses, and not by another signature', () => {
  const { said } = everything();
  const bad = loadTest({
    id: 'r2',
    runId: '2',
    time: days(1),
    data: { httpReqFailedRate: 1 },
  });
  const gate = gateOf(said, [loadTest(), bad]);
  expect(gate.own.verdict).toBe('blocked');
  expect(resultOf(gate, 'security')).toEqual(['pending']);
});

it('shows what is waived as waived, until its end', () => {
  const { said, reports } = everything();
  const accepted = waiver({
    scorecard: 'baseline',
    item: 'load',
    until: days(10),
    events: [event('approved')],
    entities: [{ entityRef: WEB, results: ['pending'], subjects: [] }],
  });
  const others = said.filter(({ kind }) => kind === 'attestation');
  const gate = gateOf([...others, accepted], []);
  expect(resultOf(gate, 'load')).toEqual(['waived']);
  expect(gate.own.counts).toMatchObject({ waived: 1, pass: 1 });
  expect(
    resultOf(gateOf([...others, accepted], [], { now: days(10) }), 'load'),
  ).toEqual(['pending']);
  expect(reports).toHaveLength(1);
});

it('lets a declined signature block, until somebody signs', () => {
  const { said, reports } = everything();
  const declined = approval({
    scorecard: 'baseline',
    item: 'security',
    question: 'sign-off-security',
    at: days(1),
    body: { decision: 'decline', reason: 'no threat model' },
  });
  expect(gateOf([...said, declined], reports).own.verdict).toBe('blocked');
  const again = { ...sign('security', gateOf(said, reports)), at: days(2) };
  expect(gateOf([...said, declined, again], reports).own.verdict).toBe('ready');
});

it('awaits each step in its turn', () => {
  const rows = (gate: ComputedGate) =>
    awaitedRows(gate, WEB).map(({ item, kind, party, dueAt }) =>
      `${item} ${kind} ${party}${
        dueAt ? ` ${dueAt.toISOString()}` : ''
      }`.trim(),
    );
  expect(rows(gateOf([], []))).toEqual([
    'load report',
    'load attestation group:default/shop',
    'runbook attestation group:default/shop',
    'restore report',
    'restore attestation group:default/shop',
    'security approval group:default/security',
  ]);
  const { said, reports } = everything();
  const withoutOperations = said.filter(({ id }) => id !== 'operations');
  expect(rows(gateOf(withoutOperations, reports))).toEqual([
    `load report  ${days(30).toISOString()}`,
    `runbook attestation group:default/shop ${days(30).toISOString()}`,
    'restore report',
    'restore attestation group:default/shop',
    'operations approval group:default/operations',
  ]);
  const gate = gateOf([], []);
  const operations = gate.items.find(({ id }) => id === 'operations')!;
  expect(asksOf(gate, operations)[0]).toMatchObject({
    step: 2,
    waitsFor: ['security'],
  });
});

describe('a candidate', () => {
  const states = () => [state('production', ONE), state('staging', TWO)];
  const candidate = {
    image: TWO,
    promotedFrom: 'staging',
    target: 'production',
  };
  const tested = (changes: Partial<ReportRow>) =>
    gateOf([runbook()], [loadTest(changes)], { states: states(), candidate });

  it('is judged by reports of its own', () => {
    expect(resultOf(tested({ imageDigest: TWO }), 'load')).toEqual(['pass']);
    expect(resultOf(tested({ imageDigest: ONE }), 'load')).toEqual(['pending']);
    expect(resultOf(tested({}), 'load')).toEqual(['pass']);
  });

  it('is known by commit and image where a report names both', () => {
    const reports = [
      loadTest({ commit: COMMIT }),
      loadTest({ id: 'r2', type: 'build', commit: COMMIT, imageDigest: TWO }),
    ];
    const gate = gateOf([], reports, { states: states(), candidate });
    expect(resultOf(gate, 'load')).toEqual(['pass']);
  });

  it('must run where it is promoted from', () => {
    expect(resultOf(tested({}), 'candidate-runs')).toEqual(['pass']);
    const elsewhere = gateOf([], [], {
      states: states(),
      candidate: { ...candidate, image: ONE },
    });
    expect(resultOf(elsewhere, 'candidate-runs')).toEqual(['pending']);
  });
});
