/** What the rest of the backend uses of `clusters/`; `testing.ts` is imported by its own name. */
export {
  ClustersUnknownError,
  KubernetesBackend,
} from './observation/kubernetesBackend';
export type {
  ClusterReader,
  ClusterRequest,
} from './observation/kubernetesBackend';
export { readClusterSettings } from './observation/access';
export { readReadingLimits } from './observation/limits';
export type { ReadingLimits } from './observation/limits';
export type { ClusterSettings } from './observation/access';
export type { ReadFailure } from './observation/answers';
export { observeCluster } from './observation/observe';
export type { ObserveOptions } from './observation/observe';
export { mergeFields } from './project';
export { resourcesBehind } from './relations/behind';
export { SELECTION_ANNOTATIONS, selectionOf } from './selection';
export * from './types';
