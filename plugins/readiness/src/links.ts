/** Addresses inside the plugin. */
import {
  CHECKS_PATH,
  ENTITY_TAB_PATH,
  EVALUATIONS_PATH,
  QUEUE_PATH,
  SCORECARDS_PATH,
} from './routes';

export interface TabTarget {
  scorecard?: string;
  item?: string;
}

/** The readiness tab below an entity's page. */
export function entityTabLink(
  entityLink: string,
  target: TabTarget = {},
): string {
  const query = new URLSearchParams();
  if (target.scorecard) query.set('scorecard', target.scorecard);
  if (target.item) query.set('item', target.item);
  const search = query.toString();
  return `${entityLink}${ENTITY_TAB_PATH}${search ? `?${search}` : ''}`;
}

/** Below the page of the plugin; an app may have mounted that at its root. */
const below = (root: string, ...parts: string[]) =>
  [root.replace(/\/$/, ''), ...parts.map(encodeURIComponent)].join('/');

/** What waits for me. */
export const queueLink = (root: string) => below(root, QUEUE_PATH);

export const checksLink = (root: string) => below(root, CHECKS_PATH);

export const checkLink = (root: string, checkId: string) =>
  below(root, CHECKS_PATH, checkId);

export const scorecardsLink = (root: string) => below(root, SCORECARDS_PATH);

export const scorecardLink = (root: string, scorecardId: string) =>
  below(root, SCORECARDS_PATH, scorecardId);

export const evaluationsLink = (root: string) => below(root, EVALUATIONS_PATH);
