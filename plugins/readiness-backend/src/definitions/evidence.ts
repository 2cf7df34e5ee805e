/** Compiles one entry of a check's `evidence`. */
import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import type {
  EvidenceSummary,
  SubjectKind,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { compileProgram, CompileError, type ProgramType } from './cel/compile';
import { createEvidenceEnvironment, variablesOf } from './cel/environment';
import { misspeltField } from './cel/kubernetesFields';
import { checkNames } from './cel/names';
import { PathTracer } from './cel/paths';
import { kubernetesType, needsOf } from './needs';
import { relationProblem, SUBJECT_KINDS } from './relations';
import type { Path, Problems, YamlSource } from './source';
import type { KubernetesEvidence, Program, ReadDeclaration } from './types';
import type { RawKubernetes } from './raw';
import { nearestNames } from './suggest';

const CLUSTER_FIELDS = new Set(['name', 'environment', 'version', 'managed']);
const ENTITY_FIELDS = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'spec',
  'relations',
  'status',
]);
/** Subjects that a workload always has; of the others there may be none. */
const ALWAYS_THERE = new Set(['container', 'workload', 'namespace', 'cluster']);

export interface EvidenceContext {
  base: Environment;
  source: YamlSource;
  problems: Problems;
  params: readonly string[];
  title: string;
}

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

  const compiler = new EvidenceCompiler(environment, raw, path, context);
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

class EvidenceCompiler {
  readonly tracer: PathTracer;
  private readonly variables = new Set<string>();
  private readonly misspelt = new Set<string>();

  constructor(
    private readonly environment: Environment,
    private readonly raw: RawKubernetes,
    private readonly path: Path,
    private readonly context: EvidenceContext,
  ) {
    this.tracer = new PathTracer(new Set(Object.keys(raw.reads ?? {})));
  }

  /** With `variable`, the expression is the value of that variable. */
  compile<K extends ProgramType>(
    field: Path,
    source: string,
    type: K,
    variable?: string,
  ) {
    const at = [...this.path, ...field];
    try {
      const compiled = compileProgram(this.environment, source, type);
      checkNames(compiled.ast, this.knownFields(), this.environment);
      this.traceReads(compiled.ast, variable);
      return compiled;
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      this.context.problems.atLine(
        this.context.source.lineInText(at, error.offset),
        `${describeField(field)}: ${error.message}`,
      );
      return undefined;
    }
  }

  declareVariable(name: string, field: Path): void {
    if (this.variables.has(name)) {
      this.context.problems.at(
        [...this.path, ...field],
        `the variable \`${name}\` is declared twice`,
      );
    }
    this.variables.add(name);
  }

  private traceReads(ast: ASTNode, variable: string | undefined): void {
    const before = this.tracer.reads.length;
    const aliased = variable ? this.tracer.declareVariable(variable, ast) : [];
    if (!variable) this.tracer.consume(ast);
    for (const { root, path, offset } of [
      ...this.tracer.reads.slice(before),
      ...aliased,
    ]) {
      const type = kubernetesType(this.raw, root);
      const misspelt = type && misspeltField(type, path);
      // Through a variable a path comes again, with a place in the variable's own expression.
      if (!misspelt || this.misspelt.has(misspelt.field)) continue;
      this.misspelt.add(misspelt.field);
      throw new CompileError(
        `unknown field \`${misspelt.field}\` (did you mean \`${misspelt.meant}\`?)`,
        offset,
      );
    }
  }

  private knownFields() {
    return {
      variables: this.variables,
      params: new Set(this.context.params),
      cluster: CLUSTER_FIELDS,
      entity: ENTITY_FIELDS,
    };
  }
}

function checkSubject(
  raw: RawKubernetes,
  path: Path,
  problems: Problems,
): void {
  const isResource = !SUBJECT_KINDS.has(raw.each);
  if (isResource && !raw.each.includes('.') && !CORE_RESOURCES.has(raw.each)) {
    const near = nearestNames(
      raw.each,
      [...SUBJECT_KINDS, ...CORE_RESOURCES],
      1,
    )[0];
    const hint = near ? ` (did you mean \`${near}\`?)` : '';
    problems.at(
      [...path, 'each'],
      `\`each\` names no subject: \`${raw.each}\`${hint}`,
    );
    return;
  }
  if (isResource && !raw.relation) {
    problems.at(
      [...path, 'each'],
      `\`each: ${raw.each}\` needs \`relation\`: which objects, from the workloads`,
    );
  }
  if (!isResource && raw.relation) {
    problems.at(
      [...path, 'relation'],
      `\`relation\` is only for \`each: RESOURCE.GROUP\``,
    );
  }
  if (!ALWAYS_THERE.has(raw.each) && !raw.none) {
    problems.at(
      [...path, 'each'],
      `\`each: ${raw.each}\` needs \`none\`: what no object at all means`,
    );
  }
  if (ALWAYS_THERE.has(raw.each) && raw.none) {
    problems.at([...path, 'none'], `\`none\` is not for \`each: ${raw.each}\``);
  }
  for (const field of ['containers', 'of'] as const) {
    if (raw[field] !== undefined && raw.each !== 'container') {
      problems.at(
        [...path, field],
        `\`${field}\` is only for \`each: container\``,
      );
    }
  }
  if (raw.relation && isResource) {
    const problem = relationProblem('workload', raw.relation, raw.each);
    if (problem) problems.at([...path, 'relation'], problem);
  }
}

function environmentOf(
  raw: RawKubernetes,
  path: Path,
  { base, problems }: EvidenceContext,
): Environment | undefined {
  const reads = Object.entries(raw.reads ?? {});
  const taken = new Set(Object.keys(variablesOf(raw.each)));
  let valid = true;
  for (const [name, { resource, relation }] of reads) {
    if (taken.has(name) || base.hasVariable(name) || RESERVED.has(name)) {
      problems.at(
        [...path, 'reads', name],
        `\`${name}\` is taken; give this read another name`,
      );
      valid = false;
    }
    const problem = relationProblem(raw.each, relation, resource);
    if (problem) problems.at([...path, 'reads', name, 'relation'], problem);
  }
  return valid
    ? createEvidenceEnvironment(
        base,
        raw.each,
        reads.map(([name]) => name),
      )
    : undefined;
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

function describeField(field: Path): string {
  return `\`${field
    .map(step => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .slice(1)}\``;
}

const CORE_RESOURCES = new Set([
  'configmaps',
  'endpoints',
  'events',
  'limitranges',
  'namespaces',
  'nodes',
  'persistentvolumeclaims',
  'persistentvolumes',
  'pods',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'serviceaccounts',
  'services',
]);

/** Words that CEL keeps for itself. */
const RESERVED = new Set(
  'as break const continue else false for function if import in let loop namespace null package return true var void while'.split(
    ' ',
  ),
);
