/** Approvals: a member of the group that the item names signs what the gate is now, or declines. */
import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import { readinessApprovalCreatePermission } from '@readiness-gates/backstage-plugin-readiness-common';
import type { ApprovalRequest } from '@readiness-gates/backstage-plugin-readiness-common';
import type { Router } from 'express';
import type { ComputedGate } from '../../evaluation/gates';
import type { ApprovalAsk } from '../../people/asks';
import type { ApprovalRow } from '../../store/types';
import { reasonOf } from '../fields';
import type { Member } from '../membership';
import { whyWait } from '../rights';
import { snapshotOf } from '../snapshot';
import { addAnswerRoute } from './answers';
import { addDecisionRoutes } from './decisions';
import type { DecisionOptions } from './decisions';

export function addApprovalRoutes(
  router: Router,
  options: DecisionOptions,
): void {
  addDecisionRoutes(router, '/approvals', 'approval', options);
  addAnswerRoute<'approval', ApprovalRequest>(
    router,
    '/approvals',
    {
      kind: 'approval',
      to: 'sign off',
      permission: readinessApprovalCreatePermission,
      // Computed while nobody else changes it: what is signed is what is stored.
      build: (request, ask, { gate, reading, member }) => ({
        row: approvalOf(
          request,
          reading.entity.entityRef,
          ask,
          gate,
          member,
          options.clock(),
        ),
        snapshot: snapshotOf(gate),
      }),
    },
    options,
  );
}

function approvalOf(
  { decision, reason }: ApprovalRequest,
  entityRef: string,
  ask: ApprovalAsk,
  { scorecard, signable }: ComputedGate,
  { ref }: Member,
  now: Date,
): ApprovalRow {
  const wait = whyWait(ask);
  if (wait) throw new ConflictError(wait);
  const why =
    decision === 'decline' ? reasonOf(reason, 'decline') : reason?.trim();
  return {
    kind: 'approval',
    id: randomUUID(),
    scorecard: ask.scorecard,
    item: ask.item,
    check: ask.check,
    question: ask.question,
    revision: scorecard.definition.revision,
    cluster: '',
    environment: '',
    by: ref,
    at: now,
    ...(decision === 'approve' &&
      ask.validForMs !== undefined && {
        until: new Date(now.getTime() + ask.validForMs),
      }),
    entities: [{ entityRef, results: [], subjects: [] }],
    events: [],
    body: {
      decision,
      ...(why && { reason: why }),
      signed: signable.items,
      selection: signable.selection,
    },
  };
}
