/**
 * Label selectors with Kubernetes' semantics: the one implementation behind every relation.
 * `k8s.io/apimachinery/pkg/labels` and `meta/v1` LabelSelectorAsSelector are the reference.
 */

export type Labels = Readonly<Record<string, string>>;

/** `metav1.LabelSelector`, as PodDisruptionBudgets, NetworkPolicies and controllers carry it. */
export interface LabelSelector {
  matchLabels?: Record<string, string>;
  matchExpressions?: {
    key: string;
    operator: string;
    values?: string[];
  }[];
}

/** One condition on one label. All requirements of a selector must hold. */
export type LabelRequirement =
  | { key: string; operator: 'In' | 'NotIn'; values: readonly string[] }
  | { key: string; operator: 'Exists' | 'DoesNotExist' }
  | { key: string; operator: 'GreaterThan' | 'LessThan'; value: number };

/** A selector that Kubernetes itself would refuse. */
export class SelectorError extends Error {
  override readonly name = 'SelectorError';
}

const hasLabel = (labels: Labels, key: string) => Object.hasOwn(labels, key);

function requirementMatches(
  requirement: LabelRequirement,
  labels: Labels,
): boolean {
  const { key } = requirement;
  switch (requirement.operator) {
    case 'In':
      return hasLabel(labels, key) && requirement.values.includes(labels[key]);
    case 'NotIn':
      return (
        !hasLabel(labels, key) || !requirement.values.includes(labels[key])
      );
    case 'Exists':
      return hasLabel(labels, key);
    case 'DoesNotExist':
      return !hasLabel(labels, key);
    case 'GreaterThan':
    case 'LessThan': {
      if (!hasLabel(labels, key) || !/^[+-]?\d+$/.test(labels[key])) {
        return false;
      }
      const value = Number(labels[key]);
      return requirement.operator === 'GreaterThan'
        ? value > requirement.value
        : value < requirement.value;
    }
    default:
      throw new SelectorError(
        `"${String(requirement)}" is not a label requirement`,
      );
  }
}

