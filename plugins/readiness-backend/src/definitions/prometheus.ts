/** Compiles evidence of kind `prometheus`: queries with names, and what is asked of their series. */
import type { EvidenceSummary } from '@readiness-gates/backstage-plugin-readiness-common';
import { QueryTemplate } from '../prometheus/template';
import { createEvidenceEnvironment } from './cel/environment';
import { durationMs } from './durations';
import { compileSubject } from './evidence';
import type { EvidenceContext } from './expressions';
import type { RawKubernetes, RawPrometheus } from './raw';
import type { Path } from './source';
import { checkSubject, isTaken } from './subjects';
import { didYouMean } from './suggest';
import type { PrometheusEvidence, SeriesQuery } from './types';

/** Prometheus refuses more points of one series. */
const MAX_POINTS = 11_000;

/** Undefined when something in it is wrong, which `problems` then says. */
export function compilePrometheus(
  raw: RawPrometheus,
  path: Path,
  context: EvidenceContext,
): PrometheusEvidence | undefined {
  const { problems } = context;
  const before = problems.errors.length;
  const names = Object.keys(raw.series);
  const asked: RawKubernetes = {
    each: raw.each,
    ...(raw.none && { none: raw.none }),
    ...(raw.where && { where: raw.where }),
    ...(raw.variables && { variables: raw.variables }),
    expression: raw.expression,
    ...(raw.message && { message: raw.message }),
    ...(raw.path && { path: raw.path }),
    ...(raw.found && { found: raw.found }),
    ...(raw.wanted && { wanted: raw.wanted }),
    ...(raw.reveals && { reveals: raw.reveals }),
  };
  checkSubject(asked, path, problems);
  const match = matchOf(raw, path, context);
  const series = seriesOf(raw, path, context);
  const noData = { ...raw.noData, of: measuredSeries(raw, path, context) };
  const minHistory = minHistoryOf(raw, path, context);
  if (problems.errors.length > before) return undefined;
  const subject = compileSubject(
    asked,
    createEvidenceEnvironment(context.base, raw.each, names),
    path,
    context,
  );
  return (
    subject && {
      kind: 'prometheus',
      ...subject,
      series,
      match,
      noData,
      ...(minHistory && { minHistory }),
    }
  );
}

export function summarizePrometheus(raw: RawPrometheus): EvidenceSummary {
  return {
    kind: 'prometheus',
    each: raw.each,
    reads: [],
    expression: raw.expression,
    where: raw.where ?? [],
    queries: Object.entries(raw.series).map(([name, { query, range }]) => ({
      name,
      query: query.trim(),
      ...(range && { range }),
    })),
    noData: { result: raw.noData.result, rule: raw.noData.rule },
    ...(raw.minHistory && {
      minHistory: {
        period: raw.minHistory.period,
        result: raw.minHistory.result,
        rule: raw.minHistory.rule,
      },
    }),
  };
}

function matchOf(
  { each, match }: RawPrometheus,
  path: Path,
  { problems }: EvidenceContext,
): PrometheusEvidence['match'] {
  const ofPods = each === 'pod' || each === 'workload';
  if (!match) return { namespace: 'namespace', ...(ofPods && { pod: 'pod' }) };
  const { pod, workload } = match;
  if (ofPods && (pod === undefined) === (workload === undefined)) {
    problems.at(
      [...path, 'match'],
      '`match` names the label of the `pod` or of the `workload`, one of them',
    );
  }
  if (each === 'pod' && workload !== undefined) {
    problems.at(
      [...path, 'match', 'workload'],
      '`each: pod` is matched by the label of the `pod`',
    );
  }
  if (!ofPods && (pod ?? workload) !== undefined) {
    problems.at(
      [...path, 'match'],
      `\`each: ${each}\` is matched by the namespace alone`,
    );
  }
  return match;
}

function seriesOf(
  raw: RawPrometheus,
  path: Path,
  context: EvidenceContext,
): Map<string, SeriesQuery> {
  return new Map(
    Object.entries(raw.series).map(([name, { query, range }]) => {
      const at = [...path, 'series', name];
      if (isTaken(name, raw.each, context.base)) {
        context.problems.at(
          at,
          `\`${name}\` is taken; give this series another name`,
        );
      }
      const compiled = queryOf(raw, query, [...at, 'query'], context);
      const compiledRange = range && rangeOf(range, [...at, 'range'], context);
      return [
        name,
        { ...compiled, ...(compiledRange && { range: compiledRange }) },
      ];
    }),
  );
}

