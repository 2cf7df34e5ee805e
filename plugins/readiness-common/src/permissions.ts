/** What a caller may do. Declared here so that frontend, backend and policies share them. */
import { createPermission } from '@backstage/plugin-permission-common';

/** Asking for an evaluation now. What one sees of the result follows the catalog. */
export const readinessEvaluationRunPermission = createPermission({
  name: 'readiness.evaluation.run',
  attributes: { action: 'create' },
});

/** Reading gates and definitions at all; which entities' gates follows the catalog. */
export const readinessGateReadPermission = createPermission({
  name: 'readiness.gate.read',
  attributes: { action: 'read' },
});

export const readinessPermissions = [
  readinessGateReadPermission,
  readinessEvaluationRunPermission,
];
