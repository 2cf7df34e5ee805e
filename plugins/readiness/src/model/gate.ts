/** What the pages derive from a gate's detail: what holds it, what is open, in which order. */
import { combineResults } from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  AnswerView,
  EnvironmentGate,
  GateDetail,
  ItemView,
  ResultKind,
  Severity,
  WaitingOn,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { ShownResult } from './tones';

export type SectionView = GateDetail['sections'][number];

/** Enforced blocking items that are not simply a pass in the environments of the gate. */
export interface Blockers {
  /** They hold the gate by failing; first what mends most. */
  failing: ItemView[];
  /** They hold the gate because nobody has answered them: unknown first, then pending. */
  open: ItemView[];
  /** A fail that has not lasted long enough to count. */
  changing: ItemView[];
  /** Unknown, at a gate that the platform's unknowns do not hold. */
  warned: ItemView[];
  /** They would hold the gate, and are accepted for a time: not passed. */
  waived: ItemView[];
}

/** The environments whose answers count for the gate's own verdict; `undefined` means all. */
export function gatedEnvironments(
  environments: EnvironmentGate[],
): string[] | undefined {
  const gated = environments.filter(e => e.gated).map(e => e.environment);
  return gated.length > 0 ? gated : undefined;
}

/** Evidence that belongs to no environment answers for all of them. */
export function answersIn(
  item: ItemView,
  environments?: string[],
): AnswerView[] {
  if (!environments) return item.answers;
  return item.answers.filter(
    answer =>
      answer.environment === '' || environments.includes(answer.environment),
  );
}

/** Whether a fail still waits to have lasted: the backend names what stands for it until then. */
export function isChanging(answer: AnswerView, now: number): boolean {
  return (
    answer.result === 'fail' &&
    answer.settlesAt !== undefined &&
    Date.parse(answer.settlesAt) > now
  );
}

export function countedResult(answer: AnswerView, now: number): ResultKind {
  return isChanging(answer, now) ? answer.settled ?? 'pass' : answer.result;
}

/** What the item says in the given environments, as the verdict counts it. */
export function resultIn(
  item: ItemView,
  environments: string[] | undefined,
  now: number,
): ResultKind {
  const answers = answersIn(item, environments);
  return (
    combineResults(answers.map(answer => countedResult(answer, now))) ??
    item.result
  );
}

export function whatBlocks(detail: GateDetail, now: number): Blockers {
  const environments = gatedEnvironments(detail.environments);
  const blockers: Blockers = {
    failing: [],
    open: [],
    changing: [],
    warned: [],
    waived: [],
  };
  for (const item of allItems(detail)) {
    const group = groupOf(item, resultIn(item, environments, now));
    if (group) blockers[group].push(item);
  }
  const mended = (item: ItemView) => mendedWith(item, blockers.failing).length;
  blockers.failing.sort(
    (a, b) =>
      mended(b) - mended(a) ||
      b.weight - a.weight ||
      findingsTotal(b) - findingsTotal(a),
  );
  blockers.open.sort((a, b) => openRank(a.result) - openRank(b.result));
  return blockers;
}

function groupOf(
  item: ItemView,
  result: ResultKind,
): keyof Blockers | undefined {
  if (item.holds) return result === 'fail' ? 'failing' : 'open';
  if (item.notEvaluated || !item.enforced || item.severity !== 'blocking')
    return undefined;
  if (result === 'waived') return 'waived';
  if (item.changing) return 'changing';
  return result === 'unknown' ? 'warned' : undefined;
}

const openRank = (result: ResultKind) => (result === 'unknown' ? 0 : 1);

/** Those of the items that one fix mends together: they fail by the same check, this one included. */
export function mendedWith(item: ItemView, items: ItemView[]): ItemView[] {
  const checks = new Set(failingChecks(item));
  return items.filter(one => failingChecks(one).some(id => checks.has(id)));
}

const failingChecks = ({ answers }: ItemView) =>
  answers.filter(({ result }) => result === 'fail').map(({ check }) => check);

/** Points that the score would gain, were this item alone to pass. */
export function worthOf(item: ItemView, items: ItemView[]): number {
  const whole = items
    .filter(one => !one.notEvaluated && SCORED.includes(one.result))
    .reduce((sum, { weight }) => sum + weight, 0);
  return whole === 0 ? 0 : (item.weight / whole) * 100;
}

