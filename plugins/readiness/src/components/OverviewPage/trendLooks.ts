import type { Verdict } from '@readiness-gates/backstage-plugin-readiness-common';

/** A line is told from the others by its pattern, not by its colour alone. */
export const DASHES: Record<Verdict, string | undefined> = {
  ready: undefined,
  blocked: '8 4',
  incomplete: '2 5',
};
