/** What must be read of a cluster: the union over everything that the loaded scorecards ask. */
import type { ReadPlan } from '../clusters/types';
import type {
  Definitions,
  Question,
  SubjectEvidence,
} from '../definitions/types';
import { readPlanOf } from '../evidence/readPlan';

/** A check that no item of a scorecard names costs no request. */
export function readPlan(
  definitions: Definitions,
  grants: { extended: boolean },
): ReadPlan {
  return readPlanOf(subjectEvidence(definitions, grants));
}

/** Every question that some item of some scorecard asks, once. */
export function questionsOf({ scorecards }: Definitions): Question[] {
  const questions = new Map<string, Question>();
  for (const { items } of scorecards.values()) {
    for (const { questions: own, overrides } of items) {
      for (const question of [
        ...own,
        ...overrides.flatMap(o => o.questions ?? []),
      ]) {
        questions.set(question.key, question);
      }
    }
  }
  return [...questions.values()];
}

function subjectEvidence(
  definitions: Definitions,
  { extended }: { extended: boolean },
): SubjectEvidence[] {
  return questionsOf(definitions)
    .filter(({ check }) => extended || check.definition.grant === 'default')
    .flatMap(({ check }) => check.evidence)
    .filter(
      evidence =>
        evidence.kind === 'kubernetes' || evidence.kind === 'prometheus',
    );
}
