/** The report of one gate, as its reader may see it. */
import type {
  GateDetail,
  ReadinessReport,
  TransitionView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { InputError } from '@backstage/errors';
import type { Response } from 'express';
import type { CompiledScorecard } from '../definitions/types';
import { buildReport } from '../report/build';
import { reportCsv } from '../report/csv';
import { reportMarkdown } from '../report/markdown';
import type { ReadinessStore } from '../store/types';
import { timelineOf } from './timeline';
import type { Audience } from './views';

export type ReportFormat = 'json' | 'markdown' | 'csv';

interface Asked {
  detail: GateDetail;
  scorecard: CompiledScorecard;
  audience: Audience;
  since?: string;
  now: Date;
}

type Store = Pick<ReadinessStore, 'gateScores' | 'transitions'>;

const WEEK_MS = 7 * 24 * 3_600_000;
const DAYS_KEPT = 400;
const PAGE = 200;
const MAX_CHANGES = 2_000;

export async function reportOf(
  { detail, scorecard, audience, since, now }: Asked,
  store: Store,
): Promise<ReadinessReport> {
  const { entityRef } = detail;
  const from = since ? timeOf(since) : new Date(now.getTime() - WEEK_MS);
  return buildReport({
    detail,
    weights: new Map(
      scorecard.items.map(({ definition: { id, weight } }) => [id, weight]),
    ),
    scores: await store.gateScores(
      { entityRef, scorecard: scorecard.definition.id },
      DAYS_KEPT,
    ),
    changes: await changesSince(from, scorecard, entityRef, audience, store),
    since: from,
    now,
  });
}

async function changesSince(
  since: Date,
  scorecard: CompiledScorecard,
  entityRef: string,
  audience: Audience,
  store: Store,
): Promise<TransitionView[]> {
  const changes: TransitionView[] = [];
  let before: string | undefined;
  while (changes.length < MAX_CHANGES) {
    const page = await timelineOf(
      scorecard,
      { entityRef, clusters: [], limit: PAGE, ...(before && { before }) },
      audience,
      store,
    );
    changes.push(...page);
    const last = page.at(-1);
    if (page.length < PAGE || !last || Date.parse(last.at) < since.getTime())
      break;
    before = last.at;
  }
  return changes;
}

function timeOf(since: string): Date {
  const time = new Date(since);
  if (Number.isNaN(time.getTime()))
    throw new InputError(`since: ${JSON.stringify(since)} is no time`);
  return time;
}

export async function sendReport(
  res: Response,
  report: ReadinessReport,
  format: ReportFormat,
): Promise<void> {
  if (format === 'json') {
    res.json(report);
    return;
  }
  const { type, ending, write } = FILES[format];
  const name = `${report.scorecard.id}-${report.entityRef.replace(
    /[^a-z0-9.]+/gi,
    '-',
  )}.${ending}`;
  res.setHeader('content-disposition', `attachment; filename="${name}"`);
  // Nothing in it may be taken for a page.
  res.setHeader('x-content-type-options', 'nosniff');
  res.type(type).send(await write(report));
}

const FILES = {
  markdown: {
    type: 'text/markdown; charset=utf-8',
    ending: 'md',
    write: reportMarkdown,
  },
  csv: {
    type: 'text/csv; charset=utf-8',
    ending: 'csv',
    write: async (report: ReadinessReport) => reportCsv(report),
  },
};
