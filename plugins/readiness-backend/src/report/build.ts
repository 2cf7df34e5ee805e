/**
 * The report that a checklist used to be, computed: nothing in it is typed by hand, so no status line can
 * say more than the boxes below it. Pure: a gate as its reader sees it, how its score went and what
 * changed lately in, the report out.
 */
import { RESULTS } from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  GateDetail,
  ItemView,
  OpenItem,
  ReadinessReport,
  ReportItem,
  ReportSection,
  ResultCounts,
  ScorePoint,
  TransitionView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { commandsOf } from './commands';
import { progression, targetOf } from './progression';
import { whyOf } from './why';

export interface ReportInput {
  detail: GateDetail;
  /** Weight of each item in the score, by id. */
  weights: ReadonlyMap<string, number>;
  /** The newest first. */
  scores: readonly ScorePoint[];
  /** Of this gate since {@link since}, the newest first. */
  changes: readonly TransitionView[];
  since: Date;
  now: Date;
}

type Section = GateDetail['sections'][number];

export function buildReport(input: ReportInput): ReadinessReport {
  const { detail, scores, since, now } = input;
  const open = detail.sections.flatMap(section =>
    section.items
      .filter(isOpen)
      .map(item => ({ item, open: openItem(item, section, input) })),
  );
  const those = (wanted: (item: ItemView) => boolean) =>
    open.filter(({ item }) => wanted(item)).map(it => it.open);
  const points = progression(scores);
  return {
    entityRef: detail.entityRef,
    scorecard: detail.scorecard,
    at: now.toISOString(),
    since: since.toISOString(),
    ...(detail.claim && { claim: detail.claim }),
    own: detail.own,
    sections: detail.sections.map(sectionOf),
    achievements: achievementsOf(input),
    blocking: those(
      ({ severity, result }) => severity === 'blocking' && result !== 'waived',
    ),
    niceToHave: those(
      ({ severity, result }) =>
        severity === 'recommended' && result !== 'waived',
    ),
    nextSteps: those(({ result }) => result !== 'waived').sort(byUrgency),
    technicalDebt: {
      critical: those(blocks),
      important: those(
        item =>
          !blocks(item) &&
          (item.severity === 'blocking' || item.result === 'waived'),
      ),
      future: those(
        ({ severity, result }) =>
          severity === 'recommended' && result !== 'waived',
      ),
    },
    progression: points,
    ...(detail.target && {
      target: targetOf(detail.target, points, detail.own.score.value, now),
    }),
    metrics: metricsOf(detail),
    redacted: detail.redacted,
  };
}

const itemsOf = ({ sections }: GateDetail): ItemView[] =>
  sections.flatMap(({ items }) => items);

const isAsked = ({ notEvaluated }: ItemView) => notEvaluated === undefined;

const blocks = ({ enforced, severity, result }: ItemView) =>
  enforced && severity === 'blocking' && result === 'fail';

function isOpen(item: ItemView): boolean {
  return (
    isAsked(item) &&
    ['fail', 'unknown', 'pending', 'waived'].includes(item.result)
  );
}

function sectionOf({ id, title, claim, items }: Section): ReportSection {
  const asked = items.filter(isAsked);
  const counts = Object.fromEntries(
    RESULTS.map(kind => [
      kind,
      asked.filter(({ result }) => result === kind).length,
    ]),
  ) as ResultCounts;
  const applicable = asked.length - counts.notApplicable;
  const open = counts.unknown + counts.pending;
  const decided = counts.pass + counts.fail;
  const percent = (part: number, whole: number) =>
    whole === 0 ? 100 : (part / whole) * 100;
  return {
    id,
    title,
    ...(claim && { claim }),
    status: statusOf(applicable, counts.pass),
    score: {
      ...(decided > 0 && { value: percent(counts.pass, decided) }),
      low: percent(counts.pass, decided + open),
      high: percent(counts.pass + open, decided + open),
    },
    answered: percent(applicable - open, applicable),
    counts,
    items: items.map(reportItem),
  };
}

function statusOf(applicable: number, passed: number): ReportSection['status'] {
  if (applicable === 0) return 'empty';
  if (passed === applicable) return 'complete';
  return passed === 0 ? 'pending' : 'partial';
}

