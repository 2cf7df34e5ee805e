/** The report as a table: a line for each item. */
import stringify from 'csv-stringify/lib/sync';
import type {
  ReadinessReport,
  ReportItem,
} from '@readiness-gates/backstage-plugin-readiness-common';

const COLUMNS = [
  'entity',
  'scorecard',
  'section',
  'item',
  'text',
  'ticked',
  'result',
  'severity',
  'enforced',
  'responsible',
  'stated',
  'why',
  'observedAt',
  'claim',
] as const;

export function reportCsv(report: ReadinessReport): string {
  const rows = report.sections.flatMap(section =>
    section.items.map(item => rowOf(item, section.title, report)),
  );
  return csvOf(rows, COLUMNS);
}

/** Lines of a table that no spreadsheet runs. */
export function csvOf(
  rows: object[],
  columns: readonly string[],
  header = true,
): string {
  return stringify(rows, {
    header,
    columns: [...columns],
    cast: { string: inert, boolean: String },
  });
}

function rowOf(
  item: ReportItem,
  section: string,
  { entityRef, scorecard }: ReadinessReport,
): Record<(typeof COLUMNS)[number], string | boolean> {
  return {
    entity: entityRef,
    scorecard: scorecard.id,
    section,
    item: item.id,
    text: item.text,
    ticked: item.ticked,
    result: item.view ? 'computed' : item.result,
    severity: item.severity,
    enforced: item.enforced,
    responsible: item.responsible,
    stated: item.stated,
    why: item.why ?? '',
    observedAt: item.observedAt ?? '',
    claim: item.claim ?? '',
  };
}

/** A spreadsheet takes a cell that starts like a formula for one: names of objects are anybody's words. */
function inert(value: string): string {
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}
