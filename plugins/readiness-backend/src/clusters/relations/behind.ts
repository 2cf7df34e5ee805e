/**
 * What a relation passes through on its way to a resource: these must be planned and completely read
 * as well, or "nothing found" is no evidence. The resources of workloads always are.
 */
import type { Relation, ResourceName } from '../types';
import { BEHIND_ROUTES, TLS_SECRETS, WRITTEN_SECRET } from './backends';
import { BINDINGS } from './rbac';

const SERVICE_MONITORS = 'servicemonitors.monitoring.coreos.com';
const CLAIMS: ResourceName = 'persistentvolumeclaims';

const THROUGH_CLAIMS: Record<ResourceName, readonly ResourceName[]> = {
  persistentvolumes: [CLAIMS],
  'storageclasses.storage.k8s.io': [CLAIMS],
  'volumeattachments.storage.k8s.io': [CLAIMS],
};

function behindRoutes(resource: ResourceName): ResourceName[] {
  if (resource in WRITTEN_SECRET) {
    const terminating = Object.keys(TLS_SECRETS);
    return ['services', ...terminating, ...terminating.flatMap(behindRoutes)];
  }
  return ['services', ...(BEHIND_ROUTES[resource]?.routes ?? [])];
}

export function resourcesBehind(
  relation: Relation,
  resource: ResourceName,
): ResourceName[] {
  switch (relation) {
    case 'routesTo':
      return [...new Set(behindRoutes(resource))].filter(
        behind => behind !== resource,
      );
    case 'selectsPods':
      return resource === SERVICE_MONITORS ? ['services'] : [];
    case 'grants':
      return [...BINDINGS];
    case 'usedBy':
      return [...(THROUGH_CLAIMS[resource] ?? [])];
    default:
      return [];
  }
}
