/** A report from its bytes: measured, expanded, decoded, read by its format, and reduced to its extract. */
import { createHash } from 'node:crypto';
import { quote, refuse } from './errors';
import {
  FORMATS,
  FORMAT_NAMES,
  type Extracts,
  type FormatName,
} from './formats';
import { decode, readBody, type Body } from './input/expand';
import { Notes } from './input/notes';
import { Pace } from './input/pace';
import { DEFAULT_LIMITS, type ReportLimits } from './limits';
import type { DeclaredField, FormatContext, ReportFormat } from './types';

export interface ReportInput extends Body {
  /** The name that checks know the report by, such as `load-test`. */
  type: string;
  /** May be left out where the type is the name of a format. */
  format?: string;
  /** For the format `json`: what the type declares. */
  fields?: Readonly<Record<string, DeclaredField>>;
  limits?: Partial<ReportLimits>;
  now?: Date;
}

export type ParsedReport = {
  [F in FormatName]: {
    type: string;
    format: F;
    extract: Extracts[F];
    /** What a reader should know: ignored fields, lists cut short, numbers that disagree. */
    notes: string[];
    /** `sha256:…` of the expanded bytes: tells a repetition from a contradiction. */
    digest: string;
    /** Expanded. */
    bytes: number;
  };
}[FormatName];

/** @throws ReportError, and nothing else */
export async function parseReport(input: ReportInput): Promise<ParsedReport> {
  const type = reportType(input.type);
  const name = formatName(input.format ?? type);
  const format = FORMATS[name] as ReportFormat<Extracts[FormatName]>;
  const limits = { ...DEFAULT_LIMITS, ...input.limits };
  const most = format.reads === 'json' ? limits.jsonBytes : limits.slicedBytes;

  const bytes = await readBody(input, most);
  const text = decode(bytes);
  const context: FormatContext = {
    limits,
    notes: new Notes(),
    pace: new Pace(),
    now: input.now ?? new Date(),
    fields: input.fields ?? {},
  };
  const extract = await format.extract(text, context);
  return {
    type,
    format: name,
    extract,
    notes: context.notes.list(),
    digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    bytes: bytes.length,
  } as ParsedReport;
}

/** @throws ReportError */
export function reportType(type: unknown): string {
  if (
    typeof type === 'string' &&
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(type)
  ) {
    return type;
  }
  return refuse(
    'type',
    'must be a name of lower-case letters, digits and -, such as load-test',
  );
}

function formatName(name: string): FormatName {
  const known = FORMAT_NAMES.find(format => format === name);
  return (
    known ??
    refuse(
      'format',
      `${quote(String(name))} is none of ${FORMAT_NAMES.join(', ')}; name one`,
      'unsupported',
    )
  );
}
