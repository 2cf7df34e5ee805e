/** `helm lint --strict`: its text, or that text in a small JSON object that also says of which chart. */
import { clean, refuse } from '../errors';
import { readJson } from '../input/json';
import { linesOf } from '../input/lines';
import { STORED } from '../limits';
import type { FormatContext, ReportFormat } from '../types';
import { firstNames, present } from './shared';

export interface HelmLintExtract {
  chartsLinted: number;
  chartsFailed: number;
  /** Lines [ERROR], [WARNING] and [INFO]. */
  errors: number;
  warnings: number;
  infos: number;
  /** The first 20 errors and warnings. */
  messages: string[];
  /** From the JSON object only: name and version of the chart, exit code of helm. */
  chart?: string;
  version?: string;
  exitCode?: number;
}

export const helmLint: ReportFormat<HelmLintExtract> = {
  sends:
    'the text of `helm lint --strict CHART 2>&1`, or {"chart", "version", "exitCode", "output": that text}',
  reads: 'json',
  async extract(text, context) {
    if (!/^\s*\{/.test(text)) return fromText(text, context);
    const body = await readJson(text, context);
    const output = await fromText(body.get('output').rawText(), context);
    return {
      ...output,
      ...present({
        chart: body.get('chart').optional(field => field.text()),
        version: body.get('version').optional(field => field.text()),
        exitCode: body.get('exitCode').optional(field => field.count()),
      }),
    };
  },
};

/** Colours of a terminal. */
// eslint-disable-next-line no-control-regex
const COLOURS = /\u001b\[[0-9;]*m/g;

/** `[INFO]`; blank lines are passed over. */
const SHORTEST = 6;

async function fromText(
  text: string,
  { notes, pace }: FormatContext,
): Promise<HelmLintExtract> {
  const counts = { ERROR: 0, WARNING: 0, INFO: 0 };
  const messages: string[] = [];
  let number = 0;
  let summary: { linted: number; failed: number } | undefined;
  for (const raw of linesOf(text)) {
    number += 1;
    if (number % 256 === 0) await pace.turn();
    if (raw.length < SHORTEST) continue;
    const line = raw.slice(0, 1000).replace(COLOURS, '').trim();
    const level = /^\[(ERROR|WARNING|INFO)\]/.exec(line)?.[1];
    if (level !== undefined) {
      counts[level as keyof typeof counts] += 1;
      if (level !== 'INFO') messages.push(clean(line, STORED.textLength));
    }
    summary = summaryOf(line) ?? summary;
  }
  if (!summary) {
    return refuse(
      'body',
      `has no line "N chart(s) linted, N chart(s) failed"; send ${helmLint.sends}`,
    );
  }
  return {
    chartsLinted: summary.linted,
    chartsFailed: summary.failed,
    errors: counts.ERROR,
    warnings: counts.WARNING,
    infos: counts.INFO,
    messages: firstNames(messages, 'messages', notes),
  };
}

function summaryOf(line: string) {
  const [, linted, failed] =
    /^(?:Error: )?(\d{1,6}) chart\(s\) linted, (\d{1,6}) chart\(s\) failed$/.exec(
      line,
    ) ?? [];
  return linted === undefined
    ? undefined
    : { linted: Number(linted), failed: Number(failed) };
}
