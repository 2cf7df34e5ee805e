/**
 * `text.matches(pattern)` in linear time. cel-js has its own `string.matches` on JavaScript's
 * backtracking engine and lets nobody replace it; but a macro of that name, whatever receiver it is
 * registered for, is expanded by the parser before any overload is looked up.
 */
import type { ASTNode } from '@marcbachmann/cel-js';
import { CelFunctionError } from '../errors';
import { regexMatches } from './regex';

interface CelType {
  readonly kind: string;
  readonly name: string;
}

interface TypeChecker {
  check(node: ASTNode, context: unknown): CelType;
  getType(name: string): CelType;
  createError(code: string, message: string, node: ASTNode): Error;
}

interface Evaluator {
  run(node: ASTNode, context: unknown): unknown;
}

interface MatchesMacro {
  text: ASTNode;
  pattern: ASTNode;
}

export function matchesMacro({ receiver, args }: { receiver: ASTNode; args: ASTNode[] }) {
  return { text: receiver, pattern: args[0], async: false, typeCheck, evaluate };
}

function typeCheck(checker: TypeChecker, macro: MatchesMacro, context: unknown): CelType {
  for (const node of [macro.text, macro.pattern]) {
    const type = checker.check(node, context);
    if (type.name !== 'string' && type.kind !== 'dyn') {
      const message = `matches() works on strings, got '${type.name}'`;
      throw checker.createError('no_matching_overload', message, node);
    }
  }
  return checker.getType('bool');
}

function evaluate(evaluator: Evaluator, macro: MatchesMacro, context: unknown): boolean {
  const text = evaluator.run(macro.text, context);
  const pattern = evaluator.run(macro.pattern, context);
  if (typeof text !== 'string' || typeof pattern !== 'string') {
    throw new CelFunctionError('matches() works on strings');
  }
  return regexMatches(text, pattern);
}
