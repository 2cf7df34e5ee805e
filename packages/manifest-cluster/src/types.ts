/** The words that every part of the manifest cluster shares. */

/** Metadata as manifests write it; anything else a manifest carries is kept. */
export interface ObjectMeta {
  name?: string;
  generateName?: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  generation?: number;
  creationTimestamp?: string | null;
  deletionTimestamp?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  [key: string]: unknown;
}

/** Any Kubernetes object, built-in or custom. */
export interface KubernetesObject {
  apiVersion?: string;
  kind?: string;
  metadata?: ObjectMeta;
  [key: string]: unknown;
}

/** Names one object; the version within the group does not matter. */
export interface ObjectRef {
  apiVersion: string;
  kind: string;
  name: string;
  namespace?: string;
}

/** Who sends a request. */
export interface User {
  name: string;
  groups: string[];
}

/** What a token stands for. */
export interface TokenUser {
  user: string;
  groups?: string[];
}

/** One problem of a manifest, in words that name the place. */
export interface ManifestProblem {
  file: string;
  line: number;
  message: string;
}
