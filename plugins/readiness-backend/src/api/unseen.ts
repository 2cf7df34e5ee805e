/**
 * Keeps entities that a caller may not read out of what is shown: evidence is read by the plugin for
 * everybody, and a finding may speak of more than the entity that is judged.
 */
import type {
  Finding,
  Findings,
  Result,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { AnsweredItem } from '../evaluation/answers';
import type { Transition } from '../store/types';

export type Sees = (entityRef: string) => boolean;

const WITHHELD = 'Concerns an entity of the catalog that you may not read';

/** The finding without the refs behind it; in other words where the caller may not read one of them. */
export function shownFinding(finding: Finding, sees: Sees): Finding {
  const { speaksOf, ...shown } = finding;
  if (!speaksOf || speaksOf.every(sees)) return shown;
  const { cluster, environment } = finding;
  return {
    cluster,
    environment,
    kind: 'Entity',
    name: 'not shown',
    message: WITHHELD,
  };
}

export function shownItem(item: AnsweredItem, sees: Sees): AnsweredItem {
  return {
    ...item,
    answers: item.answers.map(answer => ({
      ...answer,
      result: shownResult(answer.result, sees),
    })),
  };
}

function shownResult(result: Result, sees: Sees): Result {
  if (result.result === 'fail') {
    const findings = result.findings.map(one => shownFinding(one, sees));
    return { ...result, findings: findings as Findings };
  }
  return result.result === 'waived'
    ? { ...result, covers: shownResult(result.covers, sees) as never }
    : result;
}

/** What stood behind a transition names a finding, too. */
export function shownEvidence(
  evidence: Transition['evidence'],
  sees: Sees,
): Transition['evidence'] {
  const { finding } = evidence as { finding?: Finding };
  return finding
    ? { ...evidence, finding: shownFinding(finding, sees) }
    : evidence;
}

/** A waiver names what its findings are about: `cluster/environment/namespace/kind/name/container`. */
const ENTITY_SUBJECT = /^\/\/\/Entity\/(.+)\/$/;

export function shownSubjects(
  judged: string,
  subjects: readonly string[],
  sees: Sees,
): string[] {
  return subjects.filter(subject => {
    const ref = ENTITY_SUBJECT.exec(subject)?.[1];
    return ref === undefined || ref === judged || sees(ref);
  });
}
