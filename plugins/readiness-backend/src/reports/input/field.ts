/** A value of a JSON report and its path: every question to it is answered with the type asked for, or refused. */
import { clean, quote, refuse } from '../errors';
import { MOST_COUNT, STORED } from '../limits';
import { pathOf } from './jsonGuard';

export class Field {
  constructor(
    readonly value: unknown,
    private readonly key?: string | number,
    private readonly parent?: Field,
  ) {}

  get path(): string {
    return pathOf(this.keysFromRoot());
  }

  /** Neither absent nor null: Go writes null for what is empty. */
  get exists(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  get isObject(): boolean {
    return isRecord(this.value);
  }

  /** A field of this object; absent where this itself is absent. */
  get(key: string): Field {
    if (this.exists && !isRecord(this.value)) this.is('must be an object');
    const own = isRecord(this.value) && Object.hasOwn(this.value, key);
    return new Field(
      own ? (this.value as Record<string, unknown>)[key] : undefined,
      key,
      this,
    );
  }

  keys(): string[] {
    if (!this.exists) return [];
    if (!isRecord(this.value)) return this.is('must be an object');
    return Object.keys(this.value);
  }

  /** Elements of a list; none where it is absent. */
  items(): Field[] {
    if (!this.exists) return [];
    if (!Array.isArray(this.value)) return this.is('must be a list');
    return this.value.map((value, index) => new Field(value, index, this));
  }

  /** A whole number from 0. */
  count(): number {
    const count = this.amount();
    return Number.isInteger(count)
      ? count
      : this.is(`must be a whole number, is ${count}`);
  }

  /** A number from 0. */
  amount(): number {
    const amount = this.number();
    if (amount < 0) this.is(`must not be negative, is ${amount}`);
    return amount > MOST_COUNT
      ? this.is(`must be at most ${MOST_COUNT}, is ${amount}`)
      : amount;
  }

  /** A number from 0 to 1. */
  rate(): number {
    const rate = this.amount();
    return rate > 1 ? this.is(`must be from 0 to 1, is ${rate}`) : rate;
  }

  number(): number {
    if (typeof this.value !== 'number' || !Number.isFinite(this.value)) {
      return this.is(`must be a number${this.instead()}`);
    }
    return this.value;
  }

  boolean(): boolean {
    return typeof this.value === 'boolean'
      ? this.value
      : this.is(`must be true or false${this.instead()}`);
  }

  /** On one line and cut to what is stored. */
  text(): string {
    return typeof this.value === 'string'
      ? clean(this.value, STORED.textLength)
      : this.is(`must be a text${this.instead()}`);
  }

  /** As it was sent, for formats whose text is a report in itself. */
  rawText(): string {
    return typeof this.value === 'string'
      ? this.value
      : this.is(`must be a text${this.instead()}`);
  }

  optional<T>(read: (field: Field) => T): T | undefined {
    return this.exists ? read(this) : undefined;
  }

  private keysFromRoot(): (string | number)[] {
    return this.parent ? [...this.parent.keysFromRoot(), this.key ?? ''] : [];
  }

  /** Refuses this value. */
  is(problem: string): never {
    return refuse(this.path, problem);
  }

  private instead(): string {
    if (!this.exists) return '; it is missing';
    if (Array.isArray(this.value)) return ', not a list';
    if (typeof this.value === 'string') return `, not ${quote(this.value)}`;
    return `, not ${
      typeof this.value === 'object' ? 'an object' : String(this.value)
    }`;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
