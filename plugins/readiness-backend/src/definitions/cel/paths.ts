/**
 * Which field paths of which variables an expression reads, found without running it. Lists are
 * transparent: an element has the path of its list. Whatever is dynamic reads its whole subtree.
 */
import type { ASTNode } from '@marcbachmann/cel-js';
import { isBinding, isComprehension } from './limits';

export type FieldPath = readonly string[];

/** The whole subtree of `path` under the variable `root` is read. */
export interface PathRead {
  root: string;
  path: FieldPath;
  /** Where in the expression the last field of the path is named. */
  offset: number;
}

/** What a value may be part of: it is an alias of these places, none for a computed value. */
type Places = readonly PathRead[];
type Scope = ReadonlyMap<string, Places>;
type MethodCall = Extract<ASTNode, { op: 'rcall' }>;

const NOWHERE: Places = [];
/** Calls whose result is (a part of) their receiver, wrapped or not. */
const TRANSPARENT_METHODS = new Set(['value', 'flatten', 'distinct', 'sort']);

export class PathTracer {
  private readonly found: PathRead[] = [];
  private readonly variables = new Map<string, Places>();

  /** `lists` names the variables that are lists of objects: counting them reads no field. */
  constructor(private readonly lists: ReadonlySet<string> = new Set()) {}

  get reads(): readonly PathRead[] {
    return this.found;
  }

  /** `variables.name` is from now on an alias of what the expression gives. */
  declareVariable(name: string, ast: ASTNode): Places {
    const places = this.trace(ast, new Map());
    this.variables.set(name, places);
    return places;
  }

  /** Reads all that the expression reads, its result included. */
  consume(ast: ASTNode, scope: Scope = new Map()): void {
    this.found.push(...this.trace(ast, scope));
  }

  private consumeAll(nodes: readonly ASTNode[], scope: Scope): void {
    for (const node of nodes) this.consume(node, scope);
  }

  private traceAll(nodes: readonly ASTNode[], scope: Scope): Places {
    return nodes.flatMap(node => this.trace(node, scope));
  }

  /** The places that the value of a node is an alias of; what is computed on the way is read. */
  private trace(node: ASTNode, scope: Scope): Places {
    switch (node.op) {
      case 'value':
        return NOWHERE;
      case 'id':
        return (
          scope.get(node.args) ?? [
            { root: node.args, path: [], offset: node.start },
          ]
        );
      case '.':
      case '.?':
        return this.select(node.args[0], node.args[1], scope, node.pos);
      case '[]':
      case '[?]':
        return this.index(node.args[0], node.args[1], scope);
      case '?:':
        this.consume(node.args[0], scope);
        return this.traceAll(node.args.slice(1), scope);
      case '+':
      case 'list':
        // Lists that are joined, and literals of lists, stay transparent.
        return this.traceAll(node.args, scope);
      case 'map':
        this.consumeAll(node.args.flat(), scope);
        return NOWHERE;
      case 'call':
        return this.call(node.args[0], node.args[1], scope);
      case 'rcall':
        return this.method(node, scope);
      case '!_':
      case '-_':
        this.consume(node.args, scope);
        return NOWHERE;
      default:
        this.consumeAll(node.args, scope);
        return NOWHERE;
    }
  }

  private select(
    target: ASTNode,
    field: string,
    scope: Scope,
    offset: number,
  ): Places {
    if (
      target.op === 'id' &&
      target.args === 'variables' &&
      !scope.has('variables')
    ) {
      return this.variables.get(field) ?? NOWHERE;
    }
    return this.trace(target, scope).map(({ root, path }) => ({
      root,
      path: [...path, field],
      offset,
    }));
  }

  private index(target: ASTNode, index: ASTNode, scope: Scope): Places {
    if (index.op === 'value' && typeof index.args === 'string') {
      return this.select(target, index.args, scope, index.start);
    }
    const places = this.trace(target, scope);
    // A number picks an element of a list; anything else may pick any field.
    if (index.op === 'value') return places;
    this.consume(index, scope);
    this.found.push(...places);
    return NOWHERE;
  }

  private call(name: string, args: readonly ASTNode[], scope: Scope): Places {
    if (name === 'dyn') return this.traceAll(args, scope);
    if (name === 'size') return this.presence(this.traceAll(args, scope));
    this.consumeAll(args, scope);
    return NOWHERE;
  }

  private method(node: MethodCall, scope: Scope): Places {
    const [name, receiver, args] = node.args;
    if (isComprehension(node)) return this.comprehension(node, scope);
    if (isBinding(node) && args[0].op === 'id') {
      const bound = this.trace(args[1], scope);
      return this.trace(args[2], new Map([...scope, [args[0].args, bound]]));
    }
    if (
      name === 'orValue' ||
      name === 'or' ||
      (name === 'of' && isOptional(receiver))
    ) {
      const kept = name === 'of' ? args : [receiver, ...args];
      return this.traceAll(kept, scope);
    }
    if (name === 'size') return this.presence(this.trace(receiver, scope));
    if (TRANSPARENT_METHODS.has(name) && args.length === 0)
      return this.trace(receiver, scope);
    this.consumeAll([receiver, ...args], scope);
    return NOWHERE;
  }

  private comprehension(node: MethodCall, scope: Scope): Places {
    const [name, receiver, args] = node.args;
    const places = this.trace(receiver, scope);
    const [variable] = args;
    if (variable.op !== 'id') return NOWHERE;
    const readBefore = this.found.length;
    const inner = new Map([...scope, [variable.args, places]]);
    const result = this.comprehensionResult(name, args, places, inner);
    // Where the body reads nothing of the elements, that they are there is still read.
    const isAliased = result.length > 0;
    if (!isAliased && !this.readsWithin(places, readBefore))
      this.presence(places);
    return result;
  }

  /** Reads that something is there and how much of it. Objects of a list are always there. */
  private presence(places: Places): Places {
    this.found.push(
      ...places.filter(
        ({ root, path }) => path.length > 0 || !this.lists.has(root),
      ),
    );
    return NOWHERE;
  }

  private comprehensionResult(
    name: string,
    args: readonly ASTNode[],
    places: Places,
    inner: Scope,
  ): Places {
    if (name === 'map') {
      this.consumeAll(args.slice(1, -1), inner);
      return this.trace(args[args.length - 1], inner);
    }
    this.consumeAll(args.slice(1), inner);
    return name === 'filter' ? places : NOWHERE;
  }

  private readsWithin(places: Places, since: number): boolean {
    const reads = this.found.slice(since);
    return places.every(place =>
      reads.some(
        ({ root, path }) =>
          root === place.root &&
          place.path.every((step, i) => path[i] === step),
      ),
    );
  }
}

function isOptional(node: ASTNode): boolean {
  return node.op === 'id' && node.args === 'optional';
}
