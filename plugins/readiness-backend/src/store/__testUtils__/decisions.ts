/** What people and tools say, for tests: complete, plain, and told apart by what a test names. */
import type { ApprovalSnapshot } from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  ApprovalRow,
  AttestationRow,
  AwaitedRow,
  DecidedEntity,
  DecisionEvent,
  ReportRow,
  WaiverRow,
} from '../types';
import { minutesAfter, NOON } from './rows';

const said = {
  scorecard: 'service-baseline',
  revision: 'rev1',
  cluster: '',
  environment: '',
  by: 'user:default/ann',
  at: NOON,
  events: [],
};

/** Two people, `ann` who asks and `bob` who decides. */
export const BOB = 'user:default/bob';

export function decidedEntity(
  name: string,
  more: Partial<DecidedEntity> = {},
): DecidedEntity {
  return {
    entityRef: `component:default/${name}`,
    results: [],
    subjects: [],
    ...more,
  };
}

export function attestationRow(
  id: string,
  more: Partial<AttestationRow> = {},
): AttestationRow {
  return {
    ...said,
    id,
    kind: 'attestation',
    item: 'restore',
    check: 'restore-tested',
    question: 'restore-tested',
    until: minutesAfter(NOON, 30 * 24 * 60),
    entities: [decidedEntity('cart')],
    body: {
      statement: 'The restore was tested.',
      link: 'https://example.com/restore',
      images: ['sha256:1'],
      owner: 'group:default/shop',
      checkRevision: 'r1',
    },
    ...more,
  };
}

/** An approval without an end. */
export function approvalRow(
  id: string,
  more: Partial<ApprovalRow> = {},
): ApprovalRow {
  return {
    ...said,
    id,
    kind: 'approval',
    item: 'security',
    check: 'security-approved',
    question: 'security-approved',
    entities: [decidedEntity('cart')],
    body: {
      decision: 'approve',
      signed: [{ item: 'pdb', result: 'pass', questions: ['pdb'] }],
      selection: 's1',
    },
    ...more,
  };
}

export function waiverRow(
  id: string,
  more: Partial<WaiverRow> = {},
): WaiverRow {
  return {
    ...said,
    id,
    kind: 'waiver',
    item: 'pdb',
    check: 'pdb-covers-workload',
    question: '',
    until: minutesAfter(NOON, 7 * 24 * 60),
    entities: [
      decidedEntity('cart', {
        results: ['fail'],
        subjects: ['prod/production/shop/Deployment/cart/'],
      }),
    ],
    body: { reason: 'The window is in March.', renewals: 0 },
    ...more,
  };
}

export function decisionEvent(
  decisionId: string,
  action: DecisionEvent['action'],
  more: Partial<DecisionEvent> = {},
): DecisionEvent {
  return {
    decisionId,
    at: NOON,
    by: BOB,
    action,
    reason: 'So be it.',
    ...more,
  };
}

export function approvalSnapshot(): ApprovalSnapshot {
  return {
    verdict: 'ready',
    score: { value: 100, low: 100, high: 100 },
    coverage: { applicable: 1, machineRead: 1, stated: 0 },
    counts: {
      pass: 1,
      fail: 0,
      unknown: 0,
      pending: 0,
      waived: 0,
      notApplicable: 0,
    },
    revision: 'rev1',
    selection: 's1',
    items: [{ id: 'pdb', text: 'A budget', result: 'pass', questions: [] }],
  };
}

/** Of the run that its id names. */
export function reportRow(
  id: string,
  more: Partial<ReportRow> = {},
): ReportRow {
  return {
    id,
    entityRef: 'component:default/cart',
    type: 'load-test',
    format: 'k6',
    environment: '',
    runId: `run-${id}`,
    time: NOON,
    receivedAt: NOON,
    by: 'external:ci',
    data: { p95: 80 },
    notes: [],
    digest: 'd1',
    ...more,
  };
}

/** A word that nobody has given yet. */
export function awaitedRow(
  name: string,
  more: Partial<AwaitedRow> = {},
): AwaitedRow {
  return {
    entityRef: `component:default/${name}`,
    scorecard: 'service-baseline',
    item: 'restore',
    kind: 'attestation',
    party: 'group:default/shop',
    severity: 'blocking',
    ...more,
  };
}
