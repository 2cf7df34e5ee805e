/** What every kind of evidence takes and gives. Evidence never knows the database. */
import type {
  Finding,
  UnknownCause,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { ClusterSnapshot, Workload } from '../clusters/types';
import type { SeriesIndex } from '../prometheus/seriesIndex';

/** One query as it is asked of the Prometheus of a cluster. */
export interface MeasuredQuery {
  /** Name of the series in the check; `minHistory` for the look back. */
  name: string;
  text: string;
  range?: { windowMs: number; stepMs: number };
  agoMs: number;
}

export type Measured =
  | { r: 'series'; series: SeriesIndex }
  /** Prometheus itself refuses the query. */
  | { r: 'refused'; message: string }
  /** Could not be asked this time. */
  | { r: 'unread' };

/** What the Prometheus of one cluster answered, asked before anything is judged. */
export interface Measurements {
  of(query: MeasuredQuery): Measured;
}

/** One entity in one environment of one cluster: what a question is asked of. */
export interface EntityInCluster {
  entity: Record<string, unknown>;
  snapshot: ClusterSnapshot;
  /** `''` where the whole cluster is asked. */
  environment: string;
  /** Of this environment; never empty unless the whole cluster is asked. */
  workloads: readonly Workload[];
  /** The entity is the cluster itself, or its mesh: its subjects are everything outside system namespaces. */
  whole: boolean;
  /** What the catalog says of the cluster itself. */
  clusterFacts: { managed: boolean };
  /** Whether the reader account was given the extended grant. */
  extendedGrant: boolean;
  /** Absent: no Prometheus is configured for the cluster. */
  measurements?: Measurements;
  now: Date;
}

/** What evidence says, before an earlier result, a waiver or the clock is laid over it. */
export type Judgement =
  | { r: 'pass' }
  | { r: 'fail'; findings: Finding[]; total: number }
  | { r: 'unknown'; cause: UnknownCause; message: string }
  | { r: 'notApplicable'; rule: string }
  /** Something it reads was not read completely: an earlier result stands, or it is unknown. */
  | { r: 'unread' }
  /** This kind of evidence cannot exist here: the next kind is asked. */
  | { r: 'cannotExist'; reason: string };
