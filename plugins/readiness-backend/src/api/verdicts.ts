/** What a pipeline is told: the verdict, why, and an exit code that a script can act on. */
import {
  RESULTS,
  effectiveResult,
  itemOutcome,
  verdictExitCode,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  GateState,
  QuestionAnswer,
  VerdictAnswer,
  VerdictReason,
  VerdictRequest,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { AnsweredItem } from '../evaluation/answers';
import type { ComputedGate } from '../evaluation/gates';
import { textOf, visibleItems } from './views';
import type { Audience } from './views';

const MAX_FINDINGS_TOLD = 5;

export function verdictAnswer(
  request: VerdictRequest,
  gate: ComputedGate,
  gatedEnvironments: readonly string[],
  audience: Audience,
  now: Date,
): VerdictAnswer {
  const { environment } = request;
  const isCandidate =
    request.image !== undefined || request.commit !== undefined;
  // A candidate is judged as if it ran already: where it would run there may be nothing yet.
  const state =
    environment && !isCandidate
      ? gate.environments.find(e => e.environment === environment)?.state
      : gate.own;
  const asked = {
    entityRef: request.entityRef,
    scorecard: request.scorecard,
    environment: environment ?? '',
  };
  if (!state) {
    return noGate(
      asked,
      `${request.entityRef} has no workload in the environment ${environment}`,
    );
  }
  const environments = environment ? [environment] : gatedEnvironments;
  const reasons = visibleItems(gate, audience)
    .flatMap(item => reasonOf(item, environments, audience, now))
    // What blocks before what is open; within each, in the order of the scorecard.
    .sort((a, b) => RESULTS.indexOf(a.result) - RESULTS.indexOf(b.result));
  const observedAt = oldestEvidence(gate.items, environments);
  const waivers = waiversUsed(visibleItems(gate, audience), environments);
  return {
    ...asked,
    verdict: state.verdict,
    waitingOn: state.waitingOn,
    exitCode: verdictExitCode(state),
    message: lineFor(asked, state, reasons, waivers),
    score: state.score,
    ...(observedAt && { observedAt }),
    reasons,
    waivers,
    ...(waivers.length > 0 && { waivedUntil: waivers[0].until }),
  };
}

/** Of what would decide without them; the nearest end first. */
function waiversUsed(
  items: readonly AnsweredItem[],
  environments: readonly string[],
): VerdictAnswer['waivers'] {
  const used = items
    .filter(({ enforced, severity }) => enforced && severity === 'blocking')
    .flatMap(({ id: item, answers }) =>
      spanned(answers, environments).flatMap(({ result }) =>
        result.result === 'waived'
          ? [{ ...result.waiver, item, covers: result.covers.result }]
          : [],
      ),
    )
    .map(({ id, item, until, reason, covers }) => ({
      id,
      item,
      until,
      reason,
      covers,
    }));
  const distinct = new Map(
    used.map(waiver => [
      `${waiver.id} ${waiver.item} ${waiver.covers}`,
      waiver,
    ]),
  );
  return [...distinct.values()].sort((a, b) => (a.until < b.until ? -1 : 1));
}

/** Exit code 4: there is nothing to judge. */
export function noGate(
  asked: Pick<VerdictAnswer, 'entityRef' | 'scorecard' | 'environment'>,
  message: string,
): VerdictAnswer {
  return { ...asked, exitCode: 4, message, reasons: [], waivers: [] };
}

/** Only what decides: enforced blocking items that fail, or are open. */
function reasonOf(
  item: AnsweredItem,
  environments: readonly string[],
  { findings }: Audience,
  now: Date,
): VerdictReason[] {
  if (!item.enforced || item.severity !== 'blocking' || item.notEvaluated)
    return [];
  const { result } = itemOutcome(item, environments, now);
  if (result !== 'fail' && result !== 'unknown' && result !== 'pending')
    return [];
  const base = {
    item: item.id,
    text: textOf(item),
    result,
    responsible: item.responsible,
  };
  const open = spanned(item.answers, environments).filter(
    a => effectiveResult(a.result, now) === result,
  );
  const failed = open.flatMap(({ result: r }) =>
    r.result === 'fail' ? [r] : [],
  );
  if (failed.length > 0) {
    const all = failed.flatMap(r => r.findings);
    return [
      {
        ...base,
        findingsTotal: failed.reduce((sum, r) => sum + r.findingsTotal, 0),
        ...(findings && {
          message: all[0].message,
          findings: all.slice(0, MAX_FINDINGS_TOLD),
        }),
      },
    ];
  }
  const [first] = open.map(({ result: r }) => r);
  if (first?.result === 'unknown' || first?.result === 'pending') {
    return [
      {
        ...base,
        cause: first.cause,
        // What a cluster said is evidence; what a person owes is not.
        ...((findings || first.result === 'pending') &&
          first.message && { message: first.message }),
      },
    ];
  }
  return [{ ...base, message: 'Not evaluated yet' }];
}

function spanned(
  answers: readonly QuestionAnswer[],
  environments: readonly string[],
): QuestionAnswer[] {
  return answers.filter(
    ({ environment }) =>
      environment === '' || environments.includes(environment),
  );
}

function oldestEvidence(
  items: readonly AnsweredItem[],
  environments: readonly string[],
): string | undefined {
  return items
    .flatMap(({ answers }) => spanned(answers, environments))
    .flatMap(({ observedAt }) => observedAt ?? [])
    .sort()[0];
}

function lineFor(
  {
    entityRef,
    scorecard,
    environment,
  }: Pick<VerdictAnswer, 'entityRef' | 'scorecard' | 'environment'>,
  { verdict, waitingOn }: GateState,
  reasons: readonly VerdictReason[],
  waivers: VerdictAnswer['waivers'],
): string {
  const where = environment ? ` in ${environment}` : '';
  const gate = `${entityRef} is ${verdict} on ${scorecard}${where}`;
  if (verdict === 'ready') return `${gate}${leansOn(waivers)}`;
  const why = reasons
    .slice(0, 3)
    .map(({ item, text }) => `${item} ${text}`)
    .join('; ');
  const more = reasons.length > 3 ? ` and ${reasons.length - 3} more` : '';
  return `${gate}, waiting on ${
    waitingOn.join(' and ') || 'the service'
  }: ${why}${more}`;
}

/** A gate that is open thanks to waivers is not open for ever. */
function leansOn(waivers: VerdictAnswer['waivers']): string {
  if (waivers.length === 0) return '';
  const items = [...new Set(waivers.map(({ item }) => item))].join(', ');
  return `, leaning on ${
    waivers.length === 1 ? 'a waiver' : `${waivers.length} waivers`
  } of ${items} until ${waivers[0].until}`;
}
