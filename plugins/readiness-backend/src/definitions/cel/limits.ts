/** What an expression may cost at most, enforced when it is loaded. */
import type { ASTNode } from '@marcbachmann/cel-js';

export const MAX_EXPRESSION_LENGTH = 8_000;
export const MAX_COMPREHENSION_DEPTH = 2;
export const MAX_BINDING_DEPTH = 4;
/** Characters of a text, entries of a list. */
export const MAX_RESULT_LENGTH = 100_000;

export const PARSE_LIMITS = {
  maxAstNodes: 2_000,
  maxDepth: 100,
  maxListElements: 200,
  maxMapEntries: 200,
  maxCallArguments: 8,
};

const TOO_MANY_LOOPS = `comprehensions nest deeper than ${MAX_COMPREHENSION_DEPTH}; put the inner part into a variable`;
const TOO_MANY_BINDINGS = `cel.bind() nests deeper than ${MAX_BINDING_DEPTH}; use variables`;

const COMPREHENSIONS: ReadonlySet<string> = new Set([
  'all',
  'exists',
  'exists_one',
  'filter',
  'map',
]);

export interface NestingExcess {
  node: ASTNode;
  message: string;
}

interface Depth {
  comprehensions: number;
  bindings: number;
}

/** The first node that nests deeper than allowed. */
export function nestingExcess(
  node: ASTNode,
  depth: Depth = { comprehensions: 0, bindings: 0 },
): NestingExcess | undefined {
  if (isComprehension(node)) {
    if (depth.comprehensions === MAX_COMPREHENSION_DEPTH)
      return { node, message: TOO_MANY_LOOPS };
    const [, receiver, args] = node.args;
    const inside = { ...depth, comprehensions: depth.comprehensions + 1 };
    // What is iterated over is computed once; only the body runs for each element.
    return (
      nestingExcess(receiver, depth) ??
      firstOf(args, child => nestingExcess(child, inside))
    );
  }
  if (isBinding(node)) {
    // Each level may double what the one around it holds.
    if (depth.bindings === MAX_BINDING_DEPTH)
      return { node, message: TOO_MANY_BINDINGS };
    const inside = { ...depth, bindings: depth.bindings + 1 };
    return firstOf(children(node), child => nestingExcess(child, inside));
  }
  return firstOf(children(node), child => nestingExcess(child, depth));
}

type MethodCall = Extract<ASTNode, { op: 'rcall' }>;

export function isComprehension(node: ASTNode): node is MethodCall {
  return (
    node.op === 'rcall' &&
    COMPREHENSIONS.has(node.args[0]) &&
    node.args[2].length >= 2
  );
}

/** `cel.bind(name, value, expression)`. */
export function isBinding(node: ASTNode): node is MethodCall {
  return (
    node.op === 'rcall' && node.args[0] === 'bind' && node.args[2].length === 3
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

function firstOf<T, R>(
  items: readonly T[],
  find: (item: T) => R | undefined,
): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return undefined;
}
