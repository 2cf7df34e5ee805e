/** Whose word the items of a gate take, and what of it is awaited. */
import type { QuestionAnswer } from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  ApprovalEvidence,
  Question,
  StatedEvidence,
} from '../definitions/types';
import type { ApprovalAsk, Asked } from '../people/asks';
import { voicesOf } from '../people/voices';
import type { AwaitedRow } from '../store/types';
import type { AnsweredItem } from './answers';
import { isInShadow } from './applicability';
import type { ComputedGate } from './gates';
import {
  approvalsFor,
  attestationsFor,
  reportsFor,
  statedEvidence,
} from './stated';
import type { AskedEntity } from './stated';

type Gate = Pick<ComputedGate, 'scorecard' | 'items' | 'spans' | 'askedOf'>;

/** One for each piece of evidence that people or tools are asked for; none where a cluster answers. */
export function asksOf(gate: Gate, item: AnsweredItem): Asked[] {
  return item.stated.flatMap(question =>
    openKinds(question, gate.askedOf(item)).map(evidence =>
      askOf(gate, item, question, evidence),
    ),
  );
}

/** The first kind that was answered, since the next is not asked then; all of them while none was. */
function openKinds(question: Question, asked: AskedEntity): StatedEvidence[] {
  const all = statedEvidence(question.check);
  const answered = all.find(evidence => isAnswered(evidence, question, asked));
  return answered ? [answered] : all;
}

function isAnswered(
  evidence: StatedEvidence,
  question: Question,
  asked: AskedEntity,
): boolean {
  switch (evidence.kind) {
    case 'report':
      return reportsFor(evidence, asked).length > 0;
    case 'attestation':
      return attestationsFor(question, evidence, asked).length > 0;
    default:
      return approvalsFor(question, asked).length > 0;
  }
}

function askOf(
  gate: Gate,
  item: AnsweredItem,
  question: Question,
  evidence: StatedEvidence,
): Asked {
  const asked = gate.askedOf(item);
  const { id: check, revision: checkRevision } = question.check.definition;
  const base = {
    scorecard: gate.scorecard.definition.id,
    item: item.id,
    question: question.key,
    check,
    checkRevision,
    ...standingOf(item.answers, question, gate.spans),
  };
  const by = 'by' in evidence ? byOf(evidence.by, question, asked) : [];
  switch (evidence.kind) {
    case 'report': {
      const { kind, type, validForMs } = evidence;
      return {
        ...base,
        kind,
        type,
        validForMs,
        given: reportsFor(evidence, asked),
      };
    }
    case 'attestation':
      return {
        ...base,
        ...evidence,
        by,
        given: attestationsFor(question, evidence, asked),
        imagesIn: asked.imagesIn,
      };
    default: {
      const step = stepOf(evidence, question);
      return {
        ...base,
        ...evidence,
        by,
        step,
        waitsFor: lowerSteps(gate, step),
        given: approvalsFor(question, asked),
      };
    }
  }
}

const byOf = (
  by: Parameters<typeof voicesOf>[0],
  { params }: Question,
  { entity }: AskedEntity,
) => voicesOf(by, params, entity);

function stepOf({ step }: ApprovalEvidence, { params }: Question): number {
  const value = typeof step === 'object' ? params[step.param] : step;
  return typeof value === 'number' ? value : 1;
}

/** Approvals of lower steps that do not stand. */
function lowerSteps({ items, spans }: Gate, step: number): string[] {
  return items
    .filter(item =>
      item.stated.some(question => {
        const [evidence] = question.check.evidence;
        return (
          evidence.kind === 'approval' &&
          stepOf(evidence, question) < step &&
          !standingOf(item.answers, question, spans).satisfied
        );
      }),
    )
    .map(({ id }) => id);
}

function standingOf(
  answers: readonly QuestionAnswer[],
  { key }: Question,
  spans: readonly string[],
): Pick<ApprovalAsk, 'satisfied' | 'dueAt'> {
  const own = answers.filter(
    ({ question, environment }) =>
      question === key && (environment === '' || spans.includes(environment)),
  );
  const satisfied = own.every(({ result }) =>
    ['pass', 'notApplicable', 'waived'].includes(result.result),
  );
  const ends = own.flatMap(({ result }) =>
    result.result === 'pass' && result.until ? [Date.parse(result.until)] : [],
  );
  return {
    satisfied,
    ...(satisfied && ends.length > 0 && { dueAt: new Date(Math.min(...ends)) }),
  };
}

/** What queues show: what waits for somebody, and what will once a word has ended. */
export function awaitedRows(gate: Gate, entityRef: string): AwaitedRow[] {
  const rows = gate.items
    .filter(({ resolved }) => resolved && !isInShadow(resolved.item))
    .flatMap(item =>
      asksOf(gate, item).flatMap((ask): AwaitedRow[] => {
        if (ask.satisfied && !ask.dueAt) return [];
        if (ask.kind === 'approval' && ask.waitsFor.length > 0) return [];
        const parties = ask.kind === 'report' ? [''] : ask.by;
        return parties.map(party => ({
          entityRef,
          scorecard: ask.scorecard,
          item: item.id,
          kind: ask.kind,
          party,
          severity: item.severity,
          ...(ask.dueAt && { dueAt: ask.dueAt }),
        }));
      }),
    );
  // Two questions of one item may ask the same people: the one that is open, or ends first, counts.
  const first = new Map<string, AwaitedRow>();
  for (const row of rows) {
    const key = `${row.item}\n${row.kind}\n${row.party}`;
    const known = first.get(key);
    if (!known || (row.dueAt?.getTime() ?? 0) < (known.dueAt?.getTime() ?? 0))
      first.set(key, row);
  }
  return [...first.values()];
}
