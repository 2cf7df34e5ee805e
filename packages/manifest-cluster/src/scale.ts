/** The scale sub-resource of whatever has replicas. */

import { KubernetesObject } from './types';

interface Scalable extends KubernetesObject {
  spec?: {
    replicas?: number;
    selector?: { matchLabels?: Record<string, string> };
  };
  status?: { replicas?: number };
}

export function scaleOf({ metadata, spec, status }: Scalable) {
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    metadata ?? {};
  const selector = Object.entries(spec?.selector?.matchLabels ?? {})
    .map(pair => pair.join('='))
    .join(',');
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: spec?.replicas ?? 1 },
    status: {
      replicas: status?.replicas ?? 0,
      ...(selector && { selector }),
    },
  };
}
