/** Compiles one check from its YAML. */
import type { Environment } from '@marcbachmann/cel-js';
import type {
  Check,
  EvidenceKind,
  EvidenceSummary,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { Leash } from './cel/leash';
import { compileCatalog, summarizeCatalog } from './catalog';
import { digestOf } from './digest';
import { durationMs } from './durations';
import { compileKubernetes, summarize } from './evidence';
import type { EvidenceContext } from './expressions';
import { paramViolation } from './params';
import { compilePrometheus, summarizePrometheus } from './prometheus';
import type { RawCheck, RawEvidence, RawKubernetes } from './raw';
import { compileStated, isStated, summarizeStated } from './stated';
import { partsOf, Problems, type Source } from './source';
import type { ShapeValidator } from './schema/validate';
import type { CompiledCheck, CompiledEvidence } from './types';

/** What an installation has configured of what checks may ask. */
export interface ConfiguredEvidence {
  /** Whether some cluster has a Prometheus. */
  prometheus?: boolean;
}

export interface CheckLoad {
  /** As far as it could be read, so that items can be told that their check is broken. */
  id?: string;
  line: number;
  check?: CompiledCheck;
  problems: Problems;
}

export function loadCheck(
  source: Source,
  validate: ShapeValidator,
  base: Environment,
  { prometheus = true }: ConfiguredEvidence = {},
): CheckLoad {
  const problems = new Problems(source);
  const id = (source.value as { id?: unknown } | null)?.id;
  const load: CheckLoad = { line: source.lineOf(['id']), problems };
  if (typeof id === 'string') load.id = id;
  if (!validate(source, problems)) return load;
  const raw = source.value as RawCheck;
  checkPlace(raw, source, problems);
  checkParams(raw, problems);
  const settleMs = duration(raw, 'settle', 'PT0S', problems);
  const maxAgeMs =
    raw.maxAge === undefined
      ? undefined
      : duration(raw, 'maxAge', '', problems);
  const leash = source.own ? { leash: new Leash() } : {};
  const evidence = raw.evidence.map((entry, index) =>
    compileEvidence(raw, entry, index, {
      source,
      problems,
      base,
      ...leash,
      known: source.known?.evidence?.[index],
    }),
  );
  if (problems.errors.length > 0) return load;
  const notEvaluated = notEvaluatedReason(raw, prometheus);
  load.check = {
    definition: describe(raw, source, prometheus),
    settleMs: settleMs!,
    ...(maxAgeMs !== undefined && { maxAgeMs }),
    ...(notEvaluated && { notEvaluated }),
    evidence: evidence as [CompiledEvidence, ...CompiledEvidence[]],
  };
  return load;
}

/** Undefined where some kind can be asked: what comes after is asked only where the first cannot exist. */
function notEvaluatedReason(
  { evidence }: RawCheck,
  prometheus: boolean,
): string | undefined {
  const onlyMeasured = evidence.every(entry => kindOf(entry) === 'prometheus');
  return onlyMeasured && !prometheus ? NO_PROMETHEUS : undefined;
}

const NO_PROMETHEUS =
  'no cluster has a Prometheus: readiness.clusters[].prometheus names it';

function compileEvidence(
  raw: RawCheck,
  entry: RawEvidence,
  index: number,
  context: Pick<
    EvidenceContext,
    'source' | 'problems' | 'base' | 'leash' | 'known'
  >,
): CompiledEvidence | undefined {
  const kind = kindOf(entry);
  const path = ['evidence', index, kind];
  checkFallback(raw, entry, index, context.problems);
  const inCheck = {
    ...context,
    params: Object.keys(raw.params ?? {}),
    title: raw.title,
  };
  if (isStated(kind)) return compileStated(entry, path, inCheck);
  if (entry.prometheus)
    return compilePrometheus(entry.prometheus, path, inCheck);
  if (entry.catalog) {
    checkCatalogPlace(raw, entry, index, context.problems);
    return compileCatalog(entry.catalog, path, inCheck);
  }
  const compiled = compileKubernetes(entry.kubernetes!, path, inCheck);
  // The default reader account must never need them.
  if (compiled?.needs.has('secrets') && raw.grant !== 'extended') {
    context.problems.at(
      [...path, 'each'],
      'a check that reads `secrets` must say `grant: extended`',
    );
  }
  return compiled;
}

/** One result of the catalog stands for every cluster, so nothing is asked of clusters after it. */
function checkCatalogPlace(
  { evidence, params }: RawCheck,
  { catalog }: RawEvidence,
  index: number,
  problems: Problems,
): void {
  const after = evidence.slice(index + 1).map(kindOf);
  const path = ['evidence', index, 'catalog'];
  const wrong = after.find(kind => !isStated(kind));
  if (wrong)
    problems.at(path, `\`catalog\` comes after \`${wrong}\`, not before it`);
  for (const [name, { verdictOn }] of Object.entries(catalog?.reads ?? {})) {
    if (typeof verdictOn !== 'object') continue;
    if (!params?.[verdictOn.param]?.entityMaySet) continue;
    problems.at(
      [...path, 'reads', name, 'verdictOn'],
      `the param \`${verdictOn.param}\` names a scorecard, so entities may not set it`,
    );
  }
}

/** What leaves the question to the next kind of evidence needs one. */
function checkFallback(
  { evidence }: RawCheck,
  entry: RawEvidence,
  index: number,
  problems: Problems,
): void {
  if (index < evidence.length - 1) return;
  const { kubernetes, catalog, prometheus } = entry;
  const path = ['evidence', index, kindOf(entry)];
  if ((kubernetes ?? catalog)?.tells?.length) {
    problems.at(
      [...path, 'tells'],
      '`tells` needs another kind of evidence after it, to be asked where this one cannot tell',
    );
  }
  for (const field of ['noData', 'minHistory'] as const) {
    if (prometheus?.[field]?.result !== 'fallback') continue;
    problems.at(
      [...path, field, 'result'],
      '`fallback` needs another kind of evidence after it',
    );
  }
}

function kindOf(entry: RawEvidence): EvidenceKind {
  return Object.keys(entry)[0] as EvidenceKind;
}

function checkPlace(raw: RawCheck, source: Source, problems: Problems): void {
  const name = partsOf(source.file).at(-1);
  if (name !== `${raw.id}.yaml`) {
    problems.at(
      ['id'],
      `the id \`${raw.id}\` must be the name of the file, \`${raw.id}.yaml\``,
    );
  }
}

function checkParams(raw: RawCheck, problems: Problems): void {
  for (const [name, definition] of Object.entries(raw.params ?? {})) {
    const { minimum = -Infinity, maximum = Infinity } = definition;
    if (minimum > maximum) {
      problems.at(
        ['params', name, 'minimum'],
        `the param \`${name}\` has a minimum above its maximum`,
      );
    }
    const violation = paramViolation(definition, definition.default);
    if (violation) {
      problems.at(
        ['params', name, 'default'],
        `the default of the param \`${name}\` ${violation}`,
      );
    }
  }
}

function duration(
  raw: RawCheck,
  field: 'settle' | 'maxAge',
  fallback: string,
  problems: Problems,
): number | undefined {
  const text = raw[field] ?? fallback;
  const ms = durationMs(text);
  if (ms === undefined) {
    problems.at(
      [field],
      `\`${field}\` is no ISO 8601 duration such as PT15M: \`${text}\``,
    );
  }
  return ms;
}

function describe(raw: RawCheck, source: Source, prometheus: boolean): Check {
  return {
    id: raw.id,
    title: raw.title,
    why: raw.why,
    fix: raw.fix,
    area: areaOf(source.file),
    responsible: raw.responsible,
    settle: raw.settle ?? 'PT0S',
    ...(raw.maxAge !== undefined && { maxAge: raw.maxAge }),
    grant: raw.grant ?? 'default',
    params: raw.params ?? {},
    evidence: raw.evidence.map(entry => summary(entry, prometheus)),
    revision: source.known?.revision ?? revisionOf(raw),
    source: { file: source.file, line: source.lineOf(['id']) },
  };
}

function summary(entry: RawEvidence, prometheus: boolean): EvidenceSummary {
  if (entry.kubernetes) return summarize(entry.kubernetes);
  if (entry.prometheus) {
    return {
      ...summarizePrometheus(entry.prometheus),
      ...(!prometheus && { notEvaluated: NO_PROMETHEUS }),
    };
  }
  if (entry.catalog) return summarizeCatalog(entry.catalog);
  return summarizeStated(entry);
}

/** The folder that the file lies in. */
function areaOf(file: string): string {
  return partsOf(file).at(-2) ?? '';
}

/** Digest of all that decides the result: not the words around it, nor how a finding is worded. */
function revisionOf({
  params = {},
  settle,
  maxAge,
  evidence,
}: RawCheck): string {
  const decisive = evidence.map(entry => {
    const { kubernetes, prometheus, catalog, report, ...others } = entry;
    const asked = kubernetes ?? prometheus ?? catalog ?? report;
    if (!asked) return others;
    const {
      message,
      path,
      found,
      wanted,
      reveals,
      where = [],
      ...rest
    } = asked as RawKubernetes;
    return { ...rest, where: where.map(({ expression }) => expression) };
  });
  const bounds = Object.entries(params).map(
    ([name, { description, ...rest }]) => [name, rest],
  );
  return digestOf({ decisive, bounds, settle, maxAge });
}
