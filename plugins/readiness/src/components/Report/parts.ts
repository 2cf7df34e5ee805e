/** The parts of the report, and which of them shows what a line of a checklist asks for. */
import type { ComputedView } from '@readiness-gates/backstage-plugin-readiness-common';

/** In the order in which they stand. */
export const PARTS = [
  'progression',
  'status',
  'nextSteps',
  'blocking',
  'niceToHave',
  'debt',
  'achievements',
  'metrics',
  'commands',
] as const;

export type PartId = (typeof PARTS)[number];

/** What the address calls each part, and the other names that lead there. */
const VIEWS: Record<PartId, [ComputedView, ...ComputedView[]]> = {
  progression: [
    'readiness-score',
    'readiness-status',
    'report-header',
    'score-history',
    'score-target',
    'timeline-forecast',
  ],
  status: ['component-table'],
  nextSteps: ['next-steps'],
  blocking: ['blocking-issues'],
  niceToHave: ['nice-to-have'],
  debt: ['technical-debt'],
  achievements: ['achievements'],
  metrics: ['key-metrics'],
  commands: ['remediation-commands'],
};

export const viewOf = (part: PartId): ComputedView => VIEWS[part][0];

export function partOf(view: string | null): PartId | undefined {
  return PARTS.find(part => VIEWS[part].some(one => one === view));
}
