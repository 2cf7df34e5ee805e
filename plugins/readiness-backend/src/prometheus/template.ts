/**
 * PromQL with `${…}` in it. A value is escaped for the place where it stands: inside quotes for a
 * string, after `=~` for a regular expression as well; outside of quotes only a number or a duration
 * of PromQL may stand, so that no value ever becomes a part of the query.
 */

/** What a query is about: names of one subject, and the params of the check. */
export interface TemplateValues {
  cluster: string;
  namespace?: string;
  workload?: string;
  /** The real names of the pods that the subject owns. */
  pods?: readonly string[];
  params: Readonly<Record<string, unknown>>;
}

type Place = 'literal' | 'regex' | 'bare';

interface Slot {
  name: string;
  place: Place;
  quote: string;
}

export interface TemplateProblem {
  offset: number;
  message: string;
}

/** A value cannot stand where the query has it. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

export const TEMPLATE_NAMES = ['cluster', 'namespace', 'workload', 'pods'];

const SLOT = /\$\{([^}]*)\}/y;
const PARAM = /^params\.([A-Za-z][A-Za-z0-9_]*)$/;
const DURATION = /^(\d+(ms|[smhdwy]))+$/;

export class QueryTemplate {
  private constructor(
    readonly source: string,
    private readonly parts: readonly (string | Slot)[],
    readonly problems: readonly TemplateProblem[],
  ) {}

  /** Names that stand in it: `namespace`, `pods`, `params.window`. */
  get names(): ReadonlySet<string> {
    return new Set(
      this.parts.flatMap(part => (typeof part === 'string' ? [] : [part.name])),
    );
  }

  /**
   * Undefined where it asks for what the subject has none of, such as the pods of a workload
   * without any: no series can be about them.
   */
  render(values: TemplateValues): string | undefined {
    const texts = this.parts.map(part =>
      typeof part === 'string' ? part : renderSlot(part, values),
    );
    return texts.every(text => text !== undefined) ? texts.join('') : undefined;
  }

  static parse(source: string): QueryTemplate {
    const parts: (string | Slot)[] = [];
    const problems: TemplateProblem[] = [];
    const scanner = new Scanner();
    let text = '';
    for (let at = 0; at < source.length; ) {
      SLOT.lastIndex = at;
      const slot = SLOT.exec(source);
      // `${1}` is a group of a regular expression, as in label_replace.
      if (!slot || /^\d+$/.test(slot[1])) {
        text += source[at];
        scanner.read(source[at]);
        at += 1;
        continue;
      }
      const found = { name: slot[1].trim(), ...scanner.place() };
      const message = problemOf(found, scanner);
      if (message) problems.push({ offset: at, message });
      parts.push(text, found);
      text = '';
      at += slot[0].length;
    }
    return new QueryTemplate(source, [...parts, text], problems);
  }
}

/** Follows quotes and comments, and what stands before a string. */
class Scanner {
  quote = '';
  comment = false;
  private escaped = false;
  private before = '';

  read(char: string): void {
    if (this.comment) this.comment = char !== '\n';
    else if (this.quote) this.readQuoted(char);
    else if (char === '#') this.comment = true;
    else if (char === '"' || char === "'" || char === '`') this.quote = char;
    else if (char.trim()) this.before = (this.before + char).slice(-2);
  }

  private readQuoted(char: string): void {
    if (this.escaped) this.escaped = false;
    else if (char === '\\' && this.quote !== '`') this.escaped = true;
    else if (char === this.quote) {
      this.quote = '';
      this.before = '';
    }
  }

  place(): Pick<Slot, 'place' | 'quote'> {
    if (!this.quote) return { place: 'bare', quote: '' };
    const regex = this.before === '=~' || this.before === '!~';
    return { place: regex ? 'regex' : 'literal', quote: this.quote };
  }
}

function problemOf(
  { name, place, quote }: Slot,
  { comment }: Scanner,
): string | undefined {
  const known = TEMPLATE_NAMES.includes(name) || PARAM.test(name);
  if (!known) {
    return `\`\${${name}}\` is none of ${TEMPLATE_NAMES.map(
      one => `\`\${${one}}\``,
    ).join(', ')} and \`\${params.NAME}\``;
  }
  if (comment) return `\`\${${name}}\` stands in a comment`;
  if (quote === '`')
    return `\`\${${name}}\` stands in backticks, where nothing can be escaped: take double quotes`;
  if (name === 'pods' && place !== 'regex')
    return '`${pods}` is several names: it stands after `=~` or `!~`';
  if (place === 'bare' && !PARAM.test(name))
    return `\`\${${name}}\` stands outside of quotes`;
  return undefined;
}

function renderSlot(
  { name, place, quote }: Slot,
  values: TemplateValues,
): string | undefined {
  const param = PARAM.exec(name)?.[1];
  const value = param
    ? values.params[param]
    : values[name as 'cluster' | 'namespace' | 'workload' | 'pods'];
  if (value === undefined) return undefined;
  if (place === 'bare') return bare(name, value);
  const texts = (Array.isArray(value) ? value : [value]).map(one =>
    textOf(name, one),
  );
  if (texts.length === 0) return undefined;
  if (place === 'regex')
    return escapeString(texts.map(escapeRegex).join('|'), quote);
  if (Array.isArray(value))
    throw new TemplateError(`\${${name}} is a list: it stands after =~ or !~`);
  return escapeString(texts[0], quote);
}

function bare(name: string, value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'string' && DURATION.test(value)) return value;
  throw new TemplateError(
    `\${${name}} stands outside of quotes and is neither a number nor a duration such as 30d`,
  );
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  throw new TemplateError(`\${${name}} is neither text nor a number`);
}

/** As Go's regexp.QuoteMeta, which Prometheus' expressions follow. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

const CONTROL: Record<string, string> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** The inside of a quoted string of PromQL. */
export function escapeString(text: string, quote: string): string {
  return text
    .replace(/\\/g, '\\\\')
    .split(quote)
    .join(`\\${quote}`)
    .replace(/[\n\r\t]/g, char => CONTROL[char]);
}
