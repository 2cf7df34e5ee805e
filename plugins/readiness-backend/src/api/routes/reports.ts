/** Reports: a tool says what it found, and the items that read it are judged at once. */
import { randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { readinessReportCreatePermission } from '@readiness-gates/backstage-plugin-readiness-common';
import type { ReportQuery } from '@readiness-gates/backstage-plugin-readiness-common';
import type { Request, Response, Router } from 'express';
import { isAmong } from '../membership';
import { ownersOf } from '../../people/voices';
import { parseReport, validateEnvelope } from '../../reports';
import type { ParsedReport, ReportEnvelope } from '../../reports';
import { maySend } from '../../reports/settings';
import type { MirroredEntity } from '../../store/types';
import { decodeCursor, encodeCursor } from '../../store/cursor';
import { audited } from '../audit';
import { refsAskedFor, timeOf } from '../decisionReader';
import { reportView } from '../decisionViews';
import { bodyOf } from '../input';
import type { DecisionOptions } from './decisions';

const LIMIT = 50;
const LIST = 'reports';

export function addReportRoutes(
  router: Router,
  options: DecisionOptions,
): void {
  const { store, callers, decisions } = options;

  router.get('/reports', async (req, res) => {
    const viewer = await decisions.viewer(await callers.reader(req));
    const {
      entityRef,
      type,
      limit = LIMIT,
      cursor,
    } = req.query as unknown as ReportQuery;
    const rows = await store.reports({
      entityRefs: refsAskedFor(entityRef, viewer),
      type,
      limit: limit + 1,
      ...(cursor && { before: positionOf(cursor) }),
    });
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    res.json({
      items: shown.map(reportView),
      ...(last && {
        nextCursor: encodeCursor(LIST, [last.time.toISOString(), last.id]),
      }),
    });
  });

  router.post('/reports', async (req, res) => createReport(req, res, options));
}

async function createReport(
  req: Request,
  res: Response,
  options: DecisionOptions,
): Promise<void> {
  const { callers, store, words, clock } = options;
  const credentials = await callers.reader(req);
  const { format, ...said } = req.query as Record<string, string>;
  const { entityRef, type, runId } = said;
  const { outcome, row } = await audited(
    options,
    req,
    {
      eventId: 'report-create',
      severityLevel: 'low',
      meta: { entityRef, type, runId },
    },
    async () => {
      const now = clock();
      const envelope = validateEnvelope(said, { now });
      await callers.demandEntity(credentials, envelope.entityRef);
      const [entity] = await store.entities({
        entityRefs: [envelope.entityRef],
      });
      if (!entity)
        throw new NotFoundError(`No scorecard judges ${envelope.entityRef}`);
      const by = await demandSender(credentials, envelope, entity, options);
      const report = await parseBody(req, envelope, format, options);
      const answer = await words.report({
        ...envelope,
        id: randomUUID(),
        time: new Date(envelope.time),
        receivedAt: now,
        by,
        format: report.format,
        data: report.extract as unknown as Record<string, unknown>,
        notes: report.notes,
        digest: report.digest,
      });
      return {
        answer,
        meta: { report: answer.row.id, outcome: answer.outcome },
      };
    },
  );
  res.status(outcome === 'new' ? 201 : 200).json(reportView(row));
}

function parseBody(
  req: Request,
  { type }: ReportEnvelope,
  asked: string | undefined,
  { clock, reports }: DecisionOptions,
): Promise<ParsedReport> {
  const { format = asked, fields } = reports.types.get(type) ?? {};
  if (asked !== undefined && asked !== format) {
    throw new InputError(
      `format: app-config says that ${type} is ${format}; leave it out`,
    );
  }
  return parseReport({
    type,
    format,
    ...(fields && { fields }),
    body: bodyOf(req),
    contentType: req.headers['content-type'],
    contentEncoding: req.headers['content-encoding'],
    now: clock(),
  });
}

/** A token says what app-config binds it to, a user what they own. Gives who it is. */
async function demandSender(
  credentials: BackstageCredentials,
  { entityRef, type }: ReportEnvelope,
  { entity }: MirroredEntity,
  { callers, reports }: DecisionOptions,
): Promise<string> {
  await callers.demandGate(
    credentials,
    readinessReportCreatePermission,
    entityRef,
  );
  const member = await callers.member(credentials);
  if (!member) {
    const { subject = '' } = credentials.principal as { subject?: string };
    if (!maySend(reports, subject, type, entity)) {
      throw new NotAllowedError(
        `${
          subject || 'This token'
        } may not send ${type} for ${entityRef}; readiness.reports.sources in app-config says who may`,
      );
    }
    return subject;
  }
  if (member.guest || !isAmong(member, ownersOf(entity)))
    throw new NotAllowedError(
      `A user may send reports of what they own; ${entityRef} belongs to ${ownersOf(
        entity,
      ).join(', ')}`,
    );
  return member.ref;
}

function positionOf(cursor: string): { time: Date; id: string } {
  const [time, id] = decodeCursor(LIST, cursor, ['string', 'string']);
  return { time: timeOf(String(time)), id: String(id) };
}
