/** Addresses inside the plugin. */
import { ENTITY_TAB_PATH, QUEUE_PATH } from './routes';

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

/** What waits for me, below the page of the plugin; an app may have mounted that at its root. */
export function queueLink(root: string): string {
  return `${root.replace(/\/$/, '')}/${QUEUE_PATH}`;
}
