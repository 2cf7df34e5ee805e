/** What a waiver would cover: what is open of an item now, entity by entity, frozen when it is requested. */
import { InputError } from '@backstage/errors';
import { MAX_FINDINGS } from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  QuestionAnswer,
  Result,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { ComputedGate } from '../evaluation/gates';
import { isWaivable, subjectOf } from '../people/waivers';
import type { WaivableResult } from '../people/waivers';
import type { DecidedEntity } from '../store/types';

export interface WaivedPlace {
  item: string;
  /** `''`: every one. */
  cluster: string;
  environment: string;
}

/** Undefined where nothing of the item is open there. @throws InputError where more fails than can be named */
export function waivedEntity(
  entityRef: string,
  gate: ComputedGate,
  { item: id, cluster, environment }: WaivedPlace,
): DecidedEntity | undefined {
  const answers = gate.items.find(item => item.id === id)?.answers ?? [];
  const open = answers
    .filter(answer => isIn(answer, cluster, environment))
    .flatMap(({ result }) => openOf(result) ?? []);
  if (open.length === 0) return undefined;
  const fails = open.flatMap(result =>
    result.result === 'fail' ? [result] : [],
  );
  for (const { findings, findingsTotal } of fails) {
    if (findingsTotal <= findings.length) continue;
    throw new InputError(
      `item: ${id} fails in ${findingsTotal} places of ${entityRef}; a waiver names at most ${MAX_FINDINGS}, mend some or waive one cluster or environment`,
    );
  }
  const subjects = fails.flatMap(({ findings }) => findings.map(subjectOf));
  return {
    entityRef,
    results: [...new Set(open.map(({ result }) => result))].sort(),
    subjects: [...new Set(subjects)].sort(),
  };
}

function isIn(
  answer: QuestionAnswer,
  cluster: string,
  environment: string,
): boolean {
  return (
    (cluster === '' || answer.cluster === cluster) &&
    (environment === '' || answer.environment === environment)
  );
}

/** What is waived already is still open below it: waivers are renewed before they end. */
function openOf(result: Result): WaivableResult | undefined {
  if (result.result === 'waived') return result.covers;
  return isWaivable(result) ? result : undefined;
}
