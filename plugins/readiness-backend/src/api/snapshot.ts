/** What an approval signs, with the text that people read, so that it opens later as it was. */
import type { ApprovalSnapshot } from '@readiness-gates/backstage-plugin-readiness-common';
import type { ComputedGate } from '../evaluation/gates';
import { textOf } from './views';

export function snapshotOf({
  scorecard,
  own,
  items,
  signable,
}: ComputedGate): ApprovalSnapshot {
  const byId = new Map(items.map(item => [item.id, item]));
  return {
    verdict: own.verdict,
    score: own.score,
    coverage: own.coverage,
    counts: own.counts,
    revision: scorecard.definition.revision,
    selection: signable.selection,
    items: signable.items.map(({ item: id, result }) => {
      const item = byId.get(id)!;
      return {
        id,
        text: textOf(item),
        result,
        questions: (item.resolved?.questions ?? []).map(
          ({ key, check, params }) => ({
            key,
            check: check.definition.id,
            revision: check.definition.revision,
            params,
          }),
        ),
      };
    }),
  };
}
