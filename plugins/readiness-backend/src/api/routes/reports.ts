/** Reports: a tool says what it found, and the items that read it are judged at once. */
import { randomUUID } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { readinessReportCreatePermission } from '@readiness-gates/backstage-plugin-readiness-common';
import type { ReportView } from '@readiness-gates/backstage-plugin-readiness-common';
import type { Request, Response, Router } from 'express';
import { updateGates } from '../../evaluation/gates';
import { isAmong } from '../membership';
import { ownersOf } from '../../people/voices';
import { parseReport, validateEnvelope } from '../../reports';
import type { ReportEnvelope } from '../../reports';
import { maySend } from '../../reports/settings';
import type { MirroredEntity, ReportRow } from '../../store/types';
import { bodyOf } from '../input';
import type { RouterOptions } from '../options';
import { parseRef } from '../refs';

export function addReportRoutes(router: Router, options: RouterOptions): void {
  const { store, callers } = options;

  router.get('/reports', async (req, res) => {
    const credentials = await callers.reader(req);
    const {
      entityRef,
      type,
      limit = 50,
      cursor,
    } = req.query as unknown as {
      entityRef?: string;
      type?: string;
      limit?: number;
      cursor?: string;
    };
    const visible = await callers.visibleRefs(credentials);
    const asked = entityRef === undefined ? undefined : [parseRef(entityRef)];
    const entityRefs =
      visible && asked ? asked.filter(ref => visible.includes(ref)) : asked;
    const rows = await store.reports({
      ...((entityRefs ?? visible) && { entityRefs: entityRefs ?? visible }),
      ...(type && { type }),
      limit,
      ...(cursor && { before: positionOf(cursor) }),
    });
    const last = rows.length === limit ? rows.at(-1) : undefined;
    res.json({
      items: rows.map(reportView),
      ...(last && { nextCursor: cursorOf(last) }),
    });
  });

  router.post('/reports', async (req, res) => createReport(req, res, options));
}

async function createReport(
  req: Request,
  res: Response,
  options: RouterOptions,
): Promise<void> {
  const { callers, auditor, store, definitions, clock } = options;
  const credentials = await callers.reader(req);
  const { format, ...said } = req.query as Record<string, string>;
  const event = await auditor.createEvent({
    eventId: 'report-create',
    request: req,
    severityLevel: 'low',
    meta: { entityRef: said.entityRef, type: said.type, runId: said.runId },
  });
  try {
    const now = clock();
    const envelope = validateEnvelope(said, { now });
    await callers.demandEntity(credentials, envelope.entityRef);
    const [entity] = await store.entities({
      entityRefs: [envelope.entityRef],
    });
    if (!entity)
      throw new NotFoundError(`No scorecard judges ${envelope.entityRef}`);
    const by = await demandSender(credentials, envelope, entity, options);
    const settings = options.reports.types.get(envelope.type);
    const report = await parseReport({
      type: envelope.type,
      format: settings?.format ?? format,
      ...(settings?.fields && { fields: settings.fields }),
      body: bodyOf(req),
      contentType: req.headers['content-type'],
      contentEncoding: req.headers['content-encoding'],
      now,
    });
    const { outcome, row } = await store.addReport({
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
    if (outcome === 'new') {
      await updateGates(
        store,
        definitions,
        [envelope.entityRef],
        await options.gateContext(),
        () => 'decision',
      );
    }
    await event.success({ meta: { report: row.id, outcome } });
    res.status(outcome === 'new' ? 201 : 200).json(reportView(row));
  } catch (error) {
    await event.fail({ error: error as Error });
    throw error;
  }
}

/** A token says what app-config binds it to, a user what they own. Gives who it is. */
async function demandSender(
  credentials: BackstageCredentials,
  { entityRef, type }: ReportEnvelope,
  { entity }: MirroredEntity,
  { callers, reports }: RouterOptions,
): Promise<string> {
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
  await callers.demandGate(
    credentials,
    readinessReportCreatePermission,
    entityRef,
  );
  if (!isAmong(member, ownersOf(entity)))
    throw new NotAllowedError(
      `A user may send reports of what they own; ${entityRef} belongs to ${ownersOf(
        entity,
      ).join(', ')}`,
    );
  return member.ref;
}

export function reportView(row: ReportRow): ReportView {
  const { time, receivedAt, imageDigest, digest: _digest, ...rest } = row;
  return {
    ...rest,
    ...(imageDigest && { image: imageDigest }),
    time: time.toISOString(),
    receivedAt: receivedAt.toISOString(),
  };
}

const cursorOf = ({ time, id }: ReportRow) =>
  Buffer.from(JSON.stringify([time.toISOString(), id])).toString('base64url');

function positionOf(cursor: string): { time: Date; id: string } {
  try {
    const [time, id] = JSON.parse(
      Buffer.from(cursor, 'base64url').toString('utf8'),
    ) as [string, string];
    const at = new Date(time);
    if (typeof id === 'string' && !Number.isNaN(at.getTime()))
      return { time: at, id };
  } catch {
    // Said below.
  }
  throw new InputError('cursor: is none that a page before gave');
}