/** Whether labels satisfy every requirement; no requirement at all is satisfied by everything. */
export function requirementsMatch(
  requirements: readonly LabelRequirement[],
  labels: Labels | undefined,
): boolean {
  return requirements.every(requirement =>
    requirementMatches(requirement, labels ?? {}),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function expressionRequirement(expression: unknown): LabelRequirement {
  if (!isRecord(expression) || typeof expression.key !== 'string') {
    throw new SelectorError('an entry of matchExpressions has no key');
  }
  const { key, operator, values = [] } = expression;
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (!Array.isArray(values) || values.length === 0) {
        throw new SelectorError(
          `operator ${operator} on "${key}" needs values`,
        );
      }
      return { key, operator, values: values.map(String) };
    case 'Exists':
    case 'DoesNotExist':
      if (Array.isArray(values) && values.length > 0) {
        throw new SelectorError(
          `operator ${operator} on "${key}" takes no values`,
        );
      }
      return { key, operator };
    default:
      throw new SelectorError(
        `"${String(
          operator,
        )}" on "${key}" is not a label selector operator (In, NotIn, Exists, DoesNotExist)`,
      );
  }
}

/** A plain map of labels (`spec.selector` of a Service, `matchLabels`) as requirements. */
export function equalityRequirements(
  labels: Record<string, unknown>,
): LabelRequirement[] {
  return Object.entries(labels).map(([key, value]) => ({
    key,
    operator: 'In',
    values: [String(value)],
  }));
}

/**
 * The requirements of a selector from a cluster, or undefined for an absent selector, which selects
 * nothing. An empty selector has no requirements and selects everything.
 */
export function selectorRequirements(
  selector: LabelSelector | null | undefined,
): LabelRequirement[] | undefined {
  if (selector === undefined || selector === null) {
    return undefined;
  }
  if (!isRecord(selector)) {
    throw new SelectorError(
      'a label selector is an object with matchLabels and matchExpressions',
    );
  }
  const { matchLabels, matchExpressions } = selector as LabelSelector;
  if (matchExpressions && !Array.isArray(matchExpressions)) {
    throw new SelectorError('matchExpressions is not a list');
  }
  return [
    ...equalityRequirements(matchLabels ?? {}),
    ...(matchExpressions ?? []).map(expressionRequirement),
  ];
}

/** Whether a selector selects these labels: all of matchLabels and all of matchExpressions. */
export function labelSelectorMatches(
  selector: LabelSelector | null | undefined,
  labels: Labels | undefined,
): boolean {
  const requirements = selectorRequirements(selector);
  return requirements !== undefined && requirementsMatch(requirements, labels);
}

// --- The text form: what `kubectl -l` and `backstage.io/kubernetes-label-selector` take ----------

interface Token {
  text: string;
  /** Where it starts, for errors. */
  at: number;
}

const END = '';

const TOKEN = /\s+|==|!=|[!=,()<>]|[^\s=!,()<>]+/g;

function tokenize(text: string): Token[] {
  return [...text.matchAll(TOKEN)]
    .map(match => ({ text: match[0], at: match.index }))
    .filter(token => token.text.trim() !== '');
}

const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const PREFIX =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function isLabelKey(key: string): boolean {
  const parts = key.split('/');
  const name = parts.pop()!;
  const [prefix] = parts;
  return (
    parts.length <= 1 &&
    NAME.test(name) &&
    (prefix === undefined || (prefix.length <= 253 && PREFIX.test(prefix)))
  );
}

class TextParser {
  private readonly tokens: Token[];
  private position = 0;

  constructor(private readonly text: string) {
    this.tokens = tokenize(text);
  }

  parse(): LabelRequirement[] {
    if (this.peek() === END) {
      return [];
    }
    const requirements = [this.requirement()];
    while (this.peek() !== END) {
      this.expect(',');
      requirements.push(this.requirement());
    }
    return requirements;
  }

  private requirement(): LabelRequirement {
    if (this.peek() === '!') {
      this.next();
      return { key: this.key(), operator: 'DoesNotExist' };
    }
    const key = this.key();
    switch (this.peek()) {
      case END:
      case ',':
        return { key, operator: 'Exists' };
      case '=':
      case '==':
        this.next();
        return { key, operator: 'In', values: [this.exactValue()] };
      case '!=':
        this.next();
        return { key, operator: 'NotIn', values: [this.exactValue()] };
      case 'in':
        this.next();
        return { key, operator: 'In', values: this.values() };
      case 'notin':
        this.next();
        return { key, operator: 'NotIn', values: this.values() };
      case '>':
        this.next();
        return { key, operator: 'GreaterThan', value: this.integer() };
      case '<':
        this.next();
        return { key, operator: 'LessThan', value: this.integer() };
      default:
        return this.fail('an operator (=, ==, !=, in, notin, >, <) or a comma');
    }
  }

  private key(): string {
    const key = this.peek();
    if (!isLabelKey(key)) {
      return this.fail('a label key');
    }
    this.next();
    return key;
  }

  /** A value may be empty: `key=` selects the label with an empty value. */
  private exactValue(): string {
    return this.peek() === END || this.peek() === ',' ? '' : this.value();
  }

  private value(): string {
    const value = this.peek();
    if (!NAME.test(value)) {
      return this.fail('a label value');
    }
    this.next();
    return value;
  }

  /** `(a, b)`; an empty place stands for the empty value, as in kubectl. */
  private values(): string[] {
    this.expect('(');
    const values: string[] = [];
    for (;;) {
      values.push(
        this.peek() === ',' || this.peek() === ')' ? '' : this.value(),
      );
      if (this.peek() === ')') {
        this.next();
        return [...new Set(values)];
      }
      this.expect(',');
    }
  }

  private integer(): number {
    if (!/^\d+$/.test(this.peek())) {
      return this.fail('an integer');
    }
    return Number(this.next());
  }

  private peek(): string {
    return this.tokens[this.position]?.text ?? END;
  }

  private next(): string {
    const text = this.peek();
    this.position += 1;
    return text;
  }

  private expect(text: string): void {
    if (this.peek() !== text) {
      this.fail(`"${text}"`);
    }
    this.next();
  }

  private fail(wanted: string): never {
    const token = this.tokens[this.position];
    const found = token
      ? `"${token.text}" at character ${token.at + 1}`
      : 'the end';
    throw new SelectorError(
      `the label selector "${this.text}" is invalid: expected ${wanted}, found ${found}`,
    );
  }
}

/**
 * Parses the text form: equality (`app=web`, `tier!=cache`), set-based (`env in (prod, stage)`,
 * `env notin (dev)`, `partition`, `!partition`) and integers (`gen>2`), joined by commas. The empty
 * text selects everything.
 *
 * @throws SelectorError naming what was expected and where.
 */
export function parseLabelSelector(text: string): LabelRequirement[] {
  return new TextParser(text).parse();
}
