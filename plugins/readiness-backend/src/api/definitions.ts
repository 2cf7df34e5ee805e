/** Definitions as a caller may see them: lists, details, and where the evidence comes from. Pure. */
import type {
  Check,
  CheckOverview,
  Scorecard,
  ScorecardEvidence,
  ScorecardListing,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  CompiledCheck,
  CompiledItem,
  CompiledScorecard,
} from '../definitions/types';
import type { EvaluationSettings } from '../evaluation/settings';
import type { ObservationRow } from '../store/types';
import { nameOf } from './askedItems';
import type { AskedItem } from './askedItems';
import { evidenceGaps, lastingFailures } from './evidenceGaps';
import { scorecardOverview } from './views';

/** Items in shadow are shown to the scorecard's owner only. */
export function scorecardDefinition(
  { definition }: CompiledScorecard,
  shadow: boolean,
): Scorecard {
  if (shadow) return definition;
  return {
    ...definition,
    sections: definition.sections.map(section => ({
      ...section,
      items: section.items.filter(
        ({ enforcement }) => enforcement.mode !== 'shadow',
      ),
    })),
  };
}

/** `items`: those that the caller may know of. */
export function scorecardListing(
  scorecard: CompiledScorecard,
  items: readonly CompiledItem[],
  now: Date,
): ScorecardListing {
  const { claim, appliesTo } = scorecard.definition;
  const enforcement = { enforce: 0, partly: 0, warn: 0, shadow: 0 };
  for (const item of items) enforcement[standingOf(item, now)] += 1;
  return {
    ...scorecardOverview(scorecard),
    ...(claim && { claim }),
    appliesTo,
    enforcement,
  };
}

function standingOf(
  { definition: { enforcement } }: CompiledItem,
  now: Date,
): keyof ScorecardListing['enforcement'] {
  const { mode, enforceFrom, cohort } = enforcement;
  if (mode !== 'enforce') return mode;
  const toCome = enforceFrom !== undefined && Date.parse(enforceFrom) > +now;
  return cohort || toCome ? 'partly' : 'enforce';
}

export function checksAskedBy(items: readonly CompiledItem[]): string[] {
  const asked = items.flatMap(({ definition }) => definition.checks);
  return [...new Set(asked.map(({ check }) => check))];
}

/** `observations`: absent for a caller who may not read clusters. */
export function scorecardEvidence(
  checks: readonly CompiledCheck[],
  { extendedGrant }: Pick<EvaluationSettings, 'extendedGrant'>,
  observations?: readonly ObservationRow[],
): ScorecardEvidence {
  const failures = observations && lastingFailures(observations);
  return {
    checks: checks.map(({ definition: { id, title, grant, evidence } }) => ({
      id,
      title,
      granted: grant === 'default' || extendedGrant,
      evidence: evidence.map(
        ({ kind, each, reads, reportType, notEvaluated }) => ({
          kind,
          reads,
          ...(each && { each }),
          ...(reportType && { reportType }),
          ...(notEvaluated && { notEvaluated }),
        }),
      ),
    })),
    ...(failures && {
      gaps: checks.flatMap(check => evidenceGaps(check, failures)),
    }),
  };
}

/** The scorecards that ask each check. */
export function scorecardsByCheck(
  items: readonly AskedItem[],
): Map<string, CheckOverview['scorecards']> {
  const asking = new Map<string, Set<CompiledScorecard>>();
  for (const { scorecard, item } of items) {
    for (const check of checksAskedBy([item]))
      asking.set(check, (asking.get(check) ?? new Set()).add(scorecard));
  }
  return new Map(
    [...asking].map(([check, scorecards]) => [
      check,
      [...scorecards].map(nameOf),
    ]),
  );
}

const NOTHING_OPEN: CheckOverview['open'] = {
  fail: 0,
  unknown: 0,
  pending: 0,
  waived: 0,
};

export function checkOverview(
  { id, title, area, responsible, grant, evidence }: Check,
  scorecards: CheckOverview['scorecards'] = [],
  open: CheckOverview['open'] = NOTHING_OPEN,
): CheckOverview {
  return {
    id,
    title,
    area,
    responsible,
    grant,
    evidence: evidence.map(({ kind }) => kind),
    scorecards,
    open,
  };
}
