/** Lays waivers over answers: what somebody accepted until a date, and no more than that. */
import { isChanging } from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  Finding,
  QuestionAnswer,
  Result,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { WaiverRow } from '../store/types';
import { eventOf, waiverStatus } from './status';

/** Letters and digits of the names that Kubernetes generates. */
const RANDOM = '[bcdfghjklmnpqrstvwxz2456789]';
const GENERATED = new RegExp(`(-${RANDOM}{6,10})?-${RANDOM}{5}$`);

/**
 * What a finding is about, as a waiver names it: `cluster/environment/namespace/kind/name/container`.
 * The generated end of a pod's name is `*`, since the next pod has the same flaw under another name.
 */
export function subjectOf(finding: Finding): string {
  const { cluster, environment, namespace, kind, name, container } = finding;
  const stable = kind === 'Pod' ? name.replace(GENERATED, '-*') : name;
  return [cluster, environment, namespace, kind, stable, container]
    .map(part => part ?? '')
    .join('/');
}

/** The answer with the waiver that covers it, the one that lasts longest; as it was where none does. */
export function withWaiver(
  answer: QuestionAnswer,
  entityRef: string,
  waivers: readonly WaiverRow[],
  now: Date,
): QuestionAnswer {
  const { result } = answer;
  if (!isWaivable(result) || isChanging(result, now)) return answer;
  const [waiver] = waivers
    .filter(row => covers(row, entityRef, { ...answer, result }, now))
    .sort((a, b) => b.until!.getTime() - a.until!.getTime());
  if (!waiver) return answer;
  const decidedBy =
    eventOf(waiver, 'approved')?.by ??
    (waiver.body.breakGlass ? waiver.by : undefined);
  return {
    ...answer,
    result: {
      result: 'waived',
      waiver: {
        id: waiver.id,
        until: waiver.until!.toISOString(),
        reason: waiver.body.reason,
        ...(decidedBy && { decidedBy }),
      },
      covers: result,
    },
  };
}

export type WaivableResult = Extract<
  Result,
  { result: 'fail' | 'unknown' | 'pending' }
>;

export function isWaivable(result: Result): result is WaivableResult {
  return ['fail', 'unknown', 'pending'].includes(result.result);
}

function covers(
  row: WaiverRow,
  entityRef: string,
  { cluster, environment, result }: QuestionAnswer & { result: WaivableResult },
  now: Date,
): boolean {
  if (waiverStatus(row, now).status !== 'approved') return false;
  if (row.cluster !== '' && row.cluster !== cluster) return false;
  if (row.environment !== '' && row.environment !== environment) return false;
  const entity = row.entities.find(it => it.entityRef === entityRef);
  if (!entity?.results.includes(result.result)) return false;
  if (result.result !== 'fail') return true;
  // More than are stored cannot be told from new ones.
  return (
    result.findingsTotal <= result.findings.length &&
    result.findings.every(finding =>
      entity.subjects.includes(subjectOf(finding)),
    )
  );
}
