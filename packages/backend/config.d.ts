export interface Config {
  /** Kubernetes API servers over folders of manifests, run inside the backend. */
  embeddedClusters?: Array<{
    /** Name of the cluster, as `kubernetes.clusterLocatorMethods` has it. */
    name: string;
    /** Folder of manifests; relative paths start in the working directory. */
    folder: string;
    /**
     * The moment that the manifests tell of, RFC 3339: every time in them is moved, so that it is now when
     * the backend starts. Absent: as they are.
     */
    asOf?: string;
    /** Where services/proxy of a Service leads. */
    upstreams?: Array<{
      /** `namespace/name:port`. */
      service: string;
      /** Base address. */
      url: string;
    }>;
    /** Port on 127.0.0.1. */
    port: number | string;
    /** The bearer tokens that the cluster knows. Its RBAC manifests say what each user may do. */
    tokens: Array<{
      /** @visibility secret */
      token: string;
      /** For example `system:serviceaccount:NAMESPACE:NAME`. */
      user: string;
      groups?: string[];
    }>;
  }>;
}
