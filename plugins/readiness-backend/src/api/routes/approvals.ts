/** Approvals: a member of the group that the item names signs what the gate is now, or declines. */
import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import { readinessApprovalCreatePermission } from '@readiness-gates/backstage-plugin-readiness-common';
import type { ApprovalRequest } from '@readiness-gates/backstage-plugin-readiness-common';
import type { Router } from 'express';
import type { ComputedGate } from '../../evaluation/gates';
import type { ApprovalAsk } from '../../people/asks';
import type { ApprovalRow } from '../../store/types';
import { audited } from '../audit';
import { reasonOf } from '../fields';
import type { Member } from '../membership';
import { parseRef } from '../refs';
import { whyWait } from '../rights';
import { snapshotOf } from '../snapshot';
import { demandAsk, demandGate, demandItem } from '../speech';
import { addDecisionRoutes } from './decisions';
import type { DecisionOptions } from './decisions';

export function addApprovalRoutes(
  router: Router,
  options: DecisionOptions,
): void {
  const { callers, clock, decisions, reader, words } = options;
  addDecisionRoutes(router, '/approvals', 'approval', options);

  router.post('/approvals', async (req, res) => {
    const { credentials, member } = await callers.person(req, 'sign off');
    const request = req.body as ApprovalRequest;
    const { scorecard, item, decision } = request;
    const answer = await audited(
      options,
      req,
      {
        eventId: 'approval-create',
        meta: { entityRef: request.entityRef, scorecard, item, decision },
      },
      async () => {
        const entityRef = parseRef(request.entityRef);
        await callers.demandEntity(credentials, entityRef);
        await demandItem(options, credentials, request);
        await callers.demandGate(
          credentials,
          readinessApprovalCreatePermission,
          entityRef,
          scorecard,
        );
        // Computed while nobody else changes it: what is signed is what is stored.
        const row = await words.decide([entityRef], ([reading]) => {
          const gate = demandGate(reader, reading, { entityRef, scorecard });
          const ask = demandAsk('approval', gate, item, member);
          return {
            row: approvalOf(request, entityRef, ask, gate, member, clock()),
            snapshot: snapshotOf(gate),
          };
        });
        const viewer = await decisions.viewer(credentials);
        return {
          answer: await decisions.view(row, viewer),
          meta: { approval: row.id },
        };
      },
    );
    res.status(201).json(answer);
  });
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
