/** From CEL text to a {@link Program}: parsed, checked and bounded when loaded, cheap when run. */
import type { ASTNode, Environment, ParseResult } from '@marcbachmann/cel-js';
import { ExpressionError, type Bindings, type Program } from '../types';
import { didYouMean } from '../suggest';
import type { LazyEnvironment } from './environment';
import { CelFunctionError } from './errors';
import { LeashError } from './leash';
import type { Leash } from './leash';
import {
  children,
  isComprehension,
  MAX_EXPRESSION_LENGTH,
  MAX_RESULT_LENGTH,
  nestingExcess,
} from './limits';

export type ProgramType = 'bool' | 'string' | 'any';

/** Why an expression cannot be used, and where in it. */
export class CompileError extends Error {
  override readonly name = 'CompileError';

  constructor(message: string, readonly offset: number = 0) {
    super(message);
  }
}

export interface CompiledProgram<T> {
  program: Program<T>;
  ast: ASTNode;
}

export interface TypeOf {
  bool: boolean;
  string: string;
  any: unknown;
}

/** @throws CompileError with one line that says what is wrong. */
export function compileProgram<K extends ProgramType>(
  environment: Environment,
  source: string,
  type: K,
  leash?: Leash,
): CompiledProgram<TypeOf[K]> {
  const parsed = parse(environment, source);
  const excess = nestingExcess(parsed.ast);
  if (excess) throw new CompileError(excess.message, excess.node.start);
  checkTypes(environment, parsed, type);
  // What has no comprehension ends by itself.
  const bounded = leash && comprehends(parsed.ast) ? leash : undefined;
  const program = {
    source,
    run: (bindings: Bindings) =>
      bounded
        ? onLeash(bounded, source, () => run(parsed, source, type, bindings))
        : run(parsed, source, type, bindings),
  };
  return { program, ast: parsed.ast };
}

/** Of an expression that is known to compile: it is compiled when it is first run. */
export function deferredProgram<K extends ProgramType>(
  environment: LazyEnvironment,
  source: string,
  type: K,
): Program<TypeOf[K]> {
  let compiled: Program<TypeOf[K]> | undefined;
  return {
    source,
    run: bindings => {
      compiled ??= compileAtLast(environment(), source, type);
      return compiled.run(bindings);
    },
  };
}

function compileAtLast<K extends ProgramType>(
  environment: Environment,
  source: string,
  type: K,
): Program<TypeOf[K]> {
  try {
    return compileProgram(environment, source, type).program;
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    throw new ExpressionError(`${error.message}, in \`${excerpt(source)}\``);
  }
}

function comprehends(node: ASTNode): boolean {
  return isComprehension(node) || children(node).some(comprehends);
}

function onLeash<T>(leash: Leash, source: string, work: () => T): T {
  try {
    return leash.run(work);
  } catch (error) {
    if (!(error instanceof LeashError)) throw error;
    throw new ExpressionError(
      `\`${excerpt(source)}\` ${error.message}`,
      'timeout',
    );
  }
}

function parse(environment: Environment, source: string): ParseResult {
  if (source.length > MAX_EXPRESSION_LENGTH) {
    throw new CompileError(
      `the expression is ${source.length} characters long, the most is ${MAX_EXPRESSION_LENGTH}`,
    );
  }
  try {
    return environment.parse(source);
  } catch (error) {
    throw compileError(environment, error);
  }
}

function checkTypes(
  environment: Environment,
  parsed: ParseResult,
  wanted: ProgramType,
): void {
  const { valid, type, error } = parsed.check();
  if (!valid) throw compileError(environment, error);
  if (wanted !== 'any' && type !== wanted && type !== 'dyn') {
    throw new CompileError(
      `the expression gives ${type}, it must give ${wanted}`,
    );
  }
}

function compileError(environment: Environment, error: unknown): CompileError {
  const { summary, message, range, node } = error as {
    summary?: string;
    message?: string;
    range?: { start: number };
    node?: ASTNode;
  };
  const unknown = node && unknownName(environment, node);
  const text = unknown ?? oneLine(summary ?? message ?? String(error));
  return new CompileError(text, range?.start ?? 0);
}

/** cel-js calls a function that nobody registered an overload that does not match. */
function unknownName(
  environment: Environment,
  node: ASTNode,
): string | undefined {
  if (node.op === 'id' && !environment.hasVariable(node.args)) {
    const known = environment
      .getDefinitions()
      .variables.map(({ name }) => name);
    return `unknown variable \`${node.args}\`${didYouMean(node.args, known)}`;
  }
  if (node.op !== 'call' && node.op !== 'rcall') return undefined;
  const [name] = node.args;
  const known = new Set(
    environment.getDefinitions().functions.map(fn => fn.name),
  );
  return known.has(name)
    ? undefined
    : `unknown function \`${name}\`${didYouMean(name, known)}`;
}

function run<K extends ProgramType>(
  parsed: ParseResult,
  source: string,
  wanted: K,
  bindings: Bindings,
): TypeOf[K] {
  let value: unknown;
  try {
    value = parsed(bindings);
  } catch (error) {
    throw new ExpressionError(runtimeMessage(error, source));
  }
  checkSize(value, source);
  if (wanted === 'string' && typeof value !== 'string') {
    throw new ExpressionError(`\`${excerpt(source)}\` gave no string`);
  }
  if (wanted === 'bool' && typeof value !== 'boolean') {
    throw new ExpressionError(`\`${excerpt(source)}\` gave no bool`);
  }
  return value as TypeOf[K];
}

/** So that one variable cannot feed ever longer values to the next. */
function checkSize(value: unknown, source: string): void {
  const size =
    typeof value === 'string' || Array.isArray(value) ? value.length : 0;
  if (size > MAX_RESULT_LENGTH) {
    throw new ExpressionError(
      `\`${excerpt(source)}\` gave more than ${MAX_RESULT_LENGTH} entries`,
    );
  }
}

/**
 * Errors of cel-js whose text names types and positions only. Others may hold a value of an object
 * (a key, a text that would not convert), so only their code is shown.
 */
const SAFE_CODES = new Set([
  'no_such_overload',
  'no_matching_overload',
  'invalid_condition_type',
  'invalid_logical_operand',
  'invalid_comprehension_range',
  'variable_type_mismatch',
  'unknown_variable',
  'optional_value_missing',
  'optional_expected',
]);

function runtimeMessage(error: unknown, source: string): string {
  if (error instanceof CelFunctionError)
    return `${error.message}, in \`${excerpt(source)}\``;
  const { code, summary, node } = error as {
    code?: string;
    summary?: string;
    node?: { start: number; end: number };
  };
  if (!code) return `\`${excerpt(source)}\` failed`;
  const where = node ? source.slice(node.start, node.end) : source;
  const what =
    SAFE_CODES.has(code) && summary ? summary : code.replaceAll('_', ' ');
  return `${oneLine(what)}: \`${excerpt(where)}\``;
}

function excerpt(text: string): string {
  const line = oneLine(text);
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
