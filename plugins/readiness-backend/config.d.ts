import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Readiness Gates. Everything has a default; an empty section is enough. */
  readiness?: {
    schedule?: {
      /** How often each cluster is evaluated. Default: 10 minutes. */
      clusters?: HumanDuration | string;
      /** How often the catalog is mirrored. Default: 5 minutes. */
      catalog?: HumanDuration | string;
    };

    /**
     * How old evidence may be where a check does not say, before its results are `unknown: stale`.
     * Default: three periods of `schedule.clusters`.
     */
    maxAge?: HumanDuration | string;

    environments?: {
      /** Environments that a gate's own verdict spans. Default: production, prod, default. */
      production?: string[];
      /** Label of a namespace that names its environment. Default: `environment`. */
      label?: string;
    };

    /**
     * What to say of single clusters of the kubernetes plugin. Where the catalog is one of its cluster
     * locators, only clusters that app-config declares and those named here are read: whoever may
     * register an entity could name an address there.
     */
    clusters?: Array<{
      name: string;
      /** Environment of the namespaces on it that carry no label. */
      environment?: string;
      /** Default: true. */
      observe?: boolean;
    }>;

    grants?: {
      /** Whether the reader account holds the extended grant as well. Default: false. */
      extended?: boolean;
    };

    definitions?: {
      /** More scorecards, by path; they may use the checks of the library. */
      scorecards?: string[];
      /** Scorecards that ship with the plugin and are not wanted, by id. */
      disabled?: string[];
    };
  };
}