function reportItem(item: ItemView): ReportItem {
  const { id, text, claim, view, severity, enforced, responsible } = item;
  const { result, changing, notEvaluated, answers } = item;
  const why = whyOf(item);
  const [observedAt] = answers
    .flatMap(answer => answer.observedAt ?? [])
    .sort();
  return {
    id,
    text,
    ...(claim && { claim }),
    ...(view && { view }),
    ticked: isAsked(item) && (result === 'pass' || result === 'notApplicable'),
    severity,
    enforced,
    responsible,
    result,
    stated: result === 'pass' && answers.some(({ stated }) => stated),
    changing,
    ...(why && { why }),
    ...(observedAt && { observedAt }),
    ...(notEvaluated && { notEvaluated }),
  };
}

function openItem(
  item: ItemView,
  section: Section,
  { detail, weights }: ReportInput,
): OpenItem {
  const { id, text, severity, result, waitingOn } = item;
  const due = dueOf(item);
  const commands = commandsOf(item, detail.entityRef);
  return {
    id,
    text,
    section: section.title,
    severity,
    result,
    why: whyOf(item) ?? '',
    waitingOn,
    worth: result === 'waived' ? 0 : worthOf(id, detail, weights),
    ...(due && { due }),
    ...(commands && { commands }),
  };
}

/** Points that the score would gain, were this item alone to pass. */
function worthOf(
  id: string,
  detail: GateDetail,
  weights: ReadonlyMap<string, number>,
): number {
  const scored = itemsOf(detail).filter(
    item =>
      isAsked(item) &&
      ['pass', 'fail', 'unknown', 'pending'].includes(item.result),
  );
  const weightOf = (item: { id: string }) => weights.get(item.id) ?? 0;
  const whole = scored.reduce((sum, item) => sum + weightOf(item), 0);
  return whole === 0 ? 0 : (weightOf({ id }) / whole) * 100;
}

/** When it starts to block, or when what covers it ends. */
function dueOf({ enforcement, enforced, result, answers }: ItemView) {
  if (result === 'waived') {
    const [end] = answers.flatMap(({ waiver }) => waiver?.until ?? []).sort();
    return end;
  }
  return enforced ? undefined : enforcement.enforceFrom;
}

const URGENCY = ['fail', 'unknown', 'pending'];

function byUrgency(a: OpenItem, b: OpenItem): number {
  const rank = ({ severity, result }: OpenItem) =>
    (severity === 'blocking' ? 0 : URGENCY.length) + URGENCY.indexOf(result);
  return (
    rank(a) - rank(b) ||
    (a.due ?? '9').localeCompare(b.due ?? '9') ||
    b.worth - a.worth
  );
}

function achievementsOf({
  detail,
  changes,
  since,
}: ReportInput): ReadinessReport['achievements'] {
  const passing = new Map(
    itemsOf(detail)
      .filter(({ result }) => result === 'pass')
      .map(item => [item.id, item]),
  );
  const turned = new Map<string, string>();
  for (const { item, to, at } of changes) {
    if (!item || to !== 'pass' || turned.has(item)) continue;
    if (Date.parse(at) >= since.getTime()) turned.set(item, at);
  }
  return [...turned].flatMap(([id, at]) => {
    const item = passing.get(id);
    return item ? [{ id, text: item.text, at }] : [];
  });
}

function metricsOf(detail: GateDetail): ReadinessReport['metrics'] {
  return itemsOf(detail)
    .filter(isAsked)
    .flatMap(item => {
      const source = item.checks
        .flatMap(({ evidence }) => evidence)
        .find(kind => kind === 'prometheus' || kind === 'report');
      if (source !== 'prometheus' && source !== 'report') return [];
      const answer = item.answers.find(({ result }) => result === item.result);
      const [finding] = answer?.findings ?? [];
      return [
        {
          id: item.id,
          text: item.text,
          result: item.result,
          ...(finding?.found && { found: finding.found }),
          ...(finding?.wanted && { wanted: finding.wanted }),
          source,
          ...(answer?.observedAt && { observedAt: answer.observedAt }),
        },
      ];
    });
}
