/** Compiles one check from its YAML. */
import type { Environment } from '@marcbachmann/cel-js';
import type {
  Check,
  EvidenceKind,
  EvidenceSummary,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { digestOf } from './digest';
import { durationMs } from './durations';
import { compileKubernetes, summarize } from './evidence';
import { paramViolation } from './params';
import type { RawCheck, RawEvidence, RawKubernetes } from './raw';
import {
  compileStated,
  isStated,
  STATED_KINDS,
  summarizeStated,
} from './stated';
import { Problems, YamlSource } from './source';
import type { ShapeValidator } from './schema/validate';
import type { CompiledCheck, CompiledEvidence, UnbuiltEvidence } from './types';

export interface CheckLoad {
  /** As far as it could be read, so that items can be told that their check is broken. */
  id?: string;
  line: number;
  check?: CompiledCheck;
  problems: Problems;
}

export function loadCheck(
  source: YamlSource,
  validate: ShapeValidator,
  base: Environment,
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
  const evidence = raw.evidence.map((entry, index) =>
    compileEvidence(raw, entry, index, { source, problems, base }),
  );
  if (problems.errors.length > 0) return load;
  load.check = {
    definition: describe(raw, source),
    settleMs: settleMs!,
    ...(maxAgeMs !== undefined && { maxAgeMs }),
    evidence: evidence as [CompiledEvidence, ...CompiledEvidence[]],
  };
  return load;
}

/** Whether this version can evaluate the check: what comes after is asked only where the first kind cannot exist. */
export function isEvaluated({ evidence }: CompiledCheck): boolean {
  return (
    isBuilt(evidence[0].kind) ||
    evidence.some(({ kind }) => kind === 'kubernetes')
  );
}

export function notEvaluatedText(kind: EvidenceKind): string {
  return isBuilt(kind)
    ? `no check asks for its \`${kind}\` yet`
    : `evidence of kind \`${kind}\` is not evaluated by this version`;
}

const BUILT: readonly EvidenceKind[] = ['kubernetes', ...STATED_KINDS];

function isBuilt(kind: EvidenceKind): boolean {
  return BUILT.includes(kind);
}

function compileEvidence(
  raw: RawCheck,
  entry: RawEvidence,
  index: number,
  context: { source: YamlSource; problems: Problems; base: Environment },
): CompiledEvidence | undefined {
  const kind = kindOf(entry);
  const path = ['evidence', index, kind];
  const inCheck = {
    ...context,
    params: Object.keys(raw.params ?? {}),
    title: raw.title,
  };
  if (isStated(kind)) return compileStated(entry, path, inCheck);
  if (!entry.kubernetes) return { kind } as UnbuiltEvidence;
  const compiled = compileKubernetes(entry.kubernetes, path, inCheck);
  // The default reader account must never need them.
  if (compiled?.needs.has('secrets') && raw.grant !== 'extended') {
    context.problems.at(
      [...path, 'each'],
      'a check that reads `secrets` must say `grant: extended`',
    );
  }
  return compiled;
}

function kindOf(entry: RawEvidence): EvidenceKind {
  return Object.keys(entry)[0] as EvidenceKind;
}

function checkPlace(
  raw: RawCheck,
  source: YamlSource,
  problems: Problems,
): void {
  const name = source.file.split('/').at(-1);
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

function describe(raw: RawCheck, source: YamlSource): Check {
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
    evidence: raw.evidence.map(summary),
    revision: revisionOf(raw),
    source: { file: source.file, line: source.lineOf(['id']) },
  };
}

function summary(entry: RawEvidence): EvidenceSummary {
  if (entry.kubernetes) return summarize(entry.kubernetes);
  const kind = kindOf(entry);
  if (isStated(kind)) return summarizeStated(entry);
  return { kind, reads: [], notEvaluated: notEvaluatedText(kind) };
}

/** The folder that the file lies in. */
function areaOf(file: string): string {
  return file.split('/').at(-2) ?? '';
}

/** Digest of all that decides the result: not the words around it, nor how a finding is worded. */
function revisionOf({
  params = {},
  settle,
  maxAge,
  evidence,
}: RawCheck): string {
  const decisive = evidence.map(({ kubernetes, report, ...others }) => {
    const asked = kubernetes ?? report;
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
