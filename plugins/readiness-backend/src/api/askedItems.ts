/** Items of all scorecards that a caller may know of: those in somebody else's shadow are left out. */
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CheckUse } from '@readiness-gates/backstage-plugin-readiness-common';
import type { CompiledItem, CompiledScorecard } from '../definitions/types';
import { isInShadow } from '../evaluation/applicability';
import type { ItemKey } from '../store/types';
import type { RouterOptions } from './options';

export interface AskedItem {
  scorecard: CompiledScorecard;
  item: CompiledItem;
}

export async function seenItems(
  credentials: BackstageCredentials,
  { definitions, callers }: Pick<RouterOptions, 'definitions' | 'callers'>,
): Promise<AskedItem[]> {
  const seen: AskedItem[] = [];
  for (const scorecard of definitions.scorecards.values()) {
    const { items, definition } = scorecard;
    const all =
      !items.some(isInShadow) ||
      (await callers.isOwnedBy(credentials, definition.owner));
    for (const item of items)
      if (all || !isInShadow(item)) seen.push({ scorecard, item });
  }
  return seen;
}

export function itemKey({ scorecard, item }: AskedItem): ItemKey {
  return { scorecard: scorecard.definition.id, item: item.definition.id };
}

export function asks({ definition }: CompiledItem, check: string): boolean {
  return definition.checks.some(asked => asked.check === check);
}

export function nameOf({ definition: { id, title } }: CompiledScorecard) {
  return { id, title };
}

export function checkUse({ scorecard, item }: AskedItem): CheckUse {
  const { id, text, severity, enforcement, notEvaluated } = item.definition;
  return {
    scorecard: nameOf(scorecard),
    item: {
      id,
      text,
      severity,
      enforcement,
      ...(notEvaluated && { notEvaluated }),
    },
  };
}
