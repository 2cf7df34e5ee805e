/** The metrics of the plugin, by OpenTelemetry's conventions. docs/how-to/monitor.md has the same table; a test holds them together. */

export interface Metric {
  name: string;
  kind: 'counter' | 'histogram' | 'gauge';
  unit: string;
  description: string;
  /** All that a value may carry: each has few values, and none names an entity, a namespace or a person. */
  attributes: readonly Attribute[];
}

export type Attribute =
  | 'error.type'
  | 'http.response.status_code'
  | 'k8s.cluster.name'
  | 'readiness.environment'
  | 'readiness.outcome'
  | 'readiness.result'
  | 'readiness.scorecard'
  | 'readiness.shard.kind'
  | 'readiness.verdict';

const SHARD = ['readiness.shard.kind', 'k8s.cluster.name'] as const;

export const METRICS = {
  duration: {
    name: 'readiness.evaluation.duration',
    kind: 'histogram',
    unit: 's',
    description: 'How long evaluations of a shard took',
    attributes: [...SHARD, 'readiness.outcome'],
  },
  objects: {
    name: 'readiness.evaluation.objects',
    kind: 'counter',
    unit: '{object}',
    description: 'Objects and series that evaluations read',
    attributes: SHARD,
  },
  errors: {
    name: 'readiness.evaluation.errors',
    kind: 'counter',
    unit: '{error}',
    description: 'What evaluations could not read, by cause',
    attributes: [...SHARD, 'error.type'],
  },
  results: {
    name: 'readiness.evaluation.results',
    kind: 'counter',
    unit: '{result}',
    description: 'Results that evaluations came to',
    attributes: [...SHARD, 'readiness.result'],
  },
  requests: {
    name: 'readiness.kubernetes.requests',
    kind: 'counter',
    unit: '{request}',
    description: "Requests to a cluster's API server, repeated ones included",
    attributes: ['k8s.cluster.name', 'http.response.status_code', 'error.type'],
  },
  gates: {
    name: 'readiness.gates',
    kind: 'gauge',
    unit: '{gate}',
    description: 'Gates by verdict, as they are stored',
    attributes: [
      'readiness.scorecard',
      'readiness.environment',
      'readiness.verdict',
    ],
  },
  notifications: {
    name: 'readiness.notifications',
    kind: 'counter',
    unit: '{notification}',
    description: "Messages handed to Backstage's notifications",
    attributes: ['readiness.outcome'],
  },
} satisfies Record<string, Metric>;

/** Upper bounds of the buckets, in seconds: a small cluster takes less than one, a big one minutes. */
export const DURATION_BUCKETS = [
  0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600,
];
