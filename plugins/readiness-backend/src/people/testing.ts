/** Rows for tests, complete but for what a test is about. */
import type {
  ApprovalRow,
  AttestationRow,
  DecisionEvent,
  WaiverRow,
} from '../store/types';

export const AT = new Date('2026-11-21T12:00:00Z');
export const WEB = 'component:default/web';

export const days = (count: number) =>
  new Date(AT.getTime() + count * 86_400_000);

const DECIDED = {
  id: '00000000-0000-4000-8000-000000000001',
  scorecard: 'service',
  item: 's.01',
  check: 'runbook-reviewed',
  question: 'runbook-reviewed',
  revision: 'r1',
  cluster: '',
  environment: '',
  by: 'user:default/ada',
  at: AT,
  until: days(30),
  entities: [{ entityRef: WEB, results: [], subjects: [] }],
  events: [],
};

export function attestation(
  changes: Partial<Omit<AttestationRow, 'body'>> & {
    body?: Partial<AttestationRow['body']>;
  } = {},
): AttestationRow {
  return {
    ...DECIDED,
    kind: 'attestation',
    ...changes,
    body: {
      statement: 'It was read',
      images: ['sha256:one'],
      owner: 'group:default/shop',
      checkRevision: 'c1',
      ...changes.body,
    },
  };
}

export function approval(
  changes: Partial<Omit<ApprovalRow, 'body'>> & {
    body?: Partial<ApprovalRow['body']>;
  } = {},
): ApprovalRow {
  return {
    ...DECIDED,
    kind: 'approval',
    until: undefined,
    ...changes,
    body: {
      decision: 'approve',
      signed: [],
      selection: 'app=web',
      ...changes.body,
    },
  };
}

export function waiver(
  changes: Partial<Omit<WaiverRow, 'body'>> & {
    body?: Partial<WaiverRow['body']>;
  } = {},
): WaiverRow {
  return {
    ...DECIDED,
    kind: 'waiver',
    question: '',
    ...changes,
    body: {
      reason: 'Until the new pool is there',
      renewals: 0,
      ...changes.body,
    },
  };
}

export function event(
  action: DecisionEvent['action'],
  by = 'user:default/ivan',
): DecisionEvent {
  return {
    decisionId: DECIDED.id,
    at: AT,
    by,
    action,
    reason: `it was ${action}`,
  };
}
