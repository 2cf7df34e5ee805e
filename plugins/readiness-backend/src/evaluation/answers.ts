/** From stored results to the answers that a gate is computed from; what was never found says whose move it is. */
import type {
  Answer,
  GateItem,
  QuestionAnswer,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { EntitySelection } from '../clusters/types';
import type { CompiledScorecard, Question } from '../definitions/types';
import { isAskedOfCatalog, isAskedOfClusters } from '../definitions/evidence';
import { entryOf } from '../entryOf';
import { lapseOf, signable } from '../people/signing';
import type { Signable } from '../people/signing';
import { withWaiver } from '../people/waivers';
import type { ObservationRow, StateRow, WaiverRow } from '../store/types';
import { excludedIn, resolveItem } from './applicability';
import { CATALOG_RESOURCE, NO_CLUSTER } from './catalogQuestions';
import type { ResolvedItem } from './applicability';
import { paramAnnotations } from './entityParams';
import { freshnessOf } from './freshness';
import type { Freshness, ObservationIndex } from './freshness';
import { placementOf } from './placement';
import type { Placement } from './placement';
import { candidateNames, candidateRuns } from './candidate';
import type { Candidate } from './candidate';
import { imagesIn } from './said';
import type { Said } from './said';
import {
  isApproval,
  isStatedOnly,
  statedAnswer,
  statedAnswers,
  statedEvidence,
} from './stated';
import type { AskedEntity } from './stated';
import type { EvaluationSettings, KnownCluster } from './settings';
import { answerOfStored } from './storedAnswers';
import type { Told } from './storedAnswers';

/** What every gate is computed with: nothing in it belongs to one entity. */
export interface GateContext {
  settings: EvaluationSettings;
  observations: ObservationIndex;
  clusters: readonly KnownCluster[];
  /** A caller's own bound on the age of evidence, in milliseconds, whatever the checks allow. */
  maxAgeMs?: number;
  /** A release that is judged before it is promoted, in place of what runs. */
  candidate?: Candidate;
  now: Date;
}

/** An entity whose gates are computed. */
export interface GatedEntity {
  entityRef: string;
  entity: Record<string, unknown>;
  /** What was read before says nothing of the entity as it is now. */
  changedAt: Date;
  selection: EntitySelection;
  said: Said;
}

/** The item that stands for `expects: workload`; it is not in any checklist and is not scored. */
export const EXPECTS_WORKLOAD = 'expects-workload';

/** The item that stands for a candidate: it runs where it is promoted from. */
export const CANDIDATE_RUNS = 'candidate-runs';

export interface AnsweredItem extends GateItem {
  /** Absent for {@link EXPECTS_WORKLOAD} and {@link CANDIDATE_RUNS}. */
  resolved?: ResolvedItem;
  /** Why it is not evaluated of this entity, where it is of others. */
  askedNowhere?: string;
  /** Questions that people or tools are asked. */
  stated: readonly Question[];
}

export interface AnsweredGate {
  items: AnsweredItem[];
  /** What an approval given now would sign. */
  signable: Signable;
  /** The entity as people and tools are asked about it for an item. */
  askedOf: (item: Pick<AnsweredItem, 'id'>) => AskedEntity;
}

/** What every item of one gate is answered from. */
interface Answering {
  scorecard: string;
  entityRef: string;
  states: readonly StateRow[];
  /** What the catalog says: of no cluster and every environment. */
  catalog: StateRow | undefined;
  placement: Placement;
  asked: AskedEntity;
  waivers: readonly WaiverRow[];
  context: GateContext;
}

export function answeredGate(
  gated: GatedEntity,
  scorecard: CompiledScorecard,
  allStates: readonly StateRow[],
  context: GateContext,
): AnsweredGate {
  const { now, candidate } = context;
  const spans = gatedEnvironmentsOf(scorecard, context);
  const here = statesInForce(gated, scorecard, allStates);
  const states = candidate ? promoted(here, candidate) : here;
  const answering: Answering = {
    scorecard: scorecard.definition.id,
    entityRef: gated.entityRef,
    states,
    catalog: allStates.find(
      ({ scorecard: id, cluster }) =>
        id === scorecard.definition.id && cluster === NO_CLUSTER,
    ),
    placement: placementOf(gated, states, context, spans),
    asked: askedEntity(gated, here, spans, context),
    waivers: gated.said.decisions.filter(
      (row): row is WaiverRow => row.kind === 'waiver',
    ),
    context,
  };
  const resolved = scorecard.items.map(item =>
    resolveItem(item, gated.entity, now),
  );
  const isSigned = ({ questions }: ResolvedItem) => questions.some(isApproval);
  const others = resolved
    .filter(item => !isSigned(item))
    .map(item => answeredItem(item, answering));
  const signed = signable(
    [...syntheticItems(scorecard, here, answering), ...others].map(item => ({
      item,
      questions: item.resolved?.questions.map(({ key }) => key) ?? [],
    })),
    spans,
    selectionText(gated),
    now,
  );
  const askedOf = ({ id }: Pick<AnsweredItem, 'id'>): AskedEntity => ({
    ...answering.asked,
    said: saidOfItem(gated.said, answering.scorecard, id),
    lapse: row => lapseOf(row, signed),
  });
  const byId = new Map(others.map(item => [item.id, item]));
  const items = resolved.map(
    item =>
      byId.get(item.item.definition.id) ??
      answeredItem(item, {
        ...answering,
        asked: askedOf(item.item.definition),
      }),
  );
  return {
    items: [...syntheticItems(scorecard, here, answering), ...items],
    signable: signed,
    askedOf,
  };
}

function syntheticItems(
  { definition }: CompiledScorecard,
  here: readonly StateRow[],
  { placement, asked, context: { candidate } }: Answering,
): AnsweredItem[] {
  return [
    ...(candidate && asked.candidate
      ? [
          synthetic(CANDIDATE_RUNS, [
            candidateRuns(candidate, asked.candidate.names, here),
          ]),
        ]
      : []),
    ...(definition.expects === 'workload'
      ? [synthetic(EXPECTS_WORKLOAD, placement.expectation)]
      : []),
  ];
}

/** A sign-off is of one item of one scorecard, however many ask the same people. */
function saidOfItem(
  { decisions, reports }: Said,
  scorecard: string,
  item: string,
): Said {
  return {
    reports,
    decisions: decisions.filter(
      row =>
        row.kind !== 'approval' ||
        (row.scorecard === scorecard && row.item === item),
    ),
  };
}

function askedEntity(
  { entity, said }: GatedEntity,
  states: readonly StateRow[],
  spans: readonly string[],
  { candidate, now }: GateContext,
): AskedEntity {
  const placed = new Set(states.map(({ environment }) => environment));
  return {
    entity,
    said,
    imagesIn: environment => imagesIn(states, environment),
    environments: candidate
      ? [candidate.target]
      : spans.filter(environment => placed.has(environment)),
    ...(candidate && {
      candidate: {
        names: candidateNames(candidate, said.reports),
        promotedFrom: candidate.promotedFrom,
      },
    }),
    lapse: () => undefined,
    now,
  };
}

/** How the workloads of an entity are found: a change of it lapses approvals. */
function selectionText({ selection, entity }: GatedEntity): string {
  const { selectorText, namespace, clusters } = selection;
  return [
    selectorText,
    ...(namespace ? [`namespace ${namespace}`] : []),
    ...(clusters ? [`cluster ${clusters.join(', ')}`] : []),
    ...paramAnnotations(entity).map(([name, value]) => `${name}=${value}`),
  ].join('; ');
}

/** What runs where a candidate is promoted from, as if it ran at its target. */
function promoted(
  states: readonly StateRow[],
  { promotedFrom, target }: Candidate,
): StateRow[] {
  return states
    .filter(({ environment }) => environment === promotedFrom)
    .map(state => ({ ...state, environment: target }));
}

export function gatedEnvironmentsOf(
  { definition }: CompiledScorecard,
  { settings }: Pick<GateContext, 'settings'>,
): readonly string[] {
  return definition.gate.environments ?? settings.gatedEnvironments;
}

/** What clusters say. State on one that the entity no longer names says nothing of it. */
export function statesInForce(
  { selection }: GatedEntity,
  { definition }: CompiledScorecard,
  states: readonly StateRow[],
): StateRow[] {
  return states.filter(
    ({ scorecard, cluster }) =>
      scorecard === definition.id &&
      cluster !== NO_CLUSTER &&
      (selection.clusters?.includes(cluster) ?? true),
  );
}

function synthetic(id: string, answers: readonly Answer[]): AnsweredItem {
  return {
    id,
    severity: 'blocking',
    enforced: true,
    responsible: 'owner',
    weight: 0,
    scored: false,
    stated: [],
    answers: answers.map(answer => ({ ...answer, question: id })),
  };
}

function answeredItem(
  resolved: ResolvedItem,
  answering: Answering,
): AnsweredItem {
  const { definition, broken } = resolved.item;
  const { states, catalog, placement, asked } = answering;
  const answered: AnsweredItem = {
    resolved,
    id: definition.id,
    severity: resolved.severity,
    enforced: resolved.enforced,
    responsible: definition.responsible,
    weight: definition.weight,
    scored: !resolved.questions.every(isApproval),
    stated: [],
    notEvaluated: definition.notEvaluated !== undefined,
    answers: [],
  };
  if (resolved.enforceFrom) answered.enforceFrom = resolved.enforceFrom;
  if (answered.notEvaluated) return answered;
  const nowhere = askedNowhere(resolved, states);
  if (nowhere)
    return { ...answered, notEvaluated: true, askedNowhere: nowhere };
  const wrong = broken ?? resolved.refused;
  if (wrong) {
    answered.answers = [brokenAnswer(definition.id, wrong)];
    return answered;
  }
  answered.stated = resolved.questions.filter(
    question =>
      isStatedOnly(question) || isLeftToPeople(question, states, catalog),
  );
  const answers = [
    ...states.flatMap(state => answersOfState(resolved, state, answering)),
    ...openAnswers(resolved, placement),
    ...resolved.questions
      .filter(({ check }) => !isAskedOfClusters(check))
      .filter(({ check }) => isAskedOfCatalog(check))
      .map(question => ({
        question: question.key,
        cluster: NO_CLUSTER,
        environment: '',
        ...catalogAnswer(question, '', answering),
      })),
    ...resolved.questions
      .filter(isStatedOnly)
      .flatMap(question => statedAnswers(question, asked))
      .map(answer => excludedAnswer(answer, definition)),
  ];
  answered.answers = waived(answers, definition, answering);
  return answered;
}

/** Why the item cannot be asked of this entity: nowhere that it lives is there such evidence, nor another to fall back on. */
function askedNowhere(
  { questions }: ResolvedItem,
  states: readonly StateRow[],
): string | undefined {
  for (const { key, check } of questions) {
    if (!states.some(({ packed }) => packed.results[key]?.r === 'cannotExist'))
      continue;
    const stored = states.flatMap(({ packed }) => packed.results[key] ?? []);
    const [first] = stored;
    if (
      first.r === 'cannotExist' &&
      stored.every(({ r }) => r === 'cannotExist') &&
      !hasFallback(check)
    )
      return first.reason;
  }
  return undefined;
}

/** Somebody else than the cluster is asked where its kind of evidence cannot exist. */
const hasFallback = (check: Question['check']): boolean =>
  isAskedOfCatalog(check) || statedEvidence(check).length > 0;

/** Some cluster, and the catalog where it is asked, said that their evidence cannot exist. */
function isLeftToPeople(
  { key, check }: Question,
  states: readonly StateRow[],
  catalog: StateRow | undefined,
): boolean {
  if (statedEvidence(check).length === 0) return false;
  const says = ({ packed }: StateRow) =>
    packed.results[key]?.r === 'cannotExist';
  return (
    (!isAskedOfClusters(check) || states.some(says)) &&
    (!isAskedOfCatalog(check) || (!!catalog && says(catalog)))
  );
}

function excludedAnswer(
  answer: QuestionAnswer,
  definition: ResolvedItem['item']['definition'],
): QuestionAnswer {
  const rule = excludedIn(definition, answer.environment);
  return rule
    ? { ...answer, result: { result: 'notApplicable', rule } }
    : answer;
}

function waived(
  answers: readonly QuestionAnswer[],
  { id }: ResolvedItem['item']['definition'],
  { scorecard, entityRef, waivers, context: { now } }: Answering,
): readonly QuestionAnswer[] {
  const own = waivers.filter(
    row => row.scorecard === scorecard && row.item === id,
  );
  return own.length === 0
    ? answers
    : answers.map(answer => withWaiver(answer, entityRef, own, now));
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
  const ofClusters = questions.filter(({ check }) => isAskedOfClusters(check));
  return placement.open.flatMap(answer =>
    ofClusters.map(({ key }) => ({ ...answer, question: key })),
  );
}

function answersOfState(
  { item, questions }: ResolvedItem,
  state: StateRow,
  answering: Answering,
): QuestionAnswer[] {
  const { cluster, environment } = state;
  const rule = excludedIn(item.definition, environment);
  const namespaces = entryOf(namespacesOf, state, () => [
    ...new Set(state.packed.workloads.map(({ namespace }) => namespace)),
  ]);
  return questions
    .filter(({ check }) => isAskedOfClusters(check))
    .map((question): QuestionAnswer => {
      const place = { question: question.key, cluster, environment };
      if (rule) return { ...place, result: { result: 'notApplicable', rule } };
      return Object.assign(
        place,
        answerOf(question, state, namespaces, answering),
      );
    });
}

/** Where the workloads of a state live: the same for all items. */
const namespacesOf = new WeakMap<StateRow, readonly string[]>();

function answerOf(
  question: Question,
  { cluster, environment, packed }: StateRow,
  namespaces: readonly string[],
  answering: Answering,
): Told {
  const { observations } = answering.context;
  return answerOfStored(question, answering.context, {
    stored: packed.results[question.key],
    freshness: freshnessOf(question, observations, cluster, namespaces),
    next: reason =>
      isAskedOfCatalog(question.check)
        ? catalogAnswer(question, environment, answering)
        : wordOfPeople(question, environment, answering, reason),
  });
}

/** What the catalog says; where it cannot tell, what people and tools say. */
function catalogAnswer(
  question: Question,
  environment: string,
  answering: Answering,
): Told {
  const { observations, settings } = answering.context;
  const row = observations.of(NO_CLUSTER, CATALOG_RESOURCE);
  return answerOfStored(question, answering.context, {
    stored: answering.catalog?.packed.results[question.key],
    freshness: row ? entryOf(readOfCatalog, row, () => freshnessIn(row)) : {},
    // The catalog may be read less often than clusters are.
    defaultAgeMs: Math.max(settings.maxAgeMs, 3 * settings.catalogPeriodMs),
    next: reason => wordOfPeople(question, environment, answering, reason),
  });
}

/** The same for every question and entity. */
const readOfCatalog = new WeakMap<ObservationRow, Freshness>();

function freshnessIn(row: ObservationRow): Freshness {
  return {
    ...(row.completedAt && { completedAt: row.completedAt }),
    ...(!row.complete && { failing: row }),
  };
}

/** What people and tools say where no other evidence can exist, for the reason given; it counts as stated. */
function wordOfPeople(
  question: Question,
  environment: string,
  { asked }: Answering,
  reason: string,
): Told {
  if (statedEvidence(question.check).length === 0)
    return {
      result: { result: 'unknown', cause: 'not-configured', message: reason },
    };
  const { result, ...said } = statedAnswer(question, environment, asked);
  return {
    ...said,
    result: result.result === 'pass' ? { ...result, stated: true } : result,
  };
}
