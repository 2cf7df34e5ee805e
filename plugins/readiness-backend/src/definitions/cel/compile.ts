/** From CEL text to a {@link Program}: parsed, checked and bounded when loaded, cheap when run. */
import type { ASTNode, Environment, ParseResult } from '@marcbachmann/cel-js';
import { ExpressionError, type Bindings, type Program } from '../types';
import { CelFunctionError } from './errors';
import { deepestComprehension, MAX_COMPREHENSION_DEPTH, MAX_EXPRESSION_LENGTH } from './limits';

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

interface TypeOf {
  bool: boolean;
  string: string;
  any: unknown;
}

/** @throws CompileError with one line that says what is wrong. */
export function compileProgram<K extends ProgramType>(
  environment: Environment,
  source: string,
  type: K,
): CompiledProgram<TypeOf[K]> {
  const parsed = parse(environment, source);
  checkTypes(parsed, type);
  const tooDeep = deepestComprehension(parsed.ast);
  if (tooDeep) {
    throw new CompileError(
      `comprehensions nest deeper than ${MAX_COMPREHENSION_DEPTH}; put the inner part into a variable`,
      tooDeep.start,
    );
  }
  const program = { source, run: (bindings: Bindings) => run(parsed, source, type, bindings) };
  return { program, ast: parsed.ast };
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
    throw compileError(error);
  }
}

function checkTypes(parsed: ParseResult, wanted: ProgramType): void {
  const { valid, type, error } = parsed.check();
  if (!valid) throw compileError(error);
  if (wanted !== 'any' && type !== wanted && type !== 'dyn') {
    throw new CompileError(`the expression gives ${type}, it must give ${wanted}`);
  }
}

function compileError(error: unknown): CompileError {
  const { summary, message, range } = error as {
    summary?: string;
    message?: string;
    range?: { start: number };
  };
  return new CompileError(oneLine(summary ?? message ?? String(error)), range?.start ?? 0);
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
  if (wanted === 'string' && typeof value !== 'string') {
    throw new ExpressionError(`\`${excerpt(source)}\` gave no string`);
  }
  if (wanted === 'bool' && typeof value !== 'boolean') {
    throw new ExpressionError(`\`${excerpt(source)}\` gave no bool`);
  }
  return value as TypeOf[K];
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
  if (error instanceof CelFunctionError) return `${error.message}, in \`${excerpt(source)}\``;
  const { code, summary, node } = error as {
    code?: string;
    summary?: string;
    node?: { start: number; end: number };
  };
  if (!code) return `\`${excerpt(source)}\` failed`;
  const where = node ? source.slice(node.start, node.end) : source;
  const what = SAFE_CODES.has(code) && summary ? summary : code.replaceAll('_', ' ');
  return `${oneLine(what)}: \`${excerpt(where)}\``;
}

function excerpt(text: string): string {
  const line = oneLine(text);
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
