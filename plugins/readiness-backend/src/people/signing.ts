/** What an approval signs, and when a later state is no longer what was signed. */
import { itemOutcome } from '@readiness-gates/backstage-plugin-readiness-common';
import type { GateItem } from '@readiness-gates/backstage-plugin-readiness-common';
import type { ApprovalRow, SignedItem } from '../store/types';

/** An item of a computed gate, with the keys of its questions. */
export interface SignableItem {
  item: GateItem;
  questions: readonly string[];
}

export interface Signable {
  items: SignedItem[];
  selection: string;
}

/** Enforced blocking items with their results, times left out. Approvals are none, or seven could never hold together. */
export function signable(
  items: readonly SignableItem[],
  spans: readonly string[],
  selection: string,
  now: Date,
): Signable {
  return {
    selection,
    items: items
      .filter(
        ({ item: { enforced, severity, notEvaluated } }) =>
          enforced && severity === 'blocking' && !notEvaluated,
      )
      .map(({ item, questions }) => ({
        item: item.id,
        result: itemOutcome(item, spans, now).result,
        questions: [...questions].sort(),
      })),
  };
}

/** Why an approval no longer holds: something regressed, was added or changed. Undefined while it does. */
export function lapseOf(
  { body }: ApprovalRow,
  current: Signable,
): string | undefined {
  if (body.selection !== current.selection)
    return `The workloads are found otherwise: ${current.selection}, was ${body.selection}`;
  const signed = new Map(body.signed.map(item => [item.item, item]));
  for (const { item, result, questions } of current.items) {
    const before = signed.get(item);
    if (!before) return `The item ${item} was added`;
    if (before.questions.join() !== questions.join())
      return `The item ${item} asks something else now`;
    if (result === 'fail' && before.result !== 'fail')
      return `The item ${item} fails; it was ${before.result} when signed`;
  }
  return undefined;
}
