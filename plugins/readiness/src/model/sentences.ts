/** Joins the words of the model to sentences, in the reader's language. */
import { RESULTS } from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  Ask,
  ItemView,
  ResultCounts,
  ResultKind,
  WaitingOn,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { Translate } from '../translation/translate';
import { openAsks } from './words';

export type T = Translate;

export function waitingOnSentence(
  t: T,
  waitingOn: WaitingOn[],
): string | undefined {
  if (waitingOn.length === 0) return undefined;
  const who = waitingOn.map(w => t(`waitingOn.${w}`)).join(t('waitingOn.and'));
  return t('waitingOn.label', { who });
}

/** `Waits for an attestation by mesh or maria`; nothing where the item asks nobody any more. */
export function waitsForSentence(t: T, item: ItemView): string | undefined {
  const sentences = openAsks(item).map(ask => waitsFor(t, ask));
  return sentences.length > 0 ? sentences.join('. ') : undefined;
}

function waitsFor(t: T, { kind, by, reportType = '' }: Ask): string {
  if (kind === 'report') return t('waits.report', { type: reportType });
  const who = by.map(shortName).join(t('waits.or'));
  return t(`waits.${kind}`, { who });
}

/** `group:default/mesh` → `mesh`; what is no ref stays as it is. */
export const shortName = (ref: string) =>
  /^[^:]+:(?:default\/)?(.+)$/.exec(ref)?.[1] ?? ref;

export function countSentence(t: T, result: ResultKind, count: number): string {
  return t('counts.entry', {
    number: String(count),
    result: t(`result.${result}`),
  });
}

/** `2 fail, 1 unknown, 20 pass`: results that do not occur are left out. */
export function countsSentence(t: T, counts: ResultCounts): string {
  return RESULTS.filter(result => counts[result] > 0)
    .map(result => countSentence(t, result, counts[result]))
    .join(', ');
}
