/**
 * Walks JSON before it is parsed. `JSON.parse` is the judge of the grammar; this is the guard against
 * what the grammar allows: depth, numbers of values and keys, names that reach a prototype, numbers that
 * become Infinity, and keys that say one thing twice (the last one counts, and a note tells).
 */
import { quote, refuse } from '../errors';
import type { ReportLimits } from '../limits';
import type { Notes } from './notes';
import type { Pace } from './pace';

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const SLICE = 32_768;

interface Level {
  /** Of an object; an array has none. */
  keys?: Set<string>;
  /** The key or index that is being read. */
  at: string | number;
}

export async function guardJson(
  text: string,
  limits: ReportLimits,
  notes: Notes,
  pace: Pace,
): Promise<void> {
  const guard = new JsonGuard(text, limits, notes);
  for (let until = SLICE; !guard.walk(until); until = guard.position + SLICE) {
    await pace.turn();
  }
}

/** `body.metrics["a b"][3]` */
export function pathOf(parts: readonly (string | number)[]): string {
  return parts.reduce<string>((path, part) => {
    if (typeof part === 'number') return `${path}[${part}]`;
    return /^[A-Za-z_][\w-]{0,60}$/.test(part)
      ? `${path}.${part}`
      : `${path}[${quote(part)}]`;
  }, 'body');
}

class JsonGuard {
  position = 0;
  private readonly levels: Level[] = [];
  private values = 0;
  /** Whether the next string is a key. */
  private keyNext = false;

  constructor(
    private readonly text: string,
    private readonly limits: ReportLimits,
    private readonly notes: Notes,
  ) {}

  /** Goes on to a position, or little past it; true at the end. */
  walk(until: number): boolean {
    const { text } = this;
    while (this.position < text.length && this.position < until) {
      const character = text[this.position];
      if (character === '"') this.string();
      else if (character === '{') this.open({ keys: new Set(), at: '' });
      else if (character === '[') this.open({ at: 0 });
      else if (character === '}' || character === ']') this.close();
      else if (character === ',') this.next();
      else if (character === '-' || (character >= '0' && character <= '9'))
        this.number();
      else if (character >= 'A' && character <= 'z') this.word();
      else this.position += 1;
    }
    return this.position >= text.length;
  }

  private open(level: Level): void {
    this.value();
    if (this.levels.length >= this.limits.depth) {
      refuse(
        this.path(),
        `is nested deeper than ${this.limits.depth} levels; send a flatter report`,
      );
    }
    this.levels.push(level);
    this.keyNext = level.keys !== undefined;
    this.position += 1;
  }

  private close(): void {
    this.levels.pop();
    this.keyNext = false;
    this.position += 1;
  }

  private next(): void {
    const level = this.levels.at(-1);
    this.keyNext = level?.keys !== undefined;
    if (typeof level?.at === 'number') level.at += 1;
    this.position += 1;
  }

  private value(): void {
    this.values += 1;
    if (this.values > this.limits.jsonValues) {
      refuse(
        'body',
        `holds more than ${this.limits.jsonValues} values; send a summary or a smaller part`,
        'tooLarge',
      );
    }
  }

  private string(): void {
    const start = this.position;
    let end = start + 1;
    let escaped = false;
    for (; end < this.text.length; end += 1) {
      const code = this.text.charCodeAt(end);
      if (code === 0x22) break;
      if (code === 0x5c) {
        escaped = true;
        end += 1;
      }
    }
    this.position = end + 1;
    if (this.keyNext) this.key(this.text.slice(start, end + 1), escaped);
    else this.value();
  }

  private key(token: string, escaped: boolean): void {
    this.keyNext = false;
    const level = this.levels.at(-1);
    if (!level?.keys) return;
    const key = escaped ? unescaped(token) : token.slice(1, -1);
    level.at = key;
    if (FORBIDDEN.has(key)) {
      refuse(this.path(), `the key ${quote(key)} is not allowed; rename it`);
    }
    if (level.keys.has(key)) {
      this.notes.add(`${this.path()} stands there twice; the last one counts`);
    }
    level.keys.add(key);
    if (level.keys.size > this.limits.jsonKeys) {
      refuse(
        pathOf(this.levels.slice(0, -1).map(({ at }) => at)),
        `has more than ${this.limits.jsonKeys} keys; send a summary or a smaller part`,
        'tooLarge',
      );
    }
  }

  private number(): void {
    this.value();
    const token = /[-+0-9.eE]*/y;
    token.lastIndex = this.position;
    const [digits] = token.exec(this.text) ?? [''];
    if (digits.length > this.limits.numberLength) {
      refuse(
        this.path(),
        `is a number of ${digits.length} characters; the most is ${this.limits.numberLength}`,
      );
    }
    if (!Number.isFinite(Number(digits)) && !Number.isNaN(Number(digits))) {
      refuse(this.path(), `${digits} is too large a number`);
    }
    this.position += digits.length;
  }

  /** `NaN` and `Infinity` are what some tools write where a number is missing. */
  private word(): void {
    this.value();
    const token = /[A-Za-z]*/y;
    token.lastIndex = this.position;
    const [word] = token.exec(this.text) ?? [''];
    if (!/^(true|false|null|)$/.test(word)) {
      refuse(this.path(), `${quote(word)} is no value of JSON`);
    }
    this.position += Math.max(word.length, 1);
  }

  private path(): string {
    return pathOf(this.levels.map(({ at }) => at));
  }
}

/** A broken escape is for `JSON.parse` to refuse. */
function unescaped(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token;
  }
}
