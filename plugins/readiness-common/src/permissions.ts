/** What a caller may do. Declared here so that frontend, backend and policies share them. */
import { createPermission } from '@backstage/plugin-permission-common';

/** A gate is of one entity and one scorecard; its ref is `kind:namespace/name#scorecard`. */
export const RESOURCE_TYPE_READINESS_GATE = 'readiness-gate';

const ofGates = { resourceType: RESOURCE_TYPE_READINESS_GATE } as const;

/** Asking for an evaluation now. What one sees of the result follows the catalog. */
export const readinessEvaluationRunPermission = createPermission({
  name: 'readiness.evaluation.run',
  attributes: { action: 'create' },
});

/** Reading gates and definitions at all; which entities' gates follows the catalog besides. */
export const readinessGateReadPermission = createPermission({
  name: 'readiness.gate.read',
  attributes: { action: 'read' },
});

/** Attesting. Whose word counts follows from the check besides. */
export const readinessAttestationCreatePermission = createPermission({
  name: 'readiness.attestation.create',
  attributes: { action: 'create' },
  ...ofGates,
});

/** Ending an attestation that somebody else gave: for those who might have given it, and the scorecard's owner. One's own may always be taken back. */
export const readinessAttestationRevokePermission = createPermission({
  name: 'readiness.attestation.revoke',
  attributes: { action: 'delete' },
  ...ofGates,
});

/** Signing off, declining, and ending a sign-off of somebody else. Only members of the group that the item names, besides. */
export const readinessApprovalCreatePermission = createPermission({
  name: 'readiness.approval.create',
  attributes: { action: 'create' },
  ...ofGates,
});

export const readinessWaiverRequestPermission = createPermission({
  name: 'readiness.waiver.request',
  attributes: { action: 'create' },
  ...ofGates,
});

/** Approving or denying. Only members of the group that decides, and never of one's own request, besides. */
export const readinessWaiverDecidePermission = createPermission({
  name: 'readiness.waiver.decide',
  attributes: { action: 'update' },
  ...ofGates,
});

/** Ending a waiver that somebody else requested: for those who decide, and the scorecard's owner. One's own may always be withdrawn. */
export const readinessWaiverRevokePermission = createPermission({
  name: 'readiness.waiver.revoke',
  attributes: { action: 'delete' },
  ...ofGates,
});

/** Sending reports. Which token may send which types for which entities follows app-config besides. */
export const readinessReportCreatePermission = createPermission({
  name: 'readiness.report.create',
  attributes: { action: 'create' },
  ...ofGates,
});

/** Those that a policy may answer with conditions on a gate. */
export const readinessGatePermissions = [
  readinessAttestationCreatePermission,
  readinessAttestationRevokePermission,
  readinessApprovalCreatePermission,
  readinessWaiverRequestPermission,
  readinessWaiverDecidePermission,
  readinessWaiverRevokePermission,
  readinessReportCreatePermission,
];

export const readinessPermissions = [
  readinessGateReadPermission,
  readinessEvaluationRunPermission,
  ...readinessGatePermissions,
];
