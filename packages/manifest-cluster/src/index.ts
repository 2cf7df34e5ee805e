/**
 * A read-only Kubernetes API server over a folder of manifests.
 *
 * @packageDocumentation
 */

export { runCli } from './cli';
export { startManifestCluster } from './cluster';
export type { ManifestCluster, ManifestClusterOptions } from './cluster';
export type {
  Faults,
  FaultScope,
  LostPage,
  MalformedItem,
  SlowRequests,
} from './faults';
export type { TlsOptions } from './listener';
export type { Upstreams } from './proxy';
export type { RecordedRequest } from './requestLog';
export type {
  KubernetesObject,
  ManifestProblem,
  ObjectMeta,
  ObjectRef,
  TokenUser,
} from './types';
