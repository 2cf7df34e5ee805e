/** Label selectors, read and refused as Kubernetes' own parser does. */

import { badRequest } from './status';

export type LabelMatcher = (
  labels: Readonly<Record<string, string>>,
) => boolean;

type TokenType = 'identifier' | 'end' | 'error' | Operator | Punctuation;
type Punctuation = '(' | ')' | ',' | '!';
type Operator = 'in' | 'notin' | '=' | '==' | '!=' | '>' | '<';

interface Token {
  type: TokenType;
  text: string;
}

interface Requirement {
  key: string;
  operator: Operator | 'exists' | '!';
  values: string[];
}

const TOKEN = /==|!=|[=!(),<>]|[^\s=!(),<>]+/g;
const OPERATORS: readonly string[] = ['in', 'notin', '=', '==', '!=', '>', '<'];
const KNOWN = [...OPERATORS, '!', '(', ')', ','];
const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const PREFIX =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function tokenise(selector: string): Token[] {
  return (selector.match(TOKEN) ?? []).map(text => ({
    type: KNOWN.includes(text) ? (text as TokenType) : 'identifier',
    text,
  }));
}

class SyntaxProblem extends Error {}

function found(token: Token, expected: string): SyntaxProblem {
  return new SyntaxProblem(`found '${token.text}', ${expected}`);
}

/** `in` and `notin` are operators only where an operator may stand. */
class Parser {
  readonly #tokens: Token[];
  #position = 0;

  constructor(selector: string) {
    this.#tokens = tokenise(selector);
  }

  parse(): Requirement[] {
    const requirements: Requirement[] = [];
    for (;;) {
      const next = this.#peek();
      if (next.type === 'end') return requirements;
      if (next.type !== 'identifier' && next.type !== '!') {
        throw found(next, "expected: !, identifier, or 'end of string'");
      }
      requirements.push(this.#requirement());
      const separator = this.#take();
      if (separator.type === 'end') return requirements;
      if (separator.type !== ',') {
        throw found(separator, "expected: ',' or 'end of string'");
      }
      const after = this.#peek();
      if (after.type !== 'identifier' && after.type !== '!') {
        throw found(after, "expected: identifier after ','");
      }
    }
  }

  #peek(operatorsCount = false): Token {
    const token = this.#tokens[this.#position] ?? { type: 'end', text: '' };
    const isWord = token.type === 'in' || token.type === 'notin';
    return isWord && !operatorsCount
      ? { type: 'identifier', text: token.text }
      : token;
  }

  #take(operatorsCount = false): Token {
    const token = this.#peek(operatorsCount);
    this.#position += 1;
    return token;
  }

  #requirement(): Requirement {
    try {
      return this.#keyAndValues();
    } catch (error) {
      if (!(error instanceof SyntaxProblem)) throw error;
      throw new SyntaxProblem(`unable to parse requirement: ${error.message}`);
    }
  }

  #keyAndValues(): Requirement {
    const negated = this.#peek().type === '!';
    if (negated) this.#take();
    const key = this.#take();
    if (key.type !== 'identifier') throw found(key, 'expected: identifier');
    checkKey(key.text);
    if (negated) return { key: key.text, operator: '!', values: [] };
    const next = this.#peek();
    if (next.type === 'end' || next.type === ',') {
      return { key: key.text, operator: 'exists', values: [] };
    }
    const operator = this.#operator();
    const values =
      operator === 'in' || operator === 'notin'
        ? this.#valueList()
        : [this.#exactValue()];
    values.forEach((value, index) =>
      checkValue(key.text, operator, value, index),
    );
    return { key: key.text, operator, values };
  }

  #operator(): Operator {
    const token = this.#take(true);
    if (!OPERATORS.includes(token.type)) {
      throw found(token, 'expected: in, notin, =, ==, !=, gt, lt');
    }
    return token.type as Operator;
  }

  #exactValue(): string {
    const next = this.#peek();
    if (next.type === 'end' || next.type === ',') return '';
    const token = this.#take();
    if (token.type !== 'identifier') throw found(token, 'expected: identifier');
    return token.text;
  }

  #valueList(): string[] {
    const open = this.#take();
    if (open.type !== '(') {
      throw new SyntaxProblem(`found '${open.text}' expected: '('`);
    }
    const first = this.#peek();
    if (![')', ',', 'identifier'].includes(first.type)) {
      throw found(first, "expected: ',', ')' or identifier");
    }
    const values = new Set<string>();
    for (;;) {
      const value = this.#peek().type === 'identifier' ? this.#take().text : '';
      values.add(value);
      const separator = this.#take();
      if (separator.type === ')') return [...values].sort();
      if (separator.type !== ',')
        throw found(separator, "expected: ',' or ')'");
    }
  }
}

function checkKey(key: string) {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  const prefixValid =
    slash < 0 || (slash <= 253 && PREFIX.test(key.slice(0, slash)));
  if (!prefixValid) {
    throw new SyntaxProblem(
      `key: Invalid value: "${key}": prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`,
    );
  }
  if (name.length > 63) {
    throw new SyntaxProblem(
      `key: Invalid value: "${key}": name part must be no more than 63 bytes`,
    );
  }
  if (!NAME.test(name)) {
    throw new SyntaxProblem(
      `key: Invalid value: "${key}": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`,
    );
  }
}

function checkValue(
  key: string,
  operator: Operator,
  value: string,
  index: number,
) {
  if ((operator === '>' || operator === '<') && !/^[+-]?\d+$/.test(value)) {
    throw new SyntaxProblem(
      `values[0]: Invalid value: "${value}": for 'Gt', 'Lt' operators, the value must be an integer`,
    );
  }
  if (value.length > 63) {
    throw new SyntaxProblem(
      `values[${index}][${key}]: Invalid value: "${value}": must be no more than 63 bytes`,
    );
  }
  if (value && !NAME.test(value)) {
    throw new SyntaxProblem(
      `values[${index}][${key}]: Invalid value: "${value}": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
    );
  }
}

function compare(label: string | undefined, value: string, above: boolean) {
  if (label === undefined || !/^[+-]?\d+$/.test(label)) return false;
  return above ? Number(label) > Number(value) : Number(label) < Number(value);
}

/** A label may be called `constructor`; nothing inherited may answer for it. */
function labelOf(labels: Readonly<Record<string, string>>, key: string) {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

function test({ operator, values }: Requirement) {
  switch (operator) {
    case 'exists':
      return (label?: string) => label !== undefined;
    case '!':
      return (label?: string) => label === undefined;
    case '>':
    case '<':
      return (label?: string) => compare(label, values[0], operator === '>');
    case 'notin':
    case '!=':
      // An object without the label differs from every value.
      return (label?: string) => label === undefined || !values.includes(label);
    default:
      return (label?: string) => label !== undefined && values.includes(label);
  }
}

function matcher(requirement: Requirement): LabelMatcher {
  const holds = test(requirement);
  return labels => holds(labelOf(labels, requirement.key));
}

/** Undefined when the selector asks for nothing. */
export function parseLabelSelector(selector: string): LabelMatcher | undefined {
  try {
    const matchers = new Parser(selector).parse().map(matcher);
    if (matchers.length === 0) return undefined;
    return labels => matchers.every(matches => matches(labels));
  } catch (error) {
    if (error instanceof SyntaxProblem) throw badRequest(error.message);
    throw error;
  }
}
