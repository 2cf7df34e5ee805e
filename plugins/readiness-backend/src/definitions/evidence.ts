/** Compiles one entry of a check's `evidence`. */
import type {
  EvidenceSummary,
  SubjectKind,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { LazyEnvironment } from './cel/environment';
import { ExpressionCompiler, type EvidenceContext } from './expressions';
import { needsOf } from './needs';
import type { RawKubernetes } from './raw';
import type { Path } from './source';
import { checkSubject, environmentOf } from './subjects';
import type {
  CompiledCheck,
  KubernetesEvidence,
  Program,
  ReadDeclaration,
  Rule,
  SubjectEvidence,
} from './types';

/** The compiled evidence; undefined when something in it is wrong, which `problems` then says. */
export function compileKubernetes(
  raw: RawKubernetes,
  path: Path,
  context: EvidenceContext,
): KubernetesEvidence | undefined {
  const before = context.problems.errors.length;
  checkSubject(raw, path, context.problems);
  const environment = environmentOf(raw, path, context);
  if (!environment || context.problems.errors.length > before) return undefined;
  const compiled = compileSubject(raw, environment, path, context);
  return compiled && { kind: 'kubernetes', ...compiled };
}

/** What is asked of each subject; undefined when something in it is wrong. */
export function compileSubject(
  raw: RawKubernetes,
  environment: LazyEnvironment,
  path: Path,
  context: EvidenceContext,
): SubjectEvidence | undefined {
  const before = context.problems.errors.length;
  const compiler = new ExpressionCompiler(environment, raw, path, context);
  const variables = (raw.variables ?? []).map(({ name, expression }, index) => {
    const value = compiler.compile(
      ['variables', index, 'expression'],
      expression,
      'any',
      name,
    );
    compiler.declareVariable(name, ['variables', index, 'name']);
    return { name, value: value?.program };
  });
  const rules = (field: 'tells' | 'where') =>
    (raw[field] ?? []).map(
      ({ rule, expression }, index): Rule => ({
        rule,
        test: compiler.compile([field, index, 'expression'], expression, 'bool')
          ?.program as Program<boolean>,
      }),
    );
  const tells = rules('tells');
  const where = rules('where');
  const expression = compiler.compile(
    ['expression'],
    raw.expression,
    'bool',
  )?.program;
  const textual = (field: 'path' | 'found' | 'wanted') =>
    raw[field] === undefined
      ? undefined
      : compiler.compile([field], raw[field], 'string')?.program;
  const message = raw.message
    ? compiler.compile(['message'], raw.message, 'string')?.program
    : constantText(context.title);
  const texts = {
    path: textual('path'),
    found: textual('found'),
    wanted: textual('wanted'),
  };
  if (context.problems.errors.length > before) return undefined;

  return {
    each: raw.each as SubjectKind,
    containers: raw.containers ?? ['main', 'sidecar'],
    of: raw.of ?? 'template',
    ...(raw.relation && { relation: raw.relation }),
    ...(raw.none && { none: raw.none }),
    tells,
    where,
    reads: readsOf(raw),
    variables: variables as SubjectEvidence['variables'],
    expression: expression!,
    message: message!,
    ...(texts.path && { path: texts.path }),
    ...(texts.found && { found: texts.found }),
    ...(texts.wanted && { wanted: texts.wanted }),
    reveals: raw.reveals ?? [],
    needs: context.known?.needs
      ? new Map(Object.entries(context.known.needs))
      : needsOf(raw, compiler.tracer.reads),
  };
}

/** Whether an evaluation of a cluster has to ask; what people and tools say is laid over at read. */
export function isAskedOfClusters({
  evidence,
}: Pick<CompiledCheck, 'evidence'>): boolean {
  return evidence.some(
    ({ kind }) => kind === 'kubernetes' || kind === 'prometheus',
  );
}

/** Whether an evaluation of the catalog has to ask. */
export function isAskedOfCatalog({
  evidence,
}: Pick<CompiledCheck, 'evidence'>): boolean {
  return evidence.some(({ kind }) => kind === 'catalog');
}

export function summarize(raw: RawKubernetes): EvidenceSummary {
  return {
    kind: 'kubernetes',
    each: raw.each as SubjectKind,
    reads: [
      ...new Set(
        Object.values(raw.reads ?? {}).map(({ resource }) => resource),
      ),
    ],
    expression: raw.expression,
    where: (raw.where ?? []).map(({ rule, expression }) => ({
      rule,
      expression,
    })),
  };
}

function readsOf(raw: RawKubernetes): Map<string, ReadDeclaration> {
  return new Map(
    Object.entries(raw.reads ?? {}).map(
      ([name, { resource, relation, whenNotServed }]) => [
        name,
        { resource, relation, whenNotServed: whenNotServed ?? 'empty' },
      ],
    ),
  );
}

function constantText(text: string): Program<string> {
  return { source: JSON.stringify(text), run: () => text };
}
