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
      /**
       * Where the Prometheus of this cluster is; `url` or `service`. Absent: checks that ask Prometheus
       * fall back, or are not evaluated.
       */
      prometheus?: {
        /** Base address; `/api/v1/query` and `/api/v1/query_range` are asked below it. */
        url?: string;
        /** Sent with each request to `url`, such as Authorization or X-Scope-OrgID. @deepVisibility secret */
        headers?: { [name: string]: string };
        /** `namespace/service:port`, through the cluster's service proxy; needs the extended grant. */
        service?: string;
        /** For one query. Default: 30 seconds. */
        timeout?: HumanDuration | string;
      };
    }>;

    /** How the API servers are treated. */
    kubernetes?: {
      /** Requests at a time to one cluster, from each replica; 1 to 32. Default: 4. */
      concurrency?: number;
      /** How long a request is put off, in all, while an API server says that it is busy; a minute at most. Default: 30 seconds. */
      maxWait?: HumanDuration | string;
    };

    grants?: {
      /** Whether the reader account holds the extended grant as well. Default: false. */
      extended?: boolean;
    };

    /** Reports of tools, such as a load test that CI ran. */
    reports?: {
      /** Which service token may send what. What none of them names is refused. */
      sources?: Array<{
        /** Subject of the token, letter by letter: as `backend.auth.externalAccess` has it; of a `jwks` token `external:` and its `sub`. */
        subject: string;
        /** Types of reports, such as `load-test`. */
        types: string[];
        /** Filter predicate over entities. */
        entities: object;
      }>;
      /** How reports of a type are read; a type that is the name of a format needs nothing. */
      types?: {
        [type: string]: {
          /** k6, junit, cobertura, lcov, sarif, trivy, kube-bench, sonobuoy, helm-lint, kubeconform, json or drill. */
          format?: string;
          /** For `json`: what to read, by name. */
          fields?: {
            [name: string]: {
              type: 'string' | 'number' | 'integer' | 'boolean';
              /** Dotted path in the body; the name where absent. */
              path?: string;
              required?: boolean;
            };
          };
        };
      };
    };

    /**
     * How long what is old is kept, at least a day; it is removed in small pieces, once an hour. Decisions, what became
     * of them and what was signed are kept for ever.
     */
    retention?: {
      /** Changes and reports of entities that left the catalog, or that no scorecard judges any more. Default: 30 days. */
      departed?: HumanDuration | string;
      /** Evaluations that somebody asked for, once they ended. Default: 30 days. */
      evaluations?: HumanDuration | string;
      /** Changes of gates and items, scores by day, and outages. Absent: for ever. */
      history?: HumanDuration | string;
      /** Reports, save the newest of each type and environment of an entity. Absent: for ever. */
      reports?: HumanDuration | string;
    };

    /** Messages through Backstage's notifications; without its backend nobody is told. */
    notifications?: {
      /** False: no message at all. Default: true. */
      enabled?: boolean;
      /** Whether owners are told that a gate of theirs was blocked by what they run in production. Default: true. */
      regressions?: boolean;
      /** Whether who decides on waivers is told at once of a broken glass. Default: true. */
      breakGlass?: boolean;
      /**
       * Ref of the user or group that is told in place of the owners when so much of a cluster changes at once
       * that it is nobody's own doing. Absent: a warning in the log.
       */
      operator?: string;
      storm?: {
        /** More than this share of the entities on a cluster, in percent. Default: 5. */
        percent?: number;
        /** And at least this many of them. Default: 2. */
        atLeast?: number;
      };
      /** Once a day. */
      digest?: {
        /** Whether people are told of waivers to decide and of what is about to end. Default: true. */
        enabled?: boolean;
        /** From this time of the day on, UTC. Default: 07:00. */
        at?: string;
        /** How long before its end something is about to end. Default: 14 days. */
        endsWithin?: HumanDuration | string;
      };
    };

    definitions?: {
      /** Checks of your own: paths, from the working directory, or URLs that `backend.reading` or an integration allows. */
      checks?: string[];
      /** Scorecards of your own, in the same way; they may use the checks of the library. */
      scorecards?: string[];
      /** How often they are read again. Default: 10 minutes. */
      refresh?: HumanDuration | string;
      /** What is different here, by id of the scorecard. */
      overrides?: {
        [scorecard: string]: {
          /** Ref of who owns the scorecard, and sees items in shadow. */
          owner?: string;
          waivers?: {
            /** Ref of the group that decides on waivers. */
            decidedBy?: string;
          };
          /** By id of the item. */
          items?: {
            [item: string]: {
              /** The item is not asked here. */
              off?: boolean;
              /** blocking or recommended. */
              severity?: string;
              /**
               * `shadow`, `warn` or `enforce`; or `mode`, `enforceFrom` (ISO 8601 date from which it is enforced) and
               * `cohort` (filter predicate: whom it is enforced for).
               */
              enforcement?: string | object;
              /** Over those of the scorecard, by name. */
              params?: object;
              waivable?: boolean;
              maxWaiverDays?: number;
              weight?: number;
            };
          };
        };
      };
      /** Scorecards that ship with the plugin and are not wanted, by id. */
      disabled?: string[];
    };
  };
}
