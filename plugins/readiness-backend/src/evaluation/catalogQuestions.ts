/** Which questions the catalog answers, and which scorecards' verdicts they follow. */
import { scorecardsFollowed } from '../definitions/catalog';
import { isAskedOfCatalog } from '../definitions/evidence';
import type {
  CompiledScorecard,
  Definitions,
  Question,
} from '../definitions/types';
import { resolveItem } from './applicability';
import { questionsOf } from './plan';

/** Where the state of what the catalog answers lies: it belongs to no cluster. */
export const NO_CLUSTER = '';
/** What the catalog's reading is called among observations. */
export const CATALOG_RESOURCE = 'entities';

export function asksCatalog(definitions: Definitions): boolean {
  return questionsOf(definitions).some(({ check }) => isAskedOfCatalog(check));
}

/** Questions of a scorecard that the catalog answers for an entity, each once. */
export function catalogQuestions(
  scorecard: CompiledScorecard,
  entity: Record<string, unknown>,
  now: Date,
): Question[] {
  const questions = scorecard.items
    .flatMap(item => resolveItem(item, entity, now).questions)
    .filter(({ check }) => isAskedOfCatalog(check));
  return [...new Map(questions.map(one => [one.key, one])).values()];
}

/** Scorecards whose verdicts some check reads of related entities. */
export function followedScorecards(definitions: Definitions): string[] {
  const followed = questionsOf(definitions).flatMap(scorecardsFollowed);
  return [...new Set(followed)].sort();
}
