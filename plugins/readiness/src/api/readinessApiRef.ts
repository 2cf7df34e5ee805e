import { createApiRef } from '@backstage/core-plugin-api';
import type { ReadinessApi } from '@readiness-gates/backstage-plugin-readiness-common';

/** The readiness backend, as every component of this plugin reaches it. */
export const readinessApiRef = createApiRef<ReadinessApi>({
  id: 'plugin.readiness.service',
});
