/**
 * From stored results to the answers that a gate is computed from: what is too old is unknown, what
 * could not be read lately stands with its age, and what was never found says whose move it is.
 */
import type {
  Answer,
  Findings,
  GateItem,
  QuestionAnswer,
  Result,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { EntitySelection } from '../clusters/types';
import type { CompiledScorecard, Question } from '../definitions/types';
import type { StateRow, StoredResult } from '../store/types';
import { excludedIn, resolveItem } from './applicability';
import type { ResolvedItem } from './applicability';
import { freshnessOf } from './freshness';
import type { ObservationIndex } from './freshness';
import { placementOf } from './placement';
import type { Placement } from './placement';
import type { EvaluationSettings, KnownCluster } from './settings';

/** What every gate is computed with: nothing in it belongs to one entity. */
export interface GateContext {
  settings: EvaluationSettings;
  observations: ObservationIndex;
  clusters: readonly KnownCluster[];
  /** A caller's own bound on the age of evidence, in milliseconds, whatever the checks allow. */
  maxAgeMs?: number;
  now: Date;
}

/** How old evidence may be: what the check says, else three periods; never more than a caller allows. */
export function allowedAge(
  { settings, maxAgeMs = Infinity }: GateContext,
  own?: number,
): number {
  return Math.min(own ?? settings.maxAgeMs, maxAgeMs);
}

/** An entity whose gates are computed. */
export interface GatedEntity {
  entityRef: string;
  entity: Record<string, unknown>;
  /** What was read before says nothing of the entity as it is now. */
  changedAt: Date;
  selection: EntitySelection;
}

/** The item that stands for `expects: workload`; it is not in any checklist and is not scored. */
export const EXPECTS_WORKLOAD = 'expects-workload';

export interface AnsweredItem extends GateItem {
  /** Absent for {@link EXPECTS_WORKLOAD}. */
  resolved?: ResolvedItem;
}

export function answeredItems(
  gated: GatedEntity,
  scorecard: CompiledScorecard,
  allStates: readonly StateRow[],
  context: GateContext,
): AnsweredItem[] {
  const states = statesInForce(gated, scorecard, allStates);
  const placement = placementOf(
    gated,
    states,
    context,
    gatedEnvironmentsOf(scorecard, context),
  );
  const items = scorecard.items.map(item =>
    answeredItem(
      resolveItem(item, gated.entity, context.now),
      states,
      placement,
      context,
    ),
  );
  return scorecard.definition.expects === 'workload'
    ? [expectsWorkload(placement), ...items]
    : items;
}

export function gatedEnvironmentsOf(
  { definition }: CompiledScorecard,
  { settings }: Pick<GateContext, 'settings'>,
): readonly string[] {
  return definition.gate.environments ?? settings.gatedEnvironments;
}

/** State on a cluster that the entity no longer names says nothing of it. */
export function statesInForce(
  { selection }: GatedEntity,
  { definition }: CompiledScorecard,
  states: readonly StateRow[],
): StateRow[] {
  return states.filter(
    ({ scorecard, cluster }) =>
      scorecard === definition.id &&
      (selection.clusters?.includes(cluster) ?? true),
  );
}

function expectsWorkload(placement: Placement): AnsweredItem {
  return {
    id: EXPECTS_WORKLOAD,
    severity: 'blocking',
    enforced: true,
    responsible: 'owner',
    weight: 0,
    scored: false,
    answers: placement.expectation.map(answer => ({
      ...answer,
      question: EXPECTS_WORKLOAD,
    })),
  };
}

function answeredItem(
  resolved: ResolvedItem,
  states: readonly StateRow[],
  placement: Placement,
  context: GateContext,
): AnsweredItem {
  const { definition, broken } = resolved.item;
  const base = {
    resolved,
    id: definition.id,
    severity: resolved.severity,
    enforced: resolved.enforced,
    ...(resolved.enforceFrom && { enforceFrom: resolved.enforceFrom }),
    responsible: definition.responsible,
    weight: definition.weight,
    scored: true,
    notEvaluated: definition.notEvaluated !== undefined,
  };
  if (base.notEvaluated) return { ...base, answers: [] };
  const wrong = broken ?? resolved.refused;
  if (wrong) return { ...base, answers: [brokenAnswer(definition.id, wrong)] };
  const answers = states.flatMap(state =>
    answersOfState(resolved, state, context),
  );
  return {
    ...base,
    answers: [...answers, ...openAnswers(resolved, placement)],
  };
}

function brokenAnswer(item: string, message: string): QuestionAnswer {
  return {
    question: `item:${item}`,
    cluster: '',
    environment: '',
    result: { result: 'unknown', cause: 'check-error', message },
  };
}

/** Where the entity lives, or should, but no state says anything yet. */
function openAnswers(
  { questions }: ResolvedItem,
  placement: Placement,
): QuestionAnswer[] {
  return placement.open.flatMap(answer =>
    questions.map(({ key }) => ({ ...answer, question: key })),
  );
}

function answersOfState(
  { item, questions }: ResolvedItem,
  state: StateRow,
  context: GateContext,
): QuestionAnswer[] {
  const { cluster, environment } = state;
  const rule = excludedIn(item.definition, environment);
  return questions.map(question => {
    const place = { question: question.key, cluster, environment };
    if (rule) return { ...place, result: { result: 'notApplicable', rule } };
    return { ...place, ...answerOf(question, state, context) };
  });
}

function answerOf(
  question: Question,
  { cluster, packed }: StateRow,
  context: GateContext,
): Omit<Answer, 'cluster' | 'environment'> {
  const { observations, now } = context;
  const stored = packed.results[question.key];
  const namespaces = [
    ...new Set(packed.workloads.map(({ namespace }) => namespace)),
  ];
  const { completedAt, failing } = freshnessOf(
    question,
    observations,
    cluster,
    namespaces,
  );
  const maxAgeMs = allowedAge(context, question.check.maxAgeMs);
  if (stored?.r === 'unknown' && !completedAt) {
    // It could not be asked at all, so there is nothing to read for it: it says why itself.
    return { since: stored.since, result: resultOfStored(stored, 0) };
  }
  if (!stored || stored.r === 'unread' || !completedAt) {
    return { result: neverRead(failing, stored) };
  }
  const staleAt = new Date(completedAt.getTime() + maxAgeMs);
  const times = {
    observedAt: completedAt.toISOString(),
    since: stored.since,
    staleAt: staleAt.toISOString(),
  };
  if (now >= staleAt)
    return { ...times, result: staleResult(completedAt, failing) };
  return {
    ...times,
    result: resultOfStored(stored, question.check.settleMs),
    ...(failing && {
      standingIn: {
        cause: failing.cause ?? 'query-failed',
        message: failing.message ?? '',
        since: (failing.failingSince ?? failing.attemptedAt).toISOString(),
      },
    }),
  };
}

type FailingRead =
  | { cause?: string; resource: string; message?: string }
  | undefined;

function neverRead(
  failing: FailingRead,
  stored: StoredResult | undefined,
): Result {
  if (failing) {
    return {
      result: 'unknown',
      cause: (failing.cause as never) ?? 'query-failed',
      message: `${failing.resource}: ${failing.message ?? 'could not be read'}`,
    };
  }
  return {
    result: 'unknown',
    cause: 'stale',
    message: stored
      ? 'What this check reads was not read yet'
      : 'Not evaluated yet',
  };
}

function staleResult(completedAt: Date, failing: FailingRead): Result {
  const since = `Last read completely at ${completedAt.toISOString()}`;
  return {
    result: 'unknown',
    cause: 'stale',
    message: failing
      ? `${since}; ${failing.resource}: ${failing.message ?? ''}`
      : since,
    ...(failing?.cause && { underlying: failing.cause as never }),
  };
}

/** A stored result as a result; a fail shows as changing while it is younger than `settleMs`. */
export function resultOfStored(
  stored: Exclude<StoredResult, { r: 'unread' }>,
  settleMs: number,
): Result {
  switch (stored.r) {
    case 'pass':
      return { result: 'pass', ...(stored.stated && { stated: true }) };
    case 'fail':
      return {
        result: 'fail',
        findings: stored.findings as Findings,
        findingsTotal: stored.total,
        ...(settleMs > 0 &&
          stored.was && {
            settlesAt: new Date(
              Date.parse(stored.since) + settleMs,
            ).toISOString(),
            settled: stored.was,
          }),
      };
    case 'unknown':
      return {
        result: 'unknown',
        cause: stored.cause,
        message: stored.message,
      };
    default:
      return { result: 'notApplicable', rule: stored.rule };
  }
}
