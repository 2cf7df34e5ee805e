/** What an expression may cost at most, enforced when it is loaded. */
import type { ASTNode } from '@marcbachmann/cel-js';

export const MAX_EXPRESSION_LENGTH = 8_000;
export const MAX_COMPREHENSION_DEPTH = 2;

export const PARSE_LIMITS = {
  maxAstNodes: 2_000,
  maxDepth: 100,
  maxListElements: 200,
  maxMapEntries: 200,
  maxCallArguments: 8,
};

export const COMPREHENSIONS: ReadonlySet<string> = new Set([
  'all',
  'exists',
  'exists_one',
  'filter',
  'map',
]);

/** The first node that nests comprehensions deeper than allowed. */
export function deepestComprehension(node: ASTNode, depth = 0): ASTNode | undefined {
  if (node.op !== 'rcall' || !COMPREHENSIONS.has(node.args[0]) || node.args[2].length < 2) {
    return firstOf(children(node), child => deepestComprehension(child, depth));
  }
  if (depth + 1 > MAX_COMPREHENSION_DEPTH) return node;
  const [, receiver, args] = node.args;
  // What is iterated over is computed once; only the body runs for each element.
  return (
    deepestComprehension(receiver, depth) ??
    firstOf(args, child => deepestComprehension(child, depth + 1))
  );
}

/** The nodes right below a node. */
export function children(node: ASTNode): ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case '!_':
    case '-_':
      return [node.args];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    default:
      return node.args as ASTNode[];
  }
}

function firstOf<T>(items: readonly T[], find: (item: T) => T | undefined): T | undefined {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return undefined;
}
