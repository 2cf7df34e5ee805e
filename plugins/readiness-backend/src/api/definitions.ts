/** A scorecard's definition as a caller may see it. */
import type { Scorecard } from '@readiness-gates/backstage-plugin-readiness-common';
import type { CompiledScorecard } from '../definitions/types';

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
