/** What every kind of evidence takes and gives. Evidence never knows the database. */
import type {
  Finding,
  UnknownCause,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { ClusterSnapshot, Workload } from '../clusters/types';

/** One entity in one environment of one cluster: what a question is asked of. */
export interface EntityInCluster {
  entity: Record<string, unknown>;
  snapshot: ClusterSnapshot;
  environment: string;
  /** Of this environment; never empty. */
  workloads: readonly Workload[];
  /** What the catalog says of the cluster itself. */
  clusterFacts: { managed: boolean };
  /** Whether the reader account was given the extended grant. */
  extendedGrant: boolean;
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
