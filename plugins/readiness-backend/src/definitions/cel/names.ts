/**
 * Names in an expression that CEL's own type check lets pass, because their maps are dynamic:
 * `variables.x`, `params.x`, `cluster.x` must name what is declared.
 */
import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { didYouMean } from '../suggest';
import { CompileError } from './compile';
import { CelFunctionError } from './errors';
import { compilePattern } from './functions/regex';
import { children, isBinding, isComprehension } from './limits';

const PATTERN_FUNCTIONS = new Set(['matches', 'find', 'findAll']);

/** Fields known by name, of maps known by name. */
export type KnownFields = Readonly<Record<string, ReadonlySet<string>>>;

/** @throws CompileError for the first name that is not declared, or hides another. */
export function checkNames(
  node: ASTNode,
  known: KnownFields,
  environment: Environment,
): void {
  checkIterationVariable(node, environment);
  checkPattern(node);
  const selected = selectionOf(node);
  if (selected && Object.hasOwn(known, selected.map)) {
    checkField(selected.map, selected.field, known[selected.map], node);
    return;
  }
  if (node.op === 'id' && node.args === 'variables') {
    throw new CompileError(
      '`variables` is only read by name: `variables.x`',
      node.start,
    );
  }
  for (const child of children(node)) checkNames(child, known, environment);
}

function checkField(
  map: string,
  field: string,
  known: ReadonlySet<string>,
  node: ASTNode,
): void {
  if (known.has(field)) return;
  const what =
    map === 'params' ? 'the check declares no param' : `\`${map}\` has no`;
  const hint = didYouMean(field, known);
  throw new CompileError(`${what} \`${field}\`${hint}`, node.start);
}

function selectionOf(
  node: ASTNode,
): { map: string; field: string } | undefined {
  switch (node.op) {
    case '.':
    case '.?': {
      const [map, field] = node.args;
      return map.op === 'id' ? { map: map.args, field } : undefined;
    }
    case '[]':
    case '[?]': {
      const [map, index] = node.args;
      return map.op === 'id' &&
        index.op === 'value' &&
        typeof index.args === 'string'
        ? { map: map.args, field: index.args }
        : undefined;
    }
    default:
      return undefined;
  }
}

function checkIterationVariable(node: ASTNode, environment: Environment): void {
  if (!isComprehension(node) && !isBinding(node)) return;
  const [variable] = node.args[2];
  if (variable.op === 'id' && environment.hasVariable(variable.args)) {
    throw new CompileError(
      `the iteration variable \`${variable.args}\` hides the variable of the same name`,
      variable.start,
    );
  }
}

/** A pattern that is written out can be wrong when loaded, not only when run. */
function checkPattern(node: ASTNode): void {
  if (node.op !== 'rcall' || !PATTERN_FUNCTIONS.has(node.args[0])) return;
  const [pattern] = node.args[2];
  if (pattern?.op !== 'value' || typeof pattern.args !== 'string') return;
  try {
    compilePattern(pattern.args);
  } catch (error) {
    if (!(error instanceof CelFunctionError)) throw error;
    throw new CompileError(error.message, pattern.start);
  }
}
