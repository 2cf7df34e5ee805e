/** What attestations, approvals and waivers have in common: lists, single ones, and ending one. */
import { ConflictError, NotAllowedError } from '@backstage/errors';
import type {
  DecisionQuery,
  readinessGatePermissions,
} from '@readiness-gates/backstage-plugin-readiness-common';
import {
  readinessApprovalCreatePermission,
  readinessAttestationRevokePermission,
  readinessWaiverRevokePermission,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { Router } from 'express';
import { canonicalRef, voicesOf } from '../../people/voices';
import type { DecisionKind, DecisionRow } from '../../store/types';
import { statedEvidence } from '../../evaluation/stated';
import { auditedWord } from '../audit';
import type { Person } from '../callers';
import type { DecisionReader } from '../decisionReader';
import { reasonOf } from '../fields';
import type { GateReader } from '../gates';
import { isAmong } from '../membership';
import type { RouterOptions } from '../options';
import { isBy, whose } from '../rights';
import type { Words } from '../words';

/** What every route about decisions works with. */
export interface DecisionOptions extends RouterOptions {
  reader: GateReader;
  decisions: DecisionReader;
  words: Words;
}

/** What ending takes; of an approval, what giving it takes. */
const REVOKE: Record<DecisionKind, (typeof readinessGatePermissions)[number]> =
  {
    attestation: readinessAttestationRevokePermission,
    approval: readinessApprovalCreatePermission,
    waiver: readinessWaiverRevokePermission,
  };

export function addDecisionRoutes(
  router: Router,
  path: string,
  kind: DecisionKind,
  options: DecisionOptions,
): void {
  const { callers, clock, decisions, store, words } = options;

  router.get(path, async (req, res) => {
    const viewer = await decisions.viewer(await callers.reader(req));
    const query = req.query as unknown as DecisionQuery;
    res.json(await decisions.page(kind, query, viewer));
  });

  router.get(`${path}/:decision`, async (req, res) => {
    const viewer = await decisions.viewer(await callers.reader(req));
    const row = await decisions.one(kind, req.params.decision, viewer);
    const view = await decisions.view(row, viewer);
    const snapshot =
      kind === 'approval' ? await store.snapshot(row.id) : undefined;
    res.json({ ...view, ...(snapshot && { snapshot }) });
  });

  router.delete(`${path}/:decision`, async (req, res) => {
    const id = req.params.decision;
    const to = `end an ${kind}`;
    const answer = await auditedWord(
      options,
      req,
      { eventId: `${kind}-revoke`, meta: { [kind]: id }, to },
      async person => {
        const viewer = await decisions.viewer(person.credentials);
        const row = await decisions.one(kind, id, viewer);
        const reason = reasonOf(String(req.query.reason), to);
        const { status } = await decisions.view(row, viewer);
        const by = person.member.ref;
        await demandRevoke(row, person, options);
        if (OVER.includes(status))
          throw new ConflictError(`The ${kind} has ended: it is ${status}`);
        const ended = await words.add(row, {
          decisionId: id,
          at: clock(),
          by,
          action: 'revoked',
          reason,
        });
        return { answer: await decisions.view(ended, viewer), meta: {} };
      },
    );
    res.json(answer);
  });
}

/** What lapsed by a rule may come back with it, and so may be ended for good. */
const OVER = ['expired', 'denied', 'revoked'];

/** Whoever said it may take it back; with the permission whoever might have said it, and whoever keeps the scorecard. @throws NotAllowedError */
async function demandRevoke(
  row: DecisionRow,
  { credentials, member }: Person,
  options: DecisionOptions,
): Promise<void> {
  if (isBy(member, row)) return;
  const permission = REVOKE[row.kind];
  const [may] = await options.callers.gateFilters(credentials, [permission]);
  if (!(await options.decisions.allows(row, may))) {
    throw new NotAllowedError(
      `This needs the permission ${permission.name} for every entity of the ${row.kind}`,
    );
  }
  const peers = await peersOf(row, options);
  if (!member.guest && isAmong(member, peers)) return;
  const others = peers.length ? ` or by ${whose(peers)}` : '';
  throw new NotAllowedError(`The ${row.kind} is ended by ${row.by}${others}`);
}

/** Whose word counts now, or who decides; and the owner of the scorecard. */
async function peersOf(
  row: DecisionRow,
  options: DecisionOptions,
): Promise<string[]> {
  const { definitions, decisions } = options;
  const { owner } = definitions.scorecards.get(row.scorecard)?.definition ?? {};
  const keeper = canonicalRef(owner ?? '');
  const deciders = decisions.decidersOf(row);
  const peers =
    row.kind === 'waiver' ? [deciders] : await speakersOf(row, options);
  return [...new Set([...peers, keeper])].flatMap(ref => ref ?? []);
}

async function speakersOf(
  row: DecisionRow,
  { reader }: DecisionOptions,
): Promise<string[]> {
  const [reading] = await reader.readMany([row.entities[0].entityRef]);
  const gate = reading && reader.gate(reading, row.scorecard);
  const item = gate?.items.find(({ id }) => id === row.item);
  return (item?.stated ?? []).flatMap(question =>
    statedEvidence(question.check).flatMap(evidence =>
      evidence.kind === row.kind
        ? voicesOf(evidence.by, question.params, reading.entity.entity)
        : [],
    ),
  );
}
