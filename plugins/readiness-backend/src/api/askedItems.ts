/** Items of all scorecards, those that a caller may know of apart from those in somebody else's shadow. */
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CheckUse } from '@readiness-gates/backstage-plugin-readiness-common';
import type { CompiledItem, CompiledScorecard } from '../definitions/types';
import { isInShadow } from '../evaluation/applicability';
import type { RouterOptions } from './options';

export interface AskedItem {
  scorecard: CompiledScorecard;
  item: CompiledItem;
}

export async function splitItems(
  credentials: BackstageCredentials,
  { definitions, callers }: Pick<RouterOptions, 'definitions' | 'callers'>,
): Promise<{ seen: AskedItem[]; hidden: AskedItem[] }> {
  const seen: AskedItem[] = [];
  const hidden: AskedItem[] = [];
  for (const scorecard of definitions.scorecards.values()) {
    const { items, definition } = scorecard;
    const all =
      !items.some(isInShadow) ||
      (await callers.isOwnedBy(credentials, definition.owner));
    for (const item of items)
      (all || !isInShadow(item) ? seen : hidden).push({ scorecard, item });
  }
  return { seen, hidden };
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
