/** Contracts of the formats: text in, a small typed extract out. */
import type { Notes } from './input/notes';
import type { Pace } from './input/pace';
import type { ReportLimits } from './limits';

/** A scalar that a plain JSON report must or may have. */
export interface DeclaredField {
  type: 'string' | 'number' | 'integer' | 'boolean';
  /** Dotted path in the body; the name of the field where absent. */
  path?: string;
  required?: boolean;
}

export interface FormatContext {
  limits: Readonly<ReportLimits>;
  notes: Notes;
  pace: Pace;
  now: Date;
  /** For the format `json`. */
  fields: Readonly<Record<string, DeclaredField>>;
}

export interface ReportFormat<E> {
  /** What to send, for people: the tool and how it writes the file. */
  readonly sends: string;
  /** How the text is read, and so how much of it. */
  readonly reads: 'json' | 'slices';
  /** @throws ReportError */
  extract(text: string, context: FormatContext): Promise<E>;
}
