/** Waivers: a gap is accepted until a date; requested by one, decided on by another. */
import { ConflictError, NotAllowedError } from '@backstage/errors';
import { readinessWaiverDecidePermission } from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  WaiverDecisionRequest,
  WaiverPreview,
  WaiverRequest,
  WaiverView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { Router } from 'express';
import { waiverStatus } from '../../people/status';
import type { DecisionEvent, WaiverRow } from '../../store/types';
import { auditedWord } from '../audit';
import type { Person } from '../callers';
import { waivedEntityView } from '../decisionViews';
import { reasonOf } from '../fields';
import { whyDecided, whyNotDecide } from '../rights';
import { checkRequest } from '../waiverRequests';
import type { CheckedRequest } from '../waiverRequests';
import { addDecisionRoutes } from './decisions';
import type { DecisionOptions } from './decisions';

export function addWaiverRoutes(
  router: Router,
  options: DecisionOptions,
): void {
  const { callers, decisions } = options;
  addDecisionRoutes(router, '/waivers', 'waiver', options);

  router.post('/waivers', async (req, res) => {
    const to = 'request a waiver';
    const request = req.body as WaiverRequest;
    const { entityRef, scorecard, item, breakGlass } = request;
    if (request.dryRun) {
      const person = await callers.person(await callers.reader(req), to);
      const checked = await checkRequest(request, person, options);
      res.json(await previewOf(checked, person, options));
      return;
    }
    const answer = await auditedWord(
      options,
      req,
      {
        to,
        eventId: breakGlass ? 'waiver-break-glass' : 'waiver-request',
        severityLevel: breakGlass ? 'high' : 'medium',
        meta: { entityRef, scorecard, item },
      },
      async person => {
        const checked = await checkRequest(request, person, options);
        const row = await store(checked, options);
        if (breakGlass) await announce(row, options);
        const viewer = await decisions.viewer(person.credentials);
        return {
          answer: await decisions.view<WaiverView>(row, viewer),
          meta: { waiver: row.id, entities: row.entities.length },
        };
      },
    );
    res.status(201).json(answer);
  });

  router.post('/waivers/:decision/decision', async (req, res) => {
    const request = req.body as WaiverDecisionRequest;
    const id = req.params.decision;
    const answer = await auditedWord(
      options,
      req,
      {
        to: 'decide',
        eventId: 'waiver-decide',
        meta: { waiver: id, decision: request.decision },
      },
      async person => ({
        answer: await decide(id, request, person, options),
        meta: {},
      }),
    );
    res.json(answer);
  });
}

async function previewOf(
  { entityRefs, deciders, until, renewals, covers }: CheckedRequest,
  { credentials }: Person,
  { decisions, reader }: DecisionOptions,
): Promise<WaiverPreview> {
  const viewer = await decisions.viewer(credentials);
  const entities = covers(await reader.readMany(entityRefs));
  return {
    until: until.toISOString(),
    renewals,
    decidedBy: deciders,
    entities: entities.map(entity => waivedEntityView(entity, viewer)),
  };
}

async function store(
  { entityRefs, covers, row }: CheckedRequest,
  { words }: DecisionOptions,
): Promise<WaiverRow> {
  const stored = await words.decide(entityRefs, readings => ({
    row: row(covers(readings)),
  }));
  return stored as WaiverRow;
}

/** It holds already; that nobody could be told is for the log. */
async function announce(
  row: WaiverRow,
  { announce: to, logger }: DecisionOptions,
): Promise<void> {
  try {
    await to?.brokeGlass(row);
  } catch (error) {
    logger.error(
      `Nobody could be told of the broken glass ${row.id}`,
      error as Error,
    );
  }
}

async function decide(
  id: string,
  { decision, reason }: WaiverDecisionRequest,
  { credentials, member }: Person,
  { callers, clock, decisions, words }: DecisionOptions,
): Promise<WaiverView> {
  const viewer = await decisions.viewer(credentials);
  const row = await decisions.one('waiver', id, viewer);
  const deciders = decisions.decidersOf(row);
  if (!deciders) {
    throw new ConflictError(
      `The scorecard ${row.scorecard} is not there any more, or names nobody who decides`,
    );
  }
  const notFor = whyNotDecide(row, deciders, member);
  if (notFor) throw new NotAllowedError(notFor);
  const permission = readinessWaiverDecidePermission;
  const [may] = await callers.gateFilters(credentials, [permission]);
  if (!(await decisions.allows(row, may))) {
    throw new NotAllowedError(
      `This needs the permission ${permission.name} for every entity of the waiver`,
    );
  }
  const why =
    decision === 'deny' ? reasonOf(reason, 'deny') : reason?.trim() ?? '';
  const now = clock();
  const decided = whyDecided(row, now);
  if (decided) throw new ConflictError(decided);
  const event: DecisionEvent = {
    decisionId: id,
    at: now,
    by: member.ref,
    action: actionOf(row, decision, now),
    reason: why,
  };
  return decisions.view(await words.add(row, event), viewer);
}

/** @throws ConflictError where there is nothing left to deny */
function actionOf(
  row: WaiverRow,
  decision: WaiverDecisionRequest['decision'],
  now: Date,
): DecisionEvent['action'] {
  if (decision === 'approve')
    return row.body.breakGlass ? 'reviewed' : 'approved';
  const { status } = waiverStatus(row, now);
  if (row.body.breakGlass && status !== 'approved') {
    throw new ConflictError(
      `The waiver has ended: ${status}; approve it to say that it was reviewed`,
    );
  }
  return 'denied';
}
