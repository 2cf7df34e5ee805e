/**
 * What a gate says, computed from results and a clock and from nothing else. Backend, UI and tests
 * use this one function, so a verdict means the same wherever it is shown.
 */
import { RESULTS } from '../model';
import type {
  Answer,
  GateState,
  Responsible,
  Result,
  ResultCounts,
  ResultKind,
  Score,
  Severity,
  Verdict,
  WaitingOn,
} from '../model';

/** One answer to one of an item's questions. */
export interface QuestionAnswer extends Answer {
  /** Key of the (check, params, scope) that was asked; the same key is scored once. */
  question: string;
}

/** An item as it holds for one entity: overrides, cohort and dates are resolved by the caller. */
export interface GateItem {
  id: string;
  severity: Severity;
  /** Whether it is enforced for this entity at the time of `now`. `warn` and `shadow` never block. */
  enforced: boolean;
  /** ISO 8601: when `enforced` will turn true by itself. */
  enforceFrom?: string;
  responsible: Responsible;
  weight: number;
  /** False for approvals and computed parts. */
  scored: boolean;
  /** Listed by the scorecard but of a kind of evidence that is not evaluated: outside the gate. */
  notEvaluated?: boolean;
  answers: readonly QuestionAnswer[];
}

export interface GateInput {
  items: readonly GateItem[];
  /** Which environments the state is of; `undefined` spans all that `items` have. */
  environments?: readonly string[];
  onPlatformUnknown: 'hold' | 'warn';
  now: Date;
}

/** An item's result in the environments asked for, with who it waits on while it is open. */
export interface ItemOutcome {
  result: ResultKind;
  /** At least one fail has not lasted long enough to count. */
  changing: boolean;
  waitingOn: WaitingOn[];
}

/** The result that counts now: a fail that has not settled leaves what was before it standing. */
export function effectiveResult(result: Result, now: Date): ResultKind {
  if (result.result !== 'fail') return result.result;
  return isChanging(result, now) ? result.settled ?? 'pass' : 'fail';
}

/** Whether a fail has not yet lasted as long as its check asks. */
export function isChanging(result: Result, now: Date): boolean {
  return (
    result.result === 'fail' &&
    result.settlesAt !== undefined &&
    Date.parse(result.settlesAt) > now.getTime()
  );
}

/** The first in the order of {@link RESULTS} wins; no results at all is `undefined`. */
export function combineResults(
  results: Iterable<ResultKind>,
): ResultKind | undefined {
  const seen = new Set(results);
  return RESULTS.find(kind => seen.has(kind));
}

/** Combines an item's answers. An item nobody has answered yet is unknown, never a pass. */
export function itemOutcome(
  item: GateItem,
  environments: readonly string[] | undefined,
  now: Date,
): ItemOutcome {
  return outcomeOf(item, answersIn(item, environments), now);
}

/** An item with its answers in the environments asked for. */
interface AskedItem {
  item: GateItem;
  answers: readonly QuestionAnswer[];
}

function outcomeOf(
  item: GateItem,
  answers: AskedItem['answers'],
  now: Date,
): ItemOutcome {
  const result =
    combineResults(answers.map(a => effectiveResult(a.result, now))) ??
    'unknown';
  return {
    result,
    changing: answers.some(answer => isChanging(answer.result, now)),
    waitingOn: waitingOnItem(item, answers, result),
  };
}

/** The state of one gate. Pure; the same input gives the same state. */
export function computeGate(input: GateInput): GateState {
  const { environments, now } = input;
  const evaluated = input.items
    .filter(item => !item.notEvaluated)
    .map(item => ({ item, answers: answersIn(item, environments) }));
  const outcomes = evaluated.map(({ item, answers }) => ({
    item,
    outcome: outcomeOf(item, answers, now),
  }));
  const counts = countResults(outcomes.map(({ outcome }) => outcome.result));
  const decisive = outcomes.filter(
    ({ item }) => item.enforced && item.severity === 'blocking',
  );
  const failing = decisive.filter(({ outcome }) => outcome.result === 'fail');
  const open = decisive.filter(({ outcome }) =>
    isOpen(outcome, input.onPlatformUnknown),
  );
  const deciding = failing.length > 0 ? failing : open;
  return {
    verdict: verdictOf(failing.length, open.length),
    waitingOn: uniqueSorted(
      deciding.flatMap(({ outcome }) => outcome.waitingOn),
    ),
    ...scoreAndCoverage(evaluated, now),
    counts,
    blocking: failing.length,
    notEvaluated: input.items.length - evaluated.length,
    ...nextChange(evaluated, now),
  };
}

function verdictOf(failing: number, open: number): Verdict {
  if (failing > 0) return 'blocked';
  return open > 0 ? 'incomplete' : 'ready';
}

/** Whether an item keeps its gate from being ready: enforced, blocking, and failing or open. */
export function holdsGate(
  item: GateItem,
  outcome: ItemOutcome,
  onPlatformUnknown: 'hold' | 'warn',
): boolean {
  if (item.notEvaluated || !item.enforced || item.severity !== 'blocking')
    return false;
  return outcome.result === 'fail' || isOpen(outcome, onPlatformUnknown);
}

function isOpen(
  outcome: ItemOutcome,
  onPlatformUnknown: 'hold' | 'warn',
): boolean {
  if (outcome.result === 'pending') return true;
  if (outcome.result !== 'unknown') return false;
  const onlyPlatform = outcome.waitingOn.every(who => who === 'platform');
  return !(onlyPlatform && onPlatformUnknown === 'warn');
}

