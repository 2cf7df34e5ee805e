import { mockServices } from '@backstage/backend-test-utils';
import type { GateChanges, Transition } from '../store/types';
import { auditChanges } from './trail';

const AT = new Date('2026-11-21T12:00:00Z');
const verdict = (from: string, item?: string): Transition => ({
  at: AT,
  entityRef: 'component:default/web',
  scorecard: 'release',
  ...(item && { item }),
  cluster: '',
  environment: '',
  from,
  to: 'blocked',
  cause: 'service',
  evidence: {},
});
const CHANGES: GateChanges = {
  rows: [],
  deletes: [],
  awaited: [],
  openItems: [],
  transitions: [verdict(''), verdict('ready', 'release.01'), verdict('ready')],
  lapses: [
    {
      decisionId: 'a1',
      at: AT,
      by: 'system',
      action: 'lapsed',
      reason: 'The item release.01 fails',
    },
  ],
};

it('audits verdicts that turned and signatures that lapsed, nothing else', async () => {
  const auditor = mockServices.auditor.mock();
  const success = jest.fn();
  auditor.createEvent.mockResolvedValue({ success, fail: jest.fn() });
  await auditChanges(auditor, mockServices.logger.mock())(CHANGES);
  expect(auditor.createEvent.mock.calls.map(([event]) => event)).toEqual([
    {
      eventId: 'verdict-change',
      severityLevel: 'low',
      meta: {
        entityRef: 'component:default/web',
        scorecard: 'release',
        environment: '',
        from: 'ready',
        to: 'blocked',
        cause: 'service',
      },
    },
    {
      eventId: 'approval-lapse',
      severityLevel: 'low',
      meta: { approval: 'a1', reason: 'The item release.01 fails' },
    },
  ]);
  expect(success).toHaveBeenCalledTimes(2);
});

it('lets a change stand that the audit log does not take', async () => {
  const auditor = mockServices.auditor.mock();
  auditor.createEvent.mockRejectedValue(new Error('full'));
  const logger = mockServices.logger.mock();
  await auditChanges(auditor, logger)(CHANGES);
  expect(logger.error).toHaveBeenCalledTimes(1);
});