function queryOf(
  { each }: RawPrometheus,
  query: string,
  path: Path,
  { problems, source, params }: EvidenceContext,
): SeriesQuery {
  const template = QueryTemplate.parse(query);
  for (const { offset, message } of template.problems)
    problems.atLine(source.lineInText(path, offset), `\`query\`: ${message}`);
  const { names } = template;
  for (const name of names) {
    const problem = nameProblem(name, params) ?? subjectProblem(name, each);
    if (problem) {
      const offset = query.indexOf(`\${${name}`);
      problems.atLine(
        source.lineInText(path, Math.max(0, offset)),
        `\`query\`: ${problem}`,
      );
    }
  }
  const own =
    each === 'cluster' ||
    names.has('pods') ||
    names.has('workload') ||
    (each === 'namespace' && names.has('namespace'));
  return { template, own };
}

function nameProblem(
  name: string,
  params: readonly string[],
): string | undefined {
  const param = name.startsWith('params.') ? name.slice(7) : undefined;
  if (param === undefined || params.includes(param)) return undefined;
  const hint = didYouMean(param, new Set(params));
  return `the check declares no param \`${param}\`${hint}`;
}

const NAMES_OF: Record<RawPrometheus['each'], readonly string[]> = {
  workload: ['namespace', 'workload', 'pods'],
  pod: ['namespace', 'workload', 'pods'],
  namespace: ['namespace'],
  cluster: [],
};

function subjectProblem(
  name: string,
  each: RawPrometheus['each'],
): string | undefined {
  return NAMES_OF.workload.includes(name) && !NAMES_OF[each].includes(name)
    ? `\`each: ${each}\` has no \`\${${name}}\``
    : undefined;
}

function rangeOf(
  { window, step }: { window: string; step: string },
  path: Path,
  { problems }: EvidenceContext,
): SeriesQuery['range'] {
  const windowMs = duration(window, [...path, 'window'], problems);
  const stepMs = duration(step, [...path, 'step'], problems);
  if (!windowMs || !stepMs) return undefined;
  if (stepMs > windowMs || windowMs / stepMs > MAX_POINTS) {
    problems.at(
      [...path, 'step'],
      `\`step\` must give between 1 and ${MAX_POINTS} points in \`window\``,
    );
  }
  return { windowMs, stepMs };
}

function duration(
  text: string,
  path: Path,
  problems: EvidenceContext['problems'],
): number | undefined {
  const ms = durationMs(text);
  if (!ms) {
    problems.at(
      path,
      `\`${String(
        path[path.length - 1],
      )}\` is no ISO 8601 duration such as P7D: \`${text}\``,
    );
  }
  return ms;
}

/** The series whose absence is "no data". */
function measuredSeries(
  { series, noData }: RawPrometheus,
  path: Path,
  { problems }: EvidenceContext,
): string {
  const names = Object.keys(series);
  if (noData.of === undefined) {
    if (names.length > 1) {
      problems.at(
        [...path, 'noData'],
        `\`noData\` needs \`of\`: one of ${names.join(', ')}`,
      );
    }
    return names[0];
  }
  if (!names.includes(noData.of)) {
    problems.at(
      [...path, 'noData', 'of'],
      `there is no series \`${noData.of}\`${didYouMean(
        noData.of,
        new Set(names),
      )}`,
    );
  }
  return noData.of;
}

function minHistoryOf(
  raw: RawPrometheus,
  path: Path,
  context: EvidenceContext,
): PrometheusEvidence['minHistory'] {
  if (!raw.minHistory) return undefined;
  const { period, query, result, rule } = raw.minHistory;
  const at = [...path, 'minHistory'];
  const periodMs = duration(period, [...at, 'period'], context.problems);
  return {
    result,
    rule,
    periodMs: periodMs ?? 0,
    query: queryOf(raw, query, [...at, 'query'], context),
  };
}
