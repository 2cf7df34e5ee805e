/** The part of app-config that the evaluator follows, read once at start. See config.d.ts. */
export interface EvaluationSettings {
  /** How often a cluster is evaluated. */
  periodMs: number;
  /** How often the catalog is mirrored. */
  catalogPeriodMs: number;
  /** How old evidence may be where a check does not say: three periods. */
  maxAgeMs: number;
  /** Environments that a gate's own verdict spans. */
  gatedEnvironments: readonly string[];
  /** Label of a namespace that names its environment. */
  environmentLabel: string;
  /** Whether checks that need more than the default reader account are asked. */
  extendedGrant: boolean;
}

/** A cluster that app-config or the kubernetes plugin declares. */
export interface KnownCluster {
  name: string;
  environment?: string;
}
