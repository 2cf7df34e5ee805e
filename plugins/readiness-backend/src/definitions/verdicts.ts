/**
 * Scorecards that read verdicts of other scorecards. None may lead back to itself: two gates that wait
 * for each other would never open, and verdicts would follow each other without an end.
 */
import type { DefinitionError } from '@readiness-gates/backstage-plugin-readiness-common';
import { scorecardsFollowed } from './catalog';
import { digestOf } from './digest';
import { didYouMean } from './suggest';
import type { CompiledItem, CompiledScorecard } from './types';

type Scorecards = ReadonlyMap<string, CompiledScorecard>;

/** Breaks the items that cannot be followed; every other one is left as it was. */
export function linkVerdicts(
  scorecards: Scorecards,
  errors: DefinitionError[],
): Map<string, CompiledScorecard> {
  return new Map(
    [...scorecards].map(([id, scorecard]) => [
      id,
      linked(scorecard, scorecards, errors),
    ]),
  );
}

function linked(
  scorecard: CompiledScorecard,
  scorecards: Scorecards,
  errors: DefinitionError[],
): CompiledScorecard {
  const broken: string[] = [];
  const items = scorecard.items.map((item): CompiledItem => {
    const message = problemOf(item, scorecard.definition.id, scorecards);
    if (message === undefined) return item;
    errors.push({ ...item.definition.source, message });
    broken.push(`${item.definition.id}: ${message}`);
    return { ...item, questions: [], overrides: [], broken: message };
  });
  if (broken.length === 0) return scorecard;
  const { definition } = scorecard;
  const revision = digestOf({ was: definition.revision, broken });
  return { ...scorecard, definition: { ...definition, revision }, items };
}

function problemOf(
  item: CompiledItem,
  own: string,
  scorecards: Scorecards,
): string | undefined {
  for (const id of followedBy(item)) {
    if (!scorecards.has(id)) {
      const hint = didYouMean(id, new Set(scorecards.keys()));
      return `the verdicts of \`${id}\` cannot be read: there is no such scorecard${hint}`;
    }
    const way = wayTo(own, id, scorecards);
    if (way) {
      return `the verdicts of \`${id}\` cannot be read: they depend on this scorecard again (${[
        own,
        ...way,
      ].join(' → ')})`;
    }
  }
  return undefined;
}

/** The scorecards passed from one to the other; undefined where none leads there. */
function wayTo(
  to: string,
  from: string,
  scorecards: Scorecards,
  seen = new Set<string>(),
): string[] | undefined {
  if (from === to) return [from];
  if (seen.has(from)) return undefined;
  seen.add(from);
  for (const next of scorecards.get(from)?.items.flatMap(followedBy) ?? []) {
    const way = wayTo(to, next, scorecards, seen);
    if (way) return [from, ...way];
  }
  return undefined;
}

function followedBy({ questions, overrides }: CompiledItem): string[] {
  const asked = [...questions, ...overrides.flatMap(o => o.questions ?? [])];
  return asked.flatMap(scorecardsFollowed);
}
