/** Gates as a table: a line for each, of as many pages as there are. */
import type { GateListing } from '@readiness-gates/backstage-plugin-readiness-common';
import { csvOf } from './csv';

const COLUMNS = [
  'entity',
  'title',
  'kind',
  'type',
  'lifecycle',
  'owner',
  'system',
  'domain',
  'tags',
  'scorecard',
  'environment',
  'verdict',
  'waitingOn',
  'score',
  'scoreLow',
  'scoreHigh',
  'applicable',
  'machineRead',
  'stated',
  'blocking',
  'waived',
  'changedAt',
] as const;

type Column = (typeof COLUMNS)[number];

export function gatesCsv(gates: readonly GateListing[], first: boolean) {
  return csvOf(gates.map(rowOf), COLUMNS, first);
}

function rowOf({
  entity,
  scorecard,
  environment,
  state,
  changedAt,
}: GateListing): Record<Column, string | number> {
  const { score, coverage, counts } = state;
  return {
    entity: entity.entityRef,
    title: entity.title ?? '',
    kind: entity.kind,
    type: entity.type ?? '',
    lifecycle: entity.lifecycle ?? '',
    owner: entity.owner ?? '',
    system: entity.system ?? '',
    domain: entity.domain ?? '',
    tags: entity.tags.join(' '),
    scorecard: scorecard.id,
    environment,
    verdict: state.verdict,
    waitingOn: state.waitingOn.join(' '),
    score: score.value ?? '',
    scoreLow: score.low,
    scoreHigh: score.high,
    applicable: coverage.applicable,
    machineRead: coverage.machineRead,
    stated: coverage.stated,
    blocking: state.blocking,
    waived: counts.waived,
    changedAt,
  };
}
