/** The report as Markdown: the team's own checklist with ticks that are true, and what follows from them. */
import type {
  BlockContent,
  Content,
  ListItem,
  PhrasingContent,
  Table,
} from 'mdast';
import type {
  OpenItem,
  ReadinessReport,
  ReportItem,
  ReportSection,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { loadMarkdown } from './markdownLibrary';

export async function reportMarkdown(report: ReadinessReport): Promise<string> {
  const { toMarkdown, gfmToMarkdown } = await loadMarkdown();
  return toMarkdown(
    { type: 'root', children: content(report) },
    { bullet: '-', listItemIndent: 'one', extensions: [gfmToMarkdown()] },
  );
}

function content(report: ReadinessReport): Content[] {
  return [
    heading(1, `${report.scorecard.title}: ${report.entityRef}`),
    ...header(report),
    ...report.sections.flatMap(section => sectionContent(section)),
    heading(2, 'Status by section'),
    table(
      ['Section', 'Status', 'Passed', 'Answered', 'The checklist says'],
      report.sections.map(section => [
        section.title,
        section.status,
        `${section.counts.pass} of ${applicable(section)}`,
        percent(section.answered),
        section.claim ?? '',
      ]),
    ),
    ...openList('Blocking', report.blocking),
    ...openList('Nice to have', report.niceToHave),
    ...openList('Next steps', report.nextSteps, true),
    ...debt(report),
    ...achievements(report),
    ...progression(report),
    ...metrics(report),
    ...commands(report),
  ];
}

function header(report: ReadinessReport): Content[] {
  const { verdict, waitingOn, score, coverage, counts } = report.own;
  const waits =
    waitingOn.length > 0 ? `, waits on ${waitingOn.join(', ')}` : '';
  const answered = coverage.machineRead + coverage.stated;
  return [
    paragraph(strong(`${verdict}${waits}`)),
    list([
      [text(`As of ${report.at}`)],
      [text(`Score ${scoreText(score)}`)],
      [
        text(
          `Coverage: ${answered} of ${coverage.applicable} answered, ${coverage.stated} of them stated by people or reports`,
        ),
      ],
      [
        text(
          Object.entries(counts)
            .map(([kind, count]) => `${kind} ${count}`)
            .join(', '),
        ),
      ],
      ...(report.claim
        ? [[text('The checklist says of itself: '), strong(report.claim)]]
        : []),
      ...(report.redacted
        ? [
            [
              text(
                'Findings are left out: you may not read Kubernetes resources',
              ),
            ],
          ]
        : []),
    ]),
  ];
}

function sectionContent(section: ReportSection): Content[] {
  return [
    heading(2, section.title),
    ...(section.claim
      ? [
          paragraph(
            text('The checklist says: '),
            strong(section.claim),
            text(
              `. The evidence says: ${section.counts.pass} of ${applicable(
                section,
              )} passed.`,
            ),
          ),
        ]
      : []),
    {
      type: 'list',
      spread: false,
      children: section.items.map(itemLine),
    },
  ];
}

function itemLine(item: ReportItem): ListItem {
  const claim = item.claim ? ` (the checklist says: ${item.claim})` : '';
  return {
    type: 'listItem',
    spread: false,
    checked: item.notEvaluated === undefined ? item.ticked : null,
    children: [
      paragraph(text(`${item.id} ${item.text}${claim}`), ...noteOf(item)),
    ],
  };
}

function noteOf(item: ReportItem): PhrasingContent[] {
  if (item.notEvaluated !== undefined) {
    return [text(' — '), emphasis(item.notEvaluated)];
  }
  const words = [
    ...(item.result === 'pass' ? [] : [item.result]),
    ...(item.stated ? ['stated'] : []),
    ...(item.changing ? ['changing'] : []),
    ...(item.severity === 'blocking' &&
    item.enforced &&
    !item.ticked &&
    item.result !== 'waived'
      ? ['blocking']
      : []),
  ];
  if (words.length === 0) return [];
  const why = item.why ? `: ${item.why}` : '';
  return [text(' — '), strong(words.join(', ')), text(why)];
}

function openList(
  title: string,
  items: readonly OpenItem[],
  ordered = false,
): Content[] {
  if (items.length === 0) return [];
  return [heading(2, title), list(items.map(openLine), ordered)];
}

function openLine({
  id,
  text: words,
  result,
  why,
  worth,
  due,
  waitingOn,
}: OpenItem) {
  const more = [
    ...(waitingOn.length > 0 ? [`waits on ${waitingOn.join(', ')}`] : []),
    ...(worth > 0 ? [`${worth.toFixed(1)} points`] : []),
    ...(due
      ? [`${result === 'waived' ? 'until' : 'from'} ${due.slice(0, 10)}`]
      : []),
  ];
  const tail = more.length > 0 ? ` (${more.join('; ')})` : '';
  return [
    text(`${id} ${words} — `),
    strong(result),
    text(`${why ? `: ${why}` : ''}${tail}`),
  ];
}

function debt({ technicalDebt }: ReadinessReport): Content[] {
  const { critical, important, future } = technicalDebt;
  const tiers: [string, OpenItem[]][] = [
    ['Critical: it blocks', critical],
    ['Important: it will block, is open, or is waived', important],
    ['Future: recommended', future],
  ];
  const filled = tiers.filter(([, items]) => items.length > 0);
  if (filled.length === 0) return [];
  return [
    heading(2, 'Technical debt'),
    ...filled.flatMap(([title, items]) => [
      heading(3, title),
      list(items.map(openLine)),
    ]),
  ];
}

function achievements(report: ReadinessReport): Content[] {
  if (report.achievements.length === 0) return [];
  return [
    heading(2, `Achieved since ${report.since.slice(0, 10)}`),
    list(
      report.achievements.map(({ id, text: words, at }) => [
        text(`${at.slice(0, 10)}: ${id} ${words}`),
      ]),
    ),
  ];
}

function progression({
  progression: points,
  target,
}: ReadinessReport): Content[] {
  const goal = target
    ? [
        paragraph(
          text(
            `Target: ${percent(target.score)} by ${target.date}: ${
              TARGET_WORDS[target.state]
            }${target.forecast ? `, at this rate on ${target.forecast}` : ''}.`,
          ),
        ),
      ]
    : [];
  if (points.length === 0 && goal.length === 0) return [];
  return [
    heading(2, 'Progression'),
    ...goal,
    ...(points.length > 0
      ? [
          table(
            ['Day', 'Verdict', 'Score'],
            points.map(({ day, verdict, score }) => [
              day,
              verdict,
              scoreText(score),
            ]),
          ),
        ]
      : []),
  ];
}

const TARGET_WORDS = {
  reached: 'reached',
  onTrack: 'on track',
  behind: 'behind',
  missed: 'missed',
  tooEarly: 'too early to tell',
};

function metrics(report: ReadinessReport): Content[] {
  if (report.metrics.length === 0) return [];
  return [
    heading(2, 'Key metrics'),
    table(
      ['Item', 'Result', 'Found', 'Wanted', 'Source', 'Read at'],
      report.metrics.map(metric => [
        `${metric.id} ${metric.text}`,
        metric.result,
        metric.found ?? '',
        metric.wanted ?? '',
        metric.source,
        metric.observedAt ?? '',
      ]),
    ),
  ];
}

function commands({ nextSteps }: ReadinessReport): Content[] {
  const mending = nextSteps.filter(({ commands: fix }) => fix !== undefined);
  if (mending.length === 0) return [];
  return [
    heading(2, 'How to mend it'),
    ...mending.flatMap(({ id, text: words, commands: fix }): Content[] => [
      heading(3, `${id} ${words}`),
      // Written as Markdown by the check; what stands in it for names was put there as names.
      { type: 'html', value: fix!.trim() },
    ]),
  ];
}

const applicable = ({ counts, items }: ReportSection): number =>
  items.filter(({ notEvaluated }) => notEvaluated === undefined).length -
  counts.notApplicable;

const percent = (value: number) => `${Math.round(value * 10) / 10} %`;

function scoreText({
  value,
  low,
  high,
}: ReadinessReport['own']['score']): string {
  const range = low === high ? '' : ` (${percent(low)} to ${percent(high)})`;
  return value === undefined
    ? `not known yet${range}`
    : `${percent(value)}${range}`;
}

const text = (value: string): PhrasingContent => ({ type: 'text', value });
const strong = (value: string): PhrasingContent => ({
  type: 'strong',
  children: [text(value)],
});
const emphasis = (value: string): PhrasingContent => ({
  type: 'emphasis',
  children: [text(value)],
});
const paragraph = (...children: PhrasingContent[]) =>
  ({ type: 'paragraph', children } satisfies BlockContent);
const heading = (depth: 1 | 2 | 3, value: string): Content => ({
  type: 'heading',
  depth,
  children: [text(value)],
});
const list = (lines: PhrasingContent[][], ordered = false): Content => ({
  type: 'list',
  ordered,
  spread: false,
  children: lines.map(children => ({
    type: 'listItem',
    spread: false,
    children: [paragraph(...children)],
  })),
});
const table = (head: string[], rows: string[][]): Table => ({
  type: 'table',
  children: [head, ...rows].map(cells => ({
    type: 'tableRow',
    children: cells.map(cell => ({
      type: 'tableCell',
      children: [text(cell)],
    })),
  })),
});
