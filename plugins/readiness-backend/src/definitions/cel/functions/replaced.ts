/**
 * `text.matches(pattern)` in linear time and `list.join(separator)` with a bound. cel-js has its own
 * of both and lets nobody replace an overload; but a macro of the same name, whatever receiver it is
 * registered for, is expanded by the parser before any overload is looked up.
 */
import type { ASTNode } from '@marcbachmann/cel-js';
import { CelFunctionError } from '../errors';
import { listJoin } from './lists';
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

interface MacroCall {
  receiver: ASTNode;
  args: ASTNode[];
}

interface Replacement {
  name: string;
  receiver: 'string' | 'list';
  returns: string;
  run(receiver: never, ...args: string[]): unknown;
}

const isText = (value: unknown): value is string => typeof value === 'string';

const MATCHES: Replacement = {
  name: 'matches',
  receiver: 'string',
  returns: 'bool',
  run: regexMatches,
};
const JOIN: Replacement = {
  name: 'join',
  receiver: 'list',
  returns: 'string',
  run: listJoin,
};

function macroOf(replacement: Replacement) {
  return ({ receiver, args }: MacroCall) => ({
    async: false,
    typeCheck: (checker: TypeChecker, _: unknown, context: unknown) => {
      expectType(
        checker,
        receiver,
        context,
        replacement.receiver,
        replacement.name,
      );
      for (const arg of args)
        expectType(checker, arg, context, 'string', replacement.name);
      return checker.getType(replacement.returns);
    },
    evaluate: (evaluator: Evaluator, _: unknown, context: unknown) => {
      const value = evaluator.run(receiver, context);
      const texts = args.map(arg => evaluator.run(arg, context));
      const isReceiver =
        replacement.receiver === 'list' ? Array.isArray(value) : isText(value);
      if (!isReceiver || !texts.every(isText)) {
        throw new CelFunctionError(
          `${replacement.name}() got a value of the wrong type`,
        );
      }
      return replacement.run(value as never, ...texts);
    },
  });
}

function expectType(
  checker: TypeChecker,
  node: ASTNode,
  context: unknown,
  wanted: string,
  name: string,
): void {
  const type = checker.check(node, context);
  if (type.kind === 'dyn' || type.kind === wanted || type.name === wanted)
    return;
  const message = `${name}() works on a ${wanted} here, not on '${type.name}'`;
  throw checker.createError('no_matching_overload', message, node);
}

/** Signatures that overlap with none of cel-js, and the macros that stand in for its functions. */
export const REPLACED = [
  { signature: 'list.matches(ast): bool', macro: macroOf(MATCHES) },
  { signature: 'string.join(ast): string', macro: macroOf(JOIN) },
];
