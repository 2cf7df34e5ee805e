/** From what people and tools said to what the API shows. Pure. */
import type {
  ApprovalView,
  AttestationView,
  DecisionEventView,
  ReportView,
  WaivedEntity,
  WaiverView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { eventOf, waiverStatus } from '../people/status';
import type {
  ApprovalStatus,
  AttestationStatus,
  Standing,
} from '../people/status';
import type {
  ApprovalRow,
  AttestationRow,
  DecidedEntity,
  DecisionEvent,
  DecisionRow,
  ReportRow,
  WaiverRow,
} from '../store/types';
import { shownSubjects } from './unseen';

/** Whom something is shown to. */
export interface Reader {
  /** Findings, and what names objects of a cluster. */
  findings: boolean;
  sees: (entityRef: string) => boolean;
}

const baseOf = ({ id, scorecard, item, by, at, events }: DecisionRow) => ({
  id,
  scorecard,
  item,
  by,
  at: at.toISOString(),
  events: events.map(eventView),
});

function eventView({
  at,
  by,
  action,
  reason,
}: DecisionEvent): DecisionEventView {
  return { at: at.toISOString(), by, action, reason };
}

const statusView = <S extends string>({ status, reason }: Standing<S>) => ({
  status,
  ...(reason && { statusReason: reason }),
});

export function attestationView(
  row: AttestationRow,
  standing: Standing<AttestationStatus>,
  { findings }: Pick<Reader, 'findings'>,
): AttestationView {
  const { statement, link, images } = row.body;
  return {
    ...baseOf(row),
    entityRef: row.entities[0].entityRef,
    check: row.check,
    environment: row.environment,
    until: row.until!.toISOString(),
    statement,
    ...(link && { link }),
    images: findings ? images : [],
    ...statusView(standing),
  };
}

export function approvalView(
  row: ApprovalRow,
  standing: Standing<ApprovalStatus>,
): ApprovalView {
  const { decision, reason } = row.body;
  return {
    ...baseOf(row),
    entityRef: row.entities[0].entityRef,
    check: row.check,
    ...(row.until && { until: row.until.toISOString() }),
    decision,
    ...(reason && { reason }),
    ...statusView(standing),
  };
}

export function waiverView(
  row: WaiverRow,
  reader: Reader,
  now: Date,
  { deciders, mayDecide }: { deciders?: string; mayDecide: boolean },
): WaiverView {
  const {
    reason,
    compensatingControl,
    breakGlass,
    renews,
    renewals,
    predicate,
  } = row.body;
  const shown = row.entities.filter(({ entityRef }) => reader.sees(entityRef));
  const hidden = row.entities.length - shown.length;
  return {
    ...baseOf(row),
    cluster: row.cluster,
    environment: row.environment,
    until: row.until!.toISOString(),
    reason,
    ...(compensatingControl && { compensatingControl }),
    ...(breakGlass && {
      breakGlass,
      reviewed: !!(eventOf(row, 'reviewed') ?? eventOf(row, 'denied')),
    }),
    ...(renews && { renews }),
    renewals,
    ...(predicate && { predicate }),
    ...(deciders && { decidedBy: deciders }),
    ...statusView(waiverStatus(row, now)),
    entities: shown.map(entity => waivedEntityView(entity, reader)),
    ...(hidden > 0 && { hiddenEntities: hidden }),
    mayDecide,
  };
}

/** The subjects of findings are findings. */
export function waivedEntityView(
  { entityRef, results, subjects }: DecidedEntity,
  { findings, sees }: Reader,
): WaivedEntity {
  const shown = findings ? shownSubjects(entityRef, subjects, sees) : [];
  return { entityRef, results, subjects: shown };
}

export function reportView({
  imageDigest,
  time,
  receivedAt,
  digest: _digest,
  ...rest
}: ReportRow): ReportView {
  return {
    ...rest,
    time: time.toISOString(),
    receivedAt: receivedAt.toISOString(),
    ...(imageDigest && { image: imageDigest }),
  };
}
