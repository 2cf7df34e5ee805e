/** Where the plugin's pages live. Both frontend systems share these refs. */
import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/** The overview of all gates. */
export const rootRouteRef = createRouteRef({ id: 'readiness' });

/** The readiness tab of an entity. */
export const entityContentRouteRef = createRouteRef({
  id: 'readiness:entity-content',
});

/** The way to the overview, where an app has mounted it; some mount the tab alone. */
export const overviewRouteRef = createExternalRouteRef({
  id: 'readiness:overview',
  optional: true,
  defaultTarget: 'readiness.root',
});

/** The path of the entity tab below the entity page. */
export const ENTITY_TAB_PATH = '/readiness';

/** The path of the queue below the page. */
export const QUEUE_PATH = 'queue';

/** The paths of what the scorecards are made of, and of what evaluates them. */
export const CHECKS_PATH = 'checks';
export const SCORECARDS_PATH = 'scorecards';
export const EVALUATIONS_PATH = 'evaluations';
