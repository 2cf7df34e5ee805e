/** From computed gates to what the API shows. Pure. */
import {
  effectiveResult,
  holdsGate,
  isChanging,
  itemOutcome,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  AnswerView,
  ClusterFreshness,
  EntitySummary,
  GateDetail,
  GateOverview,
  ItemView,
  QuestionAnswer,
  Result,
  ScorecardOverview,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { CompiledScorecard, Question } from '../definitions/types';
import { CANDIDATE_RUNS, EXPECTS_WORKLOAD } from '../evaluation/answers';
import type { AnsweredItem } from '../evaluation/answers';
import { isInShadow } from '../evaluation/applicability';
import type { ObservationIndex } from '../evaluation/freshness';
import type { ComputedGate } from '../evaluation/gates';
import type { KnownCluster } from '../evaluation/settings';
import { isPrometheusResource } from '../evidence/reads';
import type { MirroredEntity, ObservationRow } from '../store/types';
import { shownItem } from './unseen';
import type { Sees } from './unseen';

/** What a caller is shown: findings need a permission of their own, items in shadow their owner. */
export interface Audience {
  findings: boolean;
  shadow: boolean;
  /** Whether the catalog shows the entity to the caller. */
  sees: Sees;
}

/** What people and tools are asked of an item, and said. */
export type ItemPeople = Pick<
  ItemView,
  'asks' | 'waiving' | 'attestations' | 'approvals' | 'waivers' | 'reports'
>;

/** In place of what a cluster said, for callers without the permission for findings. */
const WITHHELD = 'Shown to those who hold kubernetes.resources.read';

/** Counts what the gates count, which items in shadow are no part of. */
export function scorecardOverview({
  definition,
  items: all,
}: CompiledScorecard): ScorecardOverview {
  const items = all.filter(item => !isInShadow(item));
  return {
    id: definition.id,
    title: definition.title,
    description: definition.description,
    ...(definition.owner && { owner: definition.owner }),
    items: items.length,
    blocking: items.filter(item => item.definition.severity === 'blocking')
      .length,
    notEvaluated: items.filter(
      item => item.definition.notEvaluated !== undefined,
    ).length,
  };
}

export function entitySummary(entity: MirroredEntity): EntitySummary {
  const {
    entity: _entity,
    digest: _digest,
    uid: _uid,
    changedAt: _changedAt,
    ...summary
  } = entity;
  return summary;
}

const MAX_BLOCKING_SHOWN = 5;

export function gateOverview(
  gate: ComputedGate,
  audience: Audience,
  now: Date,
  {
    trend = [],
    changedAt,
  }: { trend?: GateOverview['trend']; changedAt?: Date } = {},
): GateOverview {
  const { onPlatformUnknown } = gate.scorecard.definition.gate;
  const blocking = visibleItems(gate, audience)
    .map(item => ({ item, outcome: itemOutcome(item, gate.spans, now) }))
    .filter(({ item, outcome }) => holdsGate(item, outcome, onPlatformUnknown))
    .sort(
      (a, b) =>
        orderOfOpen(a.outcome.result) - orderOfOpen(b.outcome.result) ||
        b.item.weight - a.item.weight ||
        findingsOf(b.item) - findingsOf(a.item),
    );
  return {
    scorecard: scorecardOverview(gate.scorecard),
    own: gate.own,
    environments: gate.environments,
    blocking: blocking
      .slice(0, MAX_BLOCKING_SHOWN)
      .map(({ item, outcome }) => ({
        item: item.id,
        text: textOf(item),
        result: outcome.result,
        ...messageOf(item, outcome.result, audience, now),
      })),
    ...(changedAt && { changedAt: changedAt.toISOString() }),
    trend,
  };
}

const orderOfOpen = (result: string) =>
  ['fail', 'unknown', 'pending'].indexOf(result);

function findingsOf({ answers }: AnsweredItem): number {
  return answers.reduce(
    (sum, { result }) =>
      sum + (result.result === 'fail' ? result.findingsTotal : 0),
    0,
  );
}

function messageOf(
  item: AnsweredItem,
  result: string,
  { findings }: Audience,
  now: Date,
): { message?: string } {
  const answer = item.answers.find(
    a => effectiveResult(a.result, now) === result,
  )?.result;
  const message = answer && sentenceOf(answer, findings);
  return message ? { message } : {};
}

function sentenceOf(result: Result, findings: boolean): string | undefined {
  switch (result.result) {
    case 'fail':
      return findings ? result.findings[0].message : undefined;
    case 'unknown':
      return findings ? result.message : undefined;
    case 'pending':
      return result.message;
    default:
      return undefined;
  }
}

/** Of the item that stands for `expects: workload`. */
export const EXPECTATION_TEXT = 'The selector of the entity finds a workload';

const SYNTHETIC_TEXTS: Partial<Record<string, string>> = {
  [EXPECTS_WORKLOAD]: EXPECTATION_TEXT,
  [CANDIDATE_RUNS]: 'The candidate runs where it is promoted from',
};

export function textOf(item: AnsweredItem): string {
  return (
    SYNTHETIC_TEXTS[item.id] ?? item.resolved?.item.definition.text ?? item.id
  );
}

export function visibleItems(
  { items }: ComputedGate,
  { shadow, sees }: Audience,
): AnsweredItem[] {
  return items
    .filter(({ resolved }) => shadow || !resolved || !isInShadow(resolved.item))
    .map(item => shownItem(item, sees));
}

export function gateDetail(
  entityRef: string,
  gate: ComputedGate,
  clusters: ClusterFreshness[],
  audience: Audience,
  peopleOf: (item: AnsweredItem) => ItemPeople,
  now: Date,
  changedAt?: Date,
): GateDetail {
  const { scorecard, own, environments } = gate;
  const { claim, target } = scorecard.definition;
  const items = new Map(
    visibleItems(gate, audience).map(item => [item.id, item]),
  );
  const view = (id: string) => {
    const item = items.get(id);
    return item
      ? [{ ...itemView(item, gate, audience, now), ...peopleOf(item) }]
      : [];
  };
  const expectation = view(EXPECTS_WORKLOAD);
  return {
    entityRef,
    scorecard: scorecardOverview(scorecard),
    own,
    onPlatformUnknown: scorecard.definition.gate.onPlatformUnknown,
    ...(claim && { claim }),
    ...(target && { target }),
    ...(changedAt && { changedAt: changedAt.toISOString() }),
    environments,
    sections: [
      ...(expectation.length
        ? [{ id: EXPECTS_WORKLOAD, title: 'Placement', items: expectation }]
        : []),
      ...scorecard.definition.sections.map(
        ({ id, title, claim: claimed, items: own_ }) => ({
          id,
          title,
          ...(claimed && { claim: claimed }),
          items: own_.flatMap(item => view(item.id)),
        }),
      ),
    ].filter(section => section.items.length > 0),
    clusters,
    redacted: !audience.findings,
  };
}

function itemView(
  item: AnsweredItem,
  gate: ComputedGate,
  audience: Audience,
  now: Date,
): ItemView {
  const definition = item.resolved?.item.definition;
  const questions = item.resolved?.questions ?? [];
  const outcome = itemOutcome(item, gate.spans, now);
  const { result, changing, waitingOn } = outcome;
  const notEvaluated = definition?.notEvaluated ?? item.askedNowhere;
  return {
    id: item.id,
    text: textOf(item),
    severity: item.severity,
    enforcement: definition?.enforcement ?? { mode: 'enforce' },
    enforced: item.enforced,
    scope: definition?.scope ?? 'entity',
    responsible: item.responsible,
    weight: item.weight,
    result,
    changing,
    waitingOn,
    holds: holdsGate(
      item,
      outcome,
      gate.scorecard.definition.gate.onPlatformUnknown,
    ),
    ...(definition?.claim && { claim: definition.claim }),
    ...(definition?.view && { view: definition.view }),
    ...(notEvaluated && { notEvaluated }),
    answers: item.answers.map(answer =>
      answerView(answer, questions, audience, now),
    ),
    checks: distinctChecks(questions),
  };
}

function distinctChecks(questions: readonly Question[]): ItemView['checks'] {
  const checks = new Map(
    questions.map(({ check: { definition } }) => [definition.id, definition]),
  );
  return [...checks.values()].map(({ id, title, why, fix, evidence }) => ({
    id,
    title,
    why,
    fix,
    reads: [...new Set(evidence.flatMap(({ reads }) => reads))].sort(),
    evidence: evidence.map(({ kind }) => kind),
  }));
}

function answerView(
  answer: QuestionAnswer,
  questions: readonly Question[],
  { findings }: Audience,
  now: Date,
): AnswerView {
  const {
    cluster,
    environment,
    result,
    observedAt,
    since,
    staleAt,
    standingIn,
  } = answer;
  const question = questions.find(({ key }) => key === answer.question);
  return {
    check: question?.check.definition.id ?? answer.question,
    cluster,
    environment,
    result: result.result,
    ...detailsOf(result, findings, now),
    ...(observedAt && { observedAt }),
    ...(since && { since }),
    ...(staleAt && { staleAt }),
    ...(standingIn && {
      standingIn: findings ? standingIn : { ...standingIn, message: WITHHELD },
    }),
  };
}

function detailsOf(
  result: Result,
  findings: boolean,
  now: Date,
): Partial<AnswerView> {
  switch (result.result) {
    case 'fail':
      return {
        findingsTotal: result.findingsTotal,
        ...(findings && { findings: result.findings }),
        ...(isChanging(result, now) && {
          settlesAt: result.settlesAt,
          settled: result.settled,
        }),
      };
    case 'unknown':
      return {
        cause: result.cause,
        ...(findings && { message: result.message }),
        ...(result.underlying && { underlying: result.underlying }),
      };
    case 'pending':
      return {
        cause: result.cause,
        ...(result.message && { message: result.message }),
      };
    case 'notApplicable':
      return { message: result.rule };
    case 'pass':
      return {
        ...(result.stated && { stated: true }),
        ...(result.until && { until: result.until }),
      };
    default:
      return {
        ...detailsOf(result.covers, findings, now),
        waiver: result.waiver,
        covers: result.covers.result,
      };
  }
}

/** How fresh each cluster is, with what fails there now. */
export function clusterFreshness(
  names: readonly string[],
  observations: ObservationIndex,
  clusters: readonly KnownCluster[],
  resources: Pick<ReadonlySet<string>, 'has'>,
  { findings }: Pick<Audience, 'findings'>,
): ClusterFreshness[] {
  return [...new Set(names)].sort().map(name => {
    const rows = observations
      .inCluster(name)
      .filter(
        ({ resource }) =>
          resources.has(resource) || isPrometheusResource(resource),
      );
    const reads = rows.filter(({ complete }) => !complete).map(failingRead);
    const failing = findings ? reads : withheld(reads);
    const { environment } =
      clusters.find(cluster => cluster.name === name) ?? {};
    const observedAt = oldestComplete(rows);
    return {
      cluster: name,
      ...(environment && { environment }),
      ...(observedAt && { observedAt }),
      ...(failing.length > 0 && { failing }),
    };
  });
}

function oldestComplete(rows: readonly ObservationRow[]): string | undefined {
  const times = rows.flatMap(({ completedAt }) =>
    completedAt ? [completedAt.getTime()] : [],
  );
  return times.length ? new Date(Math.min(...times)).toISOString() : undefined;
}

function failingRead({
  resource,
  namespace,
  cause,
  message,
  failingSince,
  attemptedAt,
}: ObservationRow) {
  return {
    resource,
    namespace,
    cause: cause ?? ('query-failed' as const),
    message: message ?? '',
    since: (failingSince ?? attemptedAt).toISOString(),
  };
}

type FailingRead = ReturnType<typeof failingRead>;

/** What fails and since when, without where and in whose words. */
function withheld(reads: readonly FailingRead[]): FailingRead[] {
  const byKind = new Map<string, FailingRead>();
  for (const read of reads) {
    const key = `${read.resource} ${read.cause}`;
    const known = byKind.get(key);
    if (!known || read.since < known.since)
      byKind.set(key, { ...read, namespace: '', message: WITHHELD });
  }
  return [...byKind.values()];
}
