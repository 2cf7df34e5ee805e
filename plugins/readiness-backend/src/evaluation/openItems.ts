/** What is open of a gate, by check: for lists of who fails a check, and of whom an item would hold. */
import {
  holdsGate,
  itemOutcome,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { ResultKind } from '@readiness-gates/backstage-plugin-readiness-common';
import type { OpenItemRow, OpenResult } from '../store/types';
import type { AnsweredItem } from './answers';
import type { ComputedGate } from './gates';

type Gate = Pick<ComputedGate, 'scorecard' | 'items' | 'spans'>;

/** Of the gate's own verdict; items in shadow are among them. */
export function openItemRows(
  gate: Gate,
  entityRef: string,
  now: Date,
): OpenItemRow[] {
  const { id: scorecard, gate: rules } = gate.scorecard.definition;
  return gate.items.flatMap((item): OpenItemRow[] => {
    const outcome = itemOutcome(item, gate.spans, now);
    const { result: itemResult } = outcome;
    if (item.notEvaluated || !isOpen(itemResult)) return [];
    const holds = (enforced: boolean) =>
      holdsGate({ ...item, enforced }, outcome, rules.onPlatformUnknown);
    return resultsByCheck(item, gate.spans, now).map(([check, result]) => ({
      entityRef,
      scorecard,
      item: item.id,
      check,
      result,
      itemResult,
      severity: item.severity,
      enforced: item.enforced,
      holds: holds(item.enforced),
      wouldHold: holds(true),
      responsible: item.responsible,
    }));
  });
}

function isOpen(result: ResultKind): result is OpenResult {
  return result !== 'pass' && result !== 'notApplicable';
}

/** One check of an item may fail and another pass. What nobody asked, or no check, is the same for each of them. */
function resultsByCheck(
  item: AnsweredItem,
  spans: readonly string[],
  now: Date,
): [check: string, result: OpenResult][] {
  const { definition } = item.resolved?.item ?? {};
  const checks = [...new Set(definition?.checks.map(({ check }) => check))];
  const checkOf = new Map(
    item.resolved?.questions.map(({ key, check }) => [
      key,
      check.definition.id,
    ]),
  );
  const answers = item.answers.filter(
    ({ environment }) => environment === '' || spans.includes(environment),
  );
  return (checks.length > 0 ? checks : ['']).flatMap(check => {
    const own = answers.filter(
      ({ question }) => (checkOf.get(question) ?? check) === check,
    );
    if (own.length === 0 && answers.length > 0) return [];
    const { result } = itemOutcome({ ...item, answers: own }, spans, now);
    return isOpen(result) ? [[check, result]] : [];
  });
}
