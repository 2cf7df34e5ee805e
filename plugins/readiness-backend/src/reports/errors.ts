/** The one error that reports are refused with: what is wrong, where, and what to do. */

/** Answered as 400, 413 or 415. */
export type RefusalReason = 'invalid' | 'tooLarge' | 'unsupported';

export interface Problem {
  /** The field: `time`, `body.metrics.http_reqs.rate`, `body line 12`. */
  path: string;
  /** One line: what is wrong and what to do. */
  message: string;
}

export class ReportError extends Error {
  override readonly name = 'ReportError';
  /** The field of the first problem. */
  readonly path: string;

  constructor(
    readonly problems: readonly [Problem, ...Problem[]],
    readonly reason: RefusalReason = 'invalid',
  ) {
    super(
      problems.map(({ path, message }) => `${path}: ${message}`).join('; '),
    );
    this.path = problems[0].path;
  }
}

export function refuse(
  path: string,
  message: string,
  reason: RefusalReason = 'invalid',
): never {
  throw new ReportError([{ path: clean(path, 300), message }], reason);
}

/** Controls, and the marks that turn the direction of text around: nothing a name needs. */
const UNWANTED = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;
/** Halves of characters, which PostgreSQL refuses in JSON. */
const HALVES = /\p{Surrogate}/gu;

/** Text of a stranger on one line, as it may be stored and shown. */
export function clean(text: string, longest: number): string {
  const line = text
    .slice(0, 4 * longest)
    .replace(UNWANTED, ' ')
    .trim();
  const cut = line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
  return cut.replace(HALVES, '\ufffd');
}

/** A stranger's word inside an error. */
export function quote(text: string): string {
  return JSON.stringify(clean(text, 60));
}