/** Evidence that belongs to no environment answers every one of them. */
function answersIn(
  item: GateItem,
  environments: readonly string[] | undefined,
): readonly QuestionAnswer[] {
  if (!environments) return item.answers;
  return item.answers.filter(
    ({ environment }) =>
      environment === '' || environments.includes(environment),
  );
}

const RESPONSIBLE_WAITS: Record<Responsible, WaitingOn> = {
  owner: 'service',
  platform: 'platform',
  security: 'people',
};

function waitingOnItem(
  item: GateItem,
  answers: readonly QuestionAnswer[],
  result: ResultKind,
): WaitingOn[] {
  switch (result) {
    case 'fail':
      return [RESPONSIBLE_WAITS[item.responsible]];
    case 'unknown':
      return ['platform'];
    case 'pending':
      return uniqueSorted(
        answers.flatMap(({ result: r }) =>
          r.result === 'pending' ? [r.waitsFor ?? 'people'] : [],
        ),
      );
    default:
      return [];
  }
}

function countResults(results: readonly ResultKind[]): ResultCounts {
  const counts = Object.fromEntries(
    RESULTS.map(kind => [kind, 0]),
  ) as ResultCounts;
  for (const result of results) counts[result] += 1;
  return counts;
}

interface ScoredQuestion {
  results: ResultKind[];
  stated: boolean;
  weight: number;
}

/** One (check, params, scope) counts once however many items name it. */
function scoreAndCoverage(
  items: readonly AskedItem[],
  now: Date,
): Pick<GateState, 'score' | 'coverage'> {
  const weights = { pass: 0, fail: 0, open: 0 };
  const coverage = { applicable: 0, machineRead: 0, stated: 0 };
  for (const question of scoredQuestions(items, now)) {
    const result = combineResults(question.results) ?? 'unknown';
    if (result === 'notApplicable') continue;
    coverage.applicable += 1;
    if (result === 'pass' && question.stated) coverage.stated += 1;
    else if (result === 'pass' || result === 'fail') coverage.machineRead += 1;
    if (result === 'pass' || result === 'fail')
      weights[result] += question.weight;
    else if (result !== 'waived') weights.open += question.weight;
  }
  return { score: scoreOf(weights), coverage };
}

function scoredQuestions(
  items: readonly AskedItem[],
  now: Date,
): Iterable<ScoredQuestion> {
  const questions = new Map<string, ScoredQuestion>();
  for (const { item, answers } of items) {
    if (!item.scored) continue;
    if (answers.length === 0) {
      questions.set(`item:${item.id}`, {
        results: [],
        stated: false,
        weight: item.weight,
      });
    }
    for (const answer of answers) {
      const question = questions.get(answer.question) ?? {
        results: [],
        stated: false,
        weight: 0,
      };
      question.results.push(effectiveResult(answer.result, now));
      question.stated ||=
        answer.result.result === 'pass' && answer.result.stated === true;
      question.weight = Math.max(question.weight, item.weight);
      questions.set(answer.question, question);
    }
  }
  return questions.values();
}

function scoreOf({
  pass,
  fail,
  open,
}: {
  pass: number;
  fail: number;
  open: number;
}): Score {
  const judged = pass + fail;
  const all = judged + open;
  return {
    ...(judged > 0 && { value: percent(pass, judged) }),
    low: all > 0 ? percent(pass, all) : 0,
    high: all > 0 ? percent(pass + open, all) : 100,
  };
}

/** One decimal, and never rounded up to 100: 99.96 % is not all. */
function percent(part: number, whole: number): number {
  if (part === whole) return 100;
  return Math.min(99.9, Math.round((1000 * part) / whole) / 10);
}

function nextChange(
  items: readonly AskedItem[],
  now: Date,
): { nextChangeAt?: string } {
  const times = items.flatMap(({ item, answers }) => [
    ...(item.enforceFrom ? [Date.parse(item.enforceFrom)] : []),
    ...answers.flatMap(({ result }) => changesAt(result)),
  ]);
  const next = times
    .filter(time => time > now.getTime())
    .sort((a, b) => a - b)[0];
  return next === undefined
    ? {}
    : { nextChangeAt: new Date(next).toISOString() };
}

function changesAt(result: Result): number[] {
  if (result.result === 'fail') {
    const { settlesAt, until } = result;
    return [settlesAt, until].flatMap(at => (at ? [Date.parse(at)] : []));
  }
  if (result.result === 'waived') {
    return [Date.parse(result.waiver.until), ...changesAt(result.covers)];
  }
  if (result.result === 'pass' && result.until)
    return [Date.parse(result.until)];
  return [];
}

function uniqueSorted(waiting: readonly WaitingOn[]): WaitingOn[] {
  return [...new Set(waiting)].sort();
}

/** Blocked before incomplete before ready: the order in which gates are combined and sorted. */
export function worstVerdict(verdicts: Iterable<Verdict>): Verdict | undefined {
  const order: readonly Verdict[] = ['blocked', 'incomplete', 'ready'];
  const seen = new Set(verdicts);
  return order.find(verdict => seen.has(verdict));
}

/** Exit codes of `POST /verdicts`, for scripts. 4 is an error, or no such gate. */
export type VerdictExitCode = 0 | 1 | 2 | 3 | 4;

export function verdictExitCode(
  state: Pick<GateState, 'verdict' | 'waitingOn'>,
): VerdictExitCode {
  if (state.verdict === 'ready') return 0;
  if (state.verdict === 'blocked') return 1;
  return state.waitingOn.some(who => who !== 'platform') ? 2 : 3;
}
