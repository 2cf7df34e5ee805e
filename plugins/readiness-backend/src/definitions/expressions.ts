/** Compiles the expressions of one piece of evidence, one after the other. */
import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import {
  compileProgram,
  CompileError,
  deferredProgram,
  type ProgramType,
  type TypeOf,
} from './cel/compile';
import type { LazyEnvironment } from './cel/environment';
import type { Leash } from './cel/leash';
import { misspeltField } from './cel/kubernetesFields';
import { checkNames } from './cel/names';
import { PathTracer } from './cel/paths';
import { kubernetesType } from './needs';
import type { KnownEvidence } from './prebuilt/types';
import type { RawKubernetes } from './raw';
import type { Path, Problems, Source } from './source';
import type { Program } from './types';

const CLUSTER_FIELDS = new Set(['name', 'environment', 'version', 'managed']);
const ENTITY_FIELDS = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'spec',
  'relations',
  'status',
]);
export interface EvidenceContext {
  base: Environment;
  source: Source;
  problems: Problems;
  params: readonly string[];
  title: string;
  /** Of a check that is not the library's. */
  leash?: Leash;
  /** Of evidence that is known to compile: its expressions wait until they are run. */
  known?: KnownEvidence;
}

export class ExpressionCompiler {
  readonly tracer: PathTracer;
  private readonly variables = new Set<string>();
  private readonly misspelt = new Set<string>();

  constructor(
    private readonly environment: LazyEnvironment,
    private readonly raw: Pick<RawKubernetes, 'reads'> & { each?: string },
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
  ): { program: Program<TypeOf[K]>; ast?: ASTNode } | undefined {
    if (this.context.known)
      return { program: deferredProgram(this.environment, source, type) };
    const at = [...this.path, ...field];
    try {
      const compiled = compileProgram(
        this.environment(),
        source,
        type,
        this.context.leash,
      );
      checkNames(compiled.ast, this.knownFields(), this.environment());
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
      const type =
        this.raw.each === undefined
          ? undefined
          : kubernetesType(this.raw as RawKubernetes, root);
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

function describeField(field: Path): string {
  return `\`${field
    .map(step => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .slice(1)}\``;
}
