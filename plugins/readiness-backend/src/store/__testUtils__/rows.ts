/** Rows for tests: complete, plain, and told apart by what a test names. */
import type { GateState } from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  GateChanges,
  GateRow,
  MirroredEntity,
  ObservationRow,
  OpenItemRow,
  ProblemRow,
  RunSummary,
  StateRow,
  Transition,
} from '../types';

export const NOON = new Date('2026-11-21T12:00:00.000Z');

export function minutesAfter(date: Date, minutes: number): Date {
  return new Date(date.getTime() + minutes * 60_000);
}

export function entityRow(
  name: string,
  more: Partial<MirroredEntity> = {},
): MirroredEntity {
  const entityRef = `component:default/${name}`;
  return {
    entityRef,
    uid: `uid-${name}`,
    kind: 'component',
    namespace: 'default',
    name,
    tags: [],
    entity: { kind: 'Component', metadata: { name } },
    digest: 'd1',
    changedAt: NOON,
    ...more,
  };
}

export function stateRow(name: string, more: Partial<StateRow> = {}): StateRow {
  return {
    entityRef: `component:default/${name}`,
    scorecard: 'service-baseline',
    cluster: 'prod',
    environment: 'production',
    uid: `uid-${name}`,
    digest: 'd1',
    packed: {
      results: { q: { r: 'pass', since: NOON.toISOString() } },
      workloads: [],
      revisions: { 'pdb-covers-workload': 'r1' },
      selection: 's1',
    },
    ...more,
  };
}

export function problemRow(
  name: string,
  more: Partial<ProblemRow> = {},
): ProblemRow {
  return {
    entityRef: `component:default/${name}`,
    scorecard: 'service-baseline',
    cluster: 'prod',
    environment: 'production',
    item: 'pdb',
    check: 'pdb-covers-workload',
    severity: 'blocking',
    result: 'fail',
    cause: '',
    responsible: 'owner',
    findings: [
      {
        cluster: 'prod',
        environment: 'production',
        namespace: 'shop',
        kind: 'Deployment',
        name,
        message: `no PodDisruptionBudget selects ${name}`,
      },
    ],
    findingsTotal: 1,
    ...more,
  };
}

/** An enforced item that fails its one check. */
export function openItemRow(
  name: string,
  more: Partial<OpenItemRow> = {},
): OpenItemRow {
  const result = more.result ?? 'fail';
  return {
    entityRef: `component:default/${name}`,
    scorecard: 'service-baseline',
    item: 'pdb',
    check: 'pdb-covers-workload',
    result,
    itemResult: result,
    severity: 'blocking',
    enforced: true,
    holds: true,
    wouldHold: true,
    responsible: 'owner',
    ...more,
  };
}

export function gateState(more: Partial<GateState> = {}): GateState {
  return {
    verdict: 'ready',
    waitingOn: [],
    score: { value: 100, low: 100, high: 100 },
    coverage: { applicable: 10, machineRead: 10, stated: 0 },
    counts: {
      pass: 10,
      fail: 0,
      unknown: 0,
      pending: 0,
      waived: 0,
      notApplicable: 0,
    },
    blocking: 0,
    notEvaluated: 0,
    ...more,
  };
}

/** What computing gates comes to where nothing changes. */
export const NO_GATE_CHANGES: GateChanges = {
  rows: [],
  deletes: [],
  transitions: [],
  awaited: [],
  openItems: [],
  lapses: [],
};

export function gateRow(
  name: string,
  state: Partial<GateState> = {},
  more: Partial<GateRow> = {},
): GateRow {
  return {
    entityRef: `component:default/${name}`,
    scorecard: 'service-baseline',
    environment: '',
    state: gateState(state),
    digest: JSON.stringify(state),
    changedAt: NOON,
    ...more,
  };
}

export function transition(
  name: string,
  more: Partial<Transition> = {},
): Transition {
  return {
    at: NOON,
    entityRef: `component:default/${name}`,
    scorecard: 'service-baseline',
    cluster: '',
    environment: '',
    from: 'ready',
    to: 'blocked',
    cause: 'service',
    evidence: {},
    ...more,
  };
}

export function outage(
  cluster: string,
  more: Partial<Transition> = {},
): Transition {
  return {
    at: NOON,
    cluster,
    environment: '',
    from: 'reachable',
    to: 'unreachable',
    cause: 'platform',
    evidence: {},
    ...more,
  };
}

export function observationRow(
  resource: string,
  more: Partial<ObservationRow> = {},
): ObservationRow {
  return {
    cluster: 'prod',
    resource,
    namespace: '',
    attemptedAt: NOON,
    completedAt: NOON,
    complete: true,
    notServed: false,
    objects: 3,
    malformed: 0,
    ...more,
  };
}

export function runSummary(more: Partial<RunSummary> = {}): RunSummary {
  return {
    startedAt: NOON.toISOString(),
    finishedAt: NOON.toISOString(),
    durationMs: 1,
    outcome: 'succeeded',
    entities: 1,
    objects: 1,
    requests: 1,
    changed: 0,
    errors: [],
    ...more,
  };
}