const SCORED: readonly ResultKind[] = ['pass', 'fail', 'unknown', 'pending'];

/** How many of the items wait on each party, the one with most of them first. */
export function countWaiting(items: ItemView[]): [WaitingOn, number][] {
  const counts = new Map<WaitingOn, number>();
  for (const party of items.flatMap(({ waitingOn }) => waitingOn))
    counts.set(party, (counts.get(party) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

export function allItems(detail: GateDetail): ItemView[] {
  return detail.sections.flatMap(section => section.items);
}

export function findingsTotal({ answers }: Pick<ItemView, 'answers'>): number {
  return answers.reduce(
    (sum, answer) =>
      sum + (answer.findingsTotal ?? answer.findings?.length ?? 0),
    0,
  );
}

/** How an item is shown: a fail that only changes must not look like one that counts. */
export function shownResult(item: ItemView): ShownResult {
  if (!item.changing) return item.result;
  const lasting = item.answers.some(a => a.result === 'fail' && !a.settlesAt);
  return lasting ? item.result : 'changing';
}

export function countResults(items: ItemView[]): Record<ResultKind, number> {
  const counts: Record<ResultKind, number> = {
    fail: 0,
    unknown: 0,
    pending: 0,
    waived: 0,
    pass: 0,
    notApplicable: 0,
  };
  for (const item of items) {
    if (!item.notEvaluated) counts[item.result] += 1;
  }
  return counts;
}

/** When the first of the waivers ends that the gate leans on now. */
export function waivedUntil(detail: GateDetail): string | undefined {
  const environments = gatedEnvironments(detail.environments);
  const ends = allItems(detail)
    .filter(item => item.result === 'waived')
    .flatMap(item => answersIn(item, environments))
    .flatMap(answer => (answer.waiver ? [answer.waiver.until] : []));
  return ends.sort((a, b) => Date.parse(a) - Date.parse(b))[0];
}

export interface ItemFilter {
  results: ShownResult[];
  severities: Severity[];
}

export function isFiltered(filter: ItemFilter): boolean {
  return filter.results.length > 0 || filter.severities.length > 0;
}

/** Items that are not evaluated have no result: a filter by result leaves them out. */
export function matchesFilter(
  item: ItemView,
  { results, severities }: ItemFilter,
): boolean {
  if (severities.length > 0 && !severities.includes(item.severity))
    return false;
  if (results.length === 0) return true;
  return !item.notEvaluated && results.includes(shownResult(item));
}

/** The first sentence that tells why an item is not a pass; it shows without opening the item. */
export function headline(item: ItemView): string | undefined {
  const wanted = shownResult(item) === 'changing' ? 'fail' : item.result;
  const answer = item.answers.find(a => a.result === wanted);
  if (!answer || answer.result === 'pass') return undefined;
  if (answer.result === 'waived') return answer.waiver?.reason;
  const [finding] = answer.findings ?? [];
  if (!finding) return answer.message;
  const object = finding.namespace
    ? `${finding.namespace}/${finding.name}`
    : finding.name;
  return finding.message.includes(finding.name)
    ? finding.message
    : `${finding.kind} ${object}: ${finding.message}`;
}

export interface Place {
  environment: string;
  result: ShownResult;
}

const OPEN: ShownResult[] = ['fail', 'unknown', 'pending', 'changing'];

/**
 * Where the item is not well, for the row's margin: environments outside the gate too, whose
 * answers do not count for what the item itself says.
 */
export function openPlaces(item: ItemView, now: number): Place[] {
  const environments = [...new Set(item.answers.map(a => a.environment))];
  return environments
    .filter(environment => environment !== '')
    .map(environment => ({
      environment,
      result: placeResult(item, environment, now),
    }))
    .filter(place => OPEN.includes(place.result));
}

function placeResult(
  item: ItemView,
  environment: string,
  now: number,
): ShownResult {
  const answers = item.answers.filter(a => a.environment === environment);
  const counted =
    combineResults(answers.map(a => countedResult(a, now))) ?? item.result;
  const changing = answers.some(a => isChanging(a, now));
  return changing && counted !== 'fail' ? 'changing' : counted;
}
