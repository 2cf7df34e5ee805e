/** What a reader of a stored report should know of its making: ignored fields, doubled keys, lists cut short. */
import { clean } from '../errors';
import { STORED } from '../limits';

export class Notes {
  private readonly lines = new Set<string>();
  private dropped = 0;

  add(note: string): void {
    const line = clean(note, STORED.textLength);
    if (this.lines.has(line)) return;
    if (this.lines.size < STORED.notes) this.lines.add(line);
    else this.dropped += 1;
  }

  list(): string[] {
    return this.dropped > 0
      ? [...this.lines, `and ${this.dropped} more notes`]
      : [...this.lines];
  }
}
