// What the example's people say. Each word is given once: whoever has spoken is not asked again.
const DEVMENTOR = 'resource:default/devmentor';
const MESH = 'resource:default/devmentor-mesh';
const DATA_PLATFORM = 'resource:default/data-platform';
const WEAVIATE = 'component:default/weaviate';
const X0 = 'component:default/x0tta6bl4';

const page = (entity, name) => `https://docs.example/${entity.split('/').pop()}/${name}`;

/** Attestations of pages and procedures by who owns them; `minutes`: how long the word holds where that is short. */
const attested = (by, entity, scorecard, checks, more = {}) =>
  checks.map(check => ({ by, entity, scorecard, check, link: page(entity, check), ...more }));

export const attestations = [
  ...attested('grace', MESH, 'istio-mesh-beta', ['doc-configuration-guide', 'docs-reviewed', 'doc-troubleshooting', 'doc-debug-procedures', 'doc-communication-plan', 'doc-rollback-verification', 'training-complete', 'operational-walkthrough-done']),
  ...attested('grace', MESH, 'istio-mesh-beta', ['doc-backup-procedures'], { minutes: 2 }),
  ...attested('grace', DEVMENTOR, 'cluster-beta', ['docs-reviewed', 'backup-location-available']),
  ...attested('grace', DATA_PLATFORM, 'production-readiness', ['docs-reviewed', 'incident-team-ready', 'artifact-storage-secured', 'performance-optimization-reviewed']),
  ...attested('grace', DATA_PLATFORM, 'production-readiness', ['cost-optimization-reviewed'], { minutes: 2 }),
  ...attested('ivan', DATA_PLATFORM, 'production-readiness', ['no-default-credentials', 'full-security-audit', 'penetration-test', 'security-reviews-scheduled']),
  ...attested('dmitri', WEAVIATE, 'production-self-assessment', ['data-consumption-reviewed']),
  ...attested('eva', X0, 'kubernetes-deployment', ['pqc-key-exchange']),
];

export const approvals = [
  { by: 'farid', entity: DEVMENTOR, scorecard: 'cluster-beta', check: 'sign-off-infrastructure', decision: 'approve' },
  { by: 'grace', entity: DEVMENTOR, scorecard: 'cluster-beta', check: 'sign-off-operations', decision: 'approve' },
  { by: 'ivan', entity: DEVMENTOR, scorecard: 'cluster-beta', check: 'sign-off-security', decision: 'decline', reason: 'A key stands in the environment of the CV analyzer.' },
  { by: 'grace', entity: MESH, scorecard: 'istio-mesh-beta', check: 'sign-off-platform', decision: 'approve' },
  { by: 'farid', entity: DATA_PLATFORM, scorecard: 'production-readiness', check: 'sign-off-infrastructure', decision: 'approve' },
  { by: 'ivan', entity: DATA_PLATFORM, scorecard: 'production-readiness', check: 'sign-off-security', decision: 'approve' },
  { by: 'grace', entity: DATA_PLATFORM, scorecard: 'production-readiness', check: 'sign-off-platform', decision: 'approve' },
  { by: 'eva', entity: X0, scorecard: 'kubernetes-deployment', check: 'sign-off-final', decision: 'approve' },
];

/** `decidedBy` is missing where the request still waits. */
export const waivers = [
  { by: 'grace', decidedBy: 'farid', entity: DATA_PLATFORM, scorecard: 'production-readiness', check: 'cis-benchmark-passed', days: 45, reason: 'Three controls are the provider’s: it rotates the kubelets’ certificates itself.', compensatingControl: 'The provider’s own audit report, read every quarter.' },
  { by: 'grace', entity: DATA_PLATFORM, scorecard: 'production-readiness', check: 'hpa-targets-workload', days: 60, reason: 'The operators of the platform do not need to scale.' },
];
