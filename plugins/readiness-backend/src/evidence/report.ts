/** Judges the newest report of a type. */
import type { Finding } from '@readiness-gates/backstage-plugin-readiness-common';
import { ExpressionError } from '../definitions/types';
import type { Bindings, ReportEvidence } from '../definitions/types';

export type ReportJudgement =
  | { r: 'pass' }
  | { r: 'fail'; finding: Finding }
  | { r: 'notApplicable'; rule: string }
  | { r: 'unknown'; cause: ExpressionError['unknown']; message: string };

/** A report as it is judged. */
export interface SeenReport {
  type: string;
  /** When the run ended. */
  time: Date;
  /** What was read out of the body. */
  data: Record<string, unknown>;
  format?: string;
  environment?: string;
  commit?: string;
  imageDigest?: string;
  link?: string;
}

/** What an expression sees of it. */
function reportBinding({
  type,
  format,
  time,
  environment,
  commit,
  imageDigest,
  link,
  data,
}: SeenReport): Record<string, unknown> {
  return {
    type,
    time,
    data,
    ...(format && { format }),
    ...(environment && { environment }),
    ...(commit && { commit }),
    ...(imageDigest && { image: imageDigest }),
    ...(link && { link }),
  };
}

export function judgeReport(
  evidence: ReportEvidence,
  params: Record<string, unknown>,
  {
    report,
    entity,
    environment,
    now,
  }: {
    report: SeenReport;
    entity: Record<string, unknown>;
    environment: string;
    now: Date;
  },
): ReportJudgement {
  const bindings: Bindings = {
    report: reportBinding(report),
    params,
    entity,
    environment,
    now,
  };
  try {
    const excluded = evidence.where.find(({ test }) => !test.run(bindings));
    if (excluded) return { r: 'notApplicable', rule: excluded.rule };
    return evidence.expression.run(bindings)
      ? { r: 'pass' }
      : { r: 'fail', finding: findingOf(evidence, bindings, environment) };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { r: 'unknown', cause: error.unknown, message: error.message };
  }
}

function findingOf(
  { type, message, path, found, wanted }: ReportEvidence,
  bindings: Bindings,
  environment: string,
): Finding {
  return {
    cluster: '',
    environment,
    kind: 'Report',
    name: type,
    message: message.run(bindings),
    ...(path && { path: path.run(bindings) }),
    ...(found && { found: found.run(bindings) }),
    ...(wanted && { wanted: wanted.run(bindings) }),
  };
}
