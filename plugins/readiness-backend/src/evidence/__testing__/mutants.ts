/** Breaks the expressions of a check, one at a time: negated, a clause dropped, a bound swapped. */
import type { ASTNode } from '@marcbachmann/cel-js';
import { children } from '../../definitions/cel/limits';

type Json = Record<string, unknown>;
type Path = readonly (string | number)[];

export interface Mutant {
  /** Which expression, and what became of it: `evidence.0.kubernetes.expression: a && b → a`. */
  what: string;
  /** The definition with that one expression broken. */
  definition: Json;
}

const SWAPPED: Record<string, string> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '==': '!=',
  '!=': '==',
};

type ParseExpression = (text: string) => ASTNode;

export function* mutantsOf(
  definition: Json,
  parse: ParseExpression,
): Iterable<Mutant> {
  for (const { path, text, isBoolean } of expressionsOf(definition)) {
    for (const broken of brokenForms(text, isBoolean, parse)) {
      yield {
        what: `${path.join('.')}: ${broken.from} → ${broken.to}`,
        definition: replaced(definition, path, broken.text) as Json,
      };
    }
  }
}

interface Found {
  path: Path;
  text: string;
  isBoolean: boolean;
}

function expressionsOf({ evidence }: Json): Found[] {
  return (evidence as Json[]).flatMap((entry, index) =>
    Object.entries(entry).flatMap(([kind, asked]) => {
      const { expression, where, tells, variables } = asked as Record<
        string,
        { expression: string }[] | undefined
      > & { expression?: string };
      const path = ['evidence', index, kind];
      const inList =
        (field: string, isBoolean: boolean) =>
        ({ expression: text }: { expression: string }, at: number): Found => ({
          path: [...path, field, at, 'expression'],
          text,
          isBoolean,
        });
      return [
        ...(expression
          ? [
              {
                path: [...path, 'expression'],
                text: expression as unknown as string,
                isBoolean: true,
              },
            ]
          : []),
        ...(where ?? []).map(inList('where', true)),
        ...(tells ?? []).map(inList('tells', true)),
        ...(variables ?? []).map(inList('variables', false)),
      ];
    }),
  );
}

interface Broken {
  from: string;
  to: string;
  text: string;
}

function brokenForms(
  text: string,
  isBoolean: boolean,
  parse: ParseExpression,
): Broken[] {
  const negated = { from: text, to: `!(${text})`, text: `!(${text})` };
  return [...(isBoolean ? [negated] : []), ...brokenNodes(parse(text))];
}

function brokenNodes(node: ASTNode): Broken[] {
  const below = children(node).flatMap(brokenNodes);
  const source = (part: ASTNode) => node.input.slice(...rangeOf(part));
  const [start, end] = rangeOf(node);
  const withInstead = (to: string): Broken => ({
    from: source(node),
    to,
    text: `${node.input.slice(0, start)}(${to})${node.input.slice(end)}`,
  });
  if (node.op === '&&' || node.op === '||') {
    const [left, right] = node.args;
    return [withInstead(source(left)), withInstead(source(right)), ...below];
  }
  if (Object.hasOwn(SWAPPED, node.op)) {
    const [left, right] = node.args as [ASTNode, ASTNode];
    const [, before] = rangeOf(left);
    const [after] = rangeOf(right);
    const swapped = node.input
      .slice(before, after)
      .replace(node.op, SWAPPED[node.op]);
    return [
      withInstead(
        node.input.slice(start, before) +
          swapped +
          node.input.slice(after, end),
      ),
      ...below,
    ];
  }
  return below;
}

const STRINGS = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g;

/** Where the node stands, with the brackets that its range leaves open. */
function rangeOf({ input, start, end }: ASTNode): [number, number] {
  let depth = 0;
  let opened = 0;
  const bare = input
    .slice(start, end)
    .replace(STRINGS, text => ' '.repeat(text.length));
  for (const char of bare) {
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    opened = Math.max(opened, -depth);
  }
  const closing = depth + opened;
  let from = start;
  for (let left = opened; left > 0; left -= 1)
    from = input.lastIndexOf('(', from - 1);
  let to = end;
  for (let left = closing; left > 0; left -= 1) to = input.indexOf(')', to) + 1;
  return [from, to];
}

function replaced(value: unknown, [step, ...rest]: Path, by: string): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value))
    return value.map((item, index) =>
      index === step ? replaced(item, rest, by) : item,
    );
  const object = value as Json;
  return { ...object, [step]: replaced(object[step], rest, by) };
}
