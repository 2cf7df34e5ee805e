/** The reference of the library, written from the definitions themselves. */
import type {
  Check,
  EvidenceSummary,
  Scorecard,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { Definitions } from './types';

/** Markdown of `docs/reference/check-library.md`. */
export function libraryReference({ checks, scorecards }: Definitions): string {
  const all = [...checks.values()]
    .map(({ definition }) => definition)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const areas = [...new Set(all.map(({ area }) => area))].sort();
  const used = usesOf([...scorecards.values()].map(s => s.definition));
  return [
    '# The library of checks',
    '',
    '<!-- Written from the definitions: UPDATE_LIBRARY_REFERENCE=1 npm test -- plugins/readiness-backend/src/definitions/reference.test.ts -->',
    '',
    `${all.length} checks in ${areas.length} areas. A param can be set by the item of a scorecard, and in app-config; those marked * by an annotation of the entity too, within bounds. Evidence is asked in order: the next kind only where the one before cannot exist.`,
    '',
    ...areas.flatMap(area => [
      `## ${area}`,
      '',
      ...all
        .filter(check => check.area === area)
        .flatMap(check => checkLines(check, used.get(check.id) ?? [])),
    ]),
  ].join('\n');
}

function usesOf(scorecards: readonly Scorecard[]): Map<string, string[]> {
  const used = new Map<string, string[]>();
  for (const { id, sections } of scorecards) {
    for (const { checks } of sections.flatMap(({ items }) => items)) {
      for (const { check } of checks) {
        const known = used.get(check) ?? [];
        if (!known.includes(id)) used.set(check, [...known, id].sort());
      }
    }
  }
  return used;
}

function checkLines(check: Check, scorecards: readonly string[]): string[] {
  const facts = [
    `**Asks** ${check.evidence.map(evidenceText).join('; then ')}`,
    `**Waits on** ${check.responsible}`,
    ...(check.settle === 'PT0S' ? [] : [`**Settles** after ${check.settle}`]),
    ...(check.maxAge ? [`**Evidence** at most ${check.maxAge} old`] : []),
    ...(check.grant === 'extended' ? ['**Needs** the extended grant'] : []),
    ...(scorecards.length > 0
      ? [`**In** ${scorecards.map(id => `\`${id}\``).join(', ')}`]
      : []),
  ];
  const params = Object.entries(check.params);
  return [
    `### ${check.id}`,
    '',
    `${check.title}. ${oneLine(check.why)}`,
    '',
    ...facts.map(fact => `- ${fact}`),
    '',
    ...(params.length > 0
      ? [
          '| Param | Type | Default | What |',
          '| --- | --- | --- | --- |',
          ...params.map(
            ([name, { type, default: value, description, entityMaySet }]) =>
              `| \`${name}\`${entityMaySet ? ' \\*' : ''} | ${type} | \`${cell(
                JSON.stringify(value),
              )}\` | ${cell(description ?? '')} |`,
          ),
          '',
        ]
      : []),
  ];
}

function evidenceText(evidence: EvidenceSummary): string {
  const { kind, each, reads, queries, reportType, by } = evidence;
  switch (kind) {
    case 'kubernetes':
      return `kubernetes (each ${each}${
        reads.length > 0 ? `; reads ${reads.join(', ')}` : ''
      })`;
    case 'prometheus':
      return `prometheus (each ${each}; ${(queries ?? [])
        .map(({ name }) => name)
        .join(', ')})`;
    case 'report':
      return `report \`${reportType}\``;
    case 'attestation':
    case 'approval':
      return `${kind} by ${by}`;
    default:
      return kind;
  }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

const cell = (text: string) => oneLine(text).replace(/[|\\]/g, '\\$&');
