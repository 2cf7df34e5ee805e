/** What an item asks of people and tools, what they said, and what this caller may say. */
import type {
  ApprovalView,
  Ask,
  AttestationView,
  WaiverView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { AnsweredItem } from '../evaluation/answers';
import { asksOf } from '../evaluation/asks';
import type { ComputedGate } from '../evaluation/gates';
import {
  approvalsFor,
  attestationsFor,
  statedEvidence,
} from '../evaluation/stated';
import type { Asked } from '../people/asks';
import { ownersOf } from '../people/voices';
import type { DecisionRow } from '../store/types';
import type { DecisionReader, Viewer } from './decisionReader';
import { approvalView, attestationView, reportView } from './decisionViews';
import { durationText } from './fields';
import type { EntityReading } from './gates';
import { isAmong } from './membership';
import { gateOf } from './permissions';
import type { ReadinessGate } from './permissions';
import { decidersOf, whyNotAllowed, whyNotSpeak, whyWait } from './rights';
import type { Rights } from './rights';
import { approvalStanding, attestationStanding } from './standing';
import type { ItemPeople } from './views';

/** Of each kind; the API's lists have them all. */
const MOST_SHOWN = 20;

/** Ready for every item of a gate. */
export async function peopleOf(
  { entity, said, context }: EntityReading,
  gate: ComputedGate,
  viewer: Viewer,
  decisions: DecisionReader,
): Promise<(item: AnsweredItem) => ItemPeople> {
  const scorecard = gate.scorecard.definition.id;
  const own = said.decisions.filter(row => row.scorecard === scorecard);
  const waivers = (await decisions.views(
    own.filter(({ kind }) => kind === 'waiver'),
    viewer,
  )) as WaiverView[];
  const here = gateOf(entity, scorecard);
  return item => ({
    ...waivingOf(item, gate, here, viewer.rights),
    ...some(
      'asks',
      asksOf(gate, item).map(ask => askView(ask, here, viewer)),
    ),
    ...some('attestations', attestationsOf(item, gate, own, viewer, context)),
    ...some('approvals', approvalsOf(item, gate, own, context)),
    ...some(
      'waivers',
      waivers.filter(waiver => waiver.item === item.id),
    ),
    ...some('reports', reportsOf(item, gate)),
  });
}

function some<K extends string, V>(
  key: K,
  values: readonly V[],
): { [key in K]?: V[] } {
  return values.length > 0
    ? ({ [key]: values.slice(0, MOST_SHOWN) } as { [key in K]?: V[] })
    : {};
}

function waivingOf(
  { resolved, notEvaluated }: AnsweredItem,
  { scorecard }: ComputedGate,
  here: ReadinessGate,
  { member, may }: Rights,
): Pick<ItemPeople, 'waiving'> {
  const definition = resolved?.item.definition;
  if (!definition?.waivable || notEvaluated) return {};
  const decidedBy = decidersOf(scorecard);
  return {
    waiving: {
      maxDays: definition.maxWaiverDays,
      ...(decidedBy && { decidedBy }),
      mayRequest:
        !!member && !member.guest && !!decidedBy && may('request', here),
    },
  };
}

function askView(ask: Asked, here: ReadinessGate, { rights }: Viewer): Ask {
  const whyNot = whyNotGive(ask, here, rights);
  const mine = { mayGive: whyNot === undefined, ...(whyNot && { whyNot }) };
  switch (ask.kind) {
    case 'report':
      return {
        kind: 'report',
        by: [],
        reportType: ask.type,
        validFor: durationText(ask.validForMs),
        ...mine,
      };
    case 'attestation':
      return {
        kind: 'attestation',
        by: [...ask.by],
        statement: ask.statement,
        validFor: durationText(ask.validForMs),
        linkRequired: ask.linkRequired,
        lapsesOn: [...ask.lapsesOn],
        ...mine,
      };
    default:
      return {
        kind: 'approval',
        by: [...ask.by],
        ...(ask.validForMs && { validFor: durationText(ask.validForMs) }),
        step: ask.step,
        waitsFor: [...ask.waitsFor],
        ...mine,
      };
  }
}

function whyNotGive(
  ask: Asked,
  here: ReadinessGate,
  rights: Rights,
): string | undefined {
  const { member } = rights;
  switch (ask.kind) {
    case 'attestation':
      return whyNotSpeak(ask, member) ?? whyNotAllowed('attest', here, rights);
    case 'approval':
      return (
        whyNotSpeak(ask, member) ??
        whyNotAllowed('approve', here, rights) ??
        whyWait(ask)
      );
    default: {
      const owns = member && isAmong(member, ownersOf(here.entity));
      return owns && !member.guest
        ? whyNotAllowed('report', here, rights)
        : 'A tool sends it, or an owner of the entity';
    }
  }
}

function attestationsOf(
  item: AnsweredItem,
  gate: ComputedGate,
  decisions: readonly DecisionRow[],
  viewer: Viewer,
  { now }: { now: Date },
): AttestationView[] {
  const asked = gate.askedOf(item);
  const answering = item.stated.flatMap(question =>
    statedEvidence(question.check).flatMap(evidence =>
      evidence.kind === 'attestation'
        ? attestationsFor(question, evidence, asked)
        : [],
    ),
  );
  // Those too that answered what is asked no longer.
  const known = new Set(answering.map(({ row }) => row.id));
  const former = decisions.flatMap(row =>
    row.kind === 'attestation' && row.item === item.id && !known.has(row.id)
      ? [{ row, standing: attestationStanding(row, gate, now) }]
      : [],
  );
  const all = new Map([...answering, ...former].map(it => [it.row.id, it]));
  return [...all.values()].map(({ row, standing }) =>
    attestationView(row, standing, viewer),
  );
}

function approvalsOf(
  item: AnsweredItem,
  gate: ComputedGate,
  decisions: readonly DecisionRow[],
  { now }: { now: Date },
): ApprovalView[] {
  const asked = gate.askedOf(item);
  const answering = item.stated.flatMap(question =>
    approvalsFor(question, asked),
  );
  const known = new Set(answering.map(it => it.row.id));
  const former = decisions.flatMap(row =>
    row.kind === 'approval' && row.item === item.id && !known.has(row.id)
      ? [{ row, standing: approvalStanding(row, gate, now) }]
      : [],
  );
  return [...answering, ...former].map(({ row, standing }) =>
    approvalView(row, standing),
  );
}

function reportsOf(item: AnsweredItem, gate: ComputedGate) {
  const given = asksOf(gate, item).flatMap(ask =>
    ask.kind === 'report' ? ask.given : [],
  );
  return [...new Map(given.map(row => [row.id, row])).values()].map(reportView);
}
