/** Compiles one entry of a check's `evidence`. */
import type {
  EvidenceSummary,
  SubjectKind,
} from '@readiness-gates/backstage-plugin-readiness-common';
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
  const where = (raw.where ?? []).map(({ rule, expression }, index) => ({
    rule,
    test: compiler.compile(['where', index, 'expression'], expression, 'bool')
      ?.program,
  }));
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
    kind: 'kubernetes',
    each: raw.each as SubjectKind,
    containers: raw.containers ?? ['main', 'sidecar'],
    of: raw.of ?? 'template',
    ...(raw.relation && { relation: raw.relation }),
    ...(raw.none && { none: raw.none }),
    where: where as KubernetesEvidence['where'],
    reads: readsOf(raw),
    variables: variables as KubernetesEvidence['variables'],
    expression: expression!,
    message: message!,
    ...(texts.path && { path: texts.path }),
    ...(texts.found && { found: texts.found }),
    ...(texts.wanted && { wanted: texts.wanted }),
    reveals: raw.reveals ?? [],
    needs: needsOf(raw, compiler.tracer.reads),
  };
}

/** Whether an evaluation of a cluster has to ask; what people and tools say is laid over at read. */
export function isAskedOfClusters({
  evidence,
}: Pick<CompiledCheck, 'evidence'>): boolean {
  return evidence.some(({ kind }) => kind === 'kubernetes');
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
