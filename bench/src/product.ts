/** The inside of the product that is measured: everything that is not reached from here is reached over HTTP. */
export { createReadinessService } from '../../plugins/readiness-backend/src/service';
export type {
  ReadinessService,
  ReadinessServiceOptions,
} from '../../plugins/readiness-backend/src/service';
export { snapshotOf } from '../../plugins/readiness-backend/src/clusters/testing';
export {
  FIRST_PAGE,
  pageSize,
} from '../../plugins/readiness-backend/src/clusters/observation/list';
export { selectionOf } from '../../plugins/readiness-backend/src/clusters/selection';
export { loadDefinitions } from '../../plugins/readiness-backend/src/definitions';
export type { Definitions } from '../../plugins/readiness-backend/src/definitions';
export { scorecardsFor } from '../../plugins/readiness-backend/src/evaluation/applicability';
export { readPlan } from '../../plugins/readiness-backend/src/evaluation/plan';
export { judgeEntity } from '../../plugins/readiness-backend/src/evaluation/judge';
export { clusterShard } from '../../plugins/readiness-backend/src/store';
export type { RunSummary } from '../../plugins/readiness-backend/src/store';
export {
  actingForUsers,
  catalogModule,
  policyModule,
  userInfo,
} from '../../plugins/readiness-backend/src/__testUtils__/portal';
export { launchBrowser, signIn } from '../../test/src/browser';
export { startPortal, waitUntil } from '../../test/src/portal';
export type { Portal } from '../../test/src/portal';
