/** How a shard stands, and in which look. */
import type { ComponentType } from 'react';
import type { SvgIconProps } from '@material-ui/core/SvgIcon';
import AutorenewIcon from '@material-ui/icons/Autorenew';
import CancelIcon from '@material-ui/icons/Cancel';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import RemoveIcon from '@material-ui/icons/Remove';
import ReportProblemIcon from '@material-ui/icons/ReportProblem';
import type {
  EvaluationOverview,
  EvaluationView,
  RunView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { T } from '../../model/sentences';
import type { Tone } from '../../model/tones';

export type Shard = EvaluationOverview['shards'][number];

export type ShardState =
  | 'running'
  | 'queued'
  | 'waiting'
  | 'succeeded'
  | 'withErrors'
  | 'unread'
  | 'failed';

export const STATE_LOOKS: Record<
  ShardState,
  { tone: Tone; Icon: ComponentType<SvgIconProps> }
> = {
  running: { tone: 'decided', Icon: AutorenewIcon },
  queued: { tone: 'decided', Icon: HourglassEmptyIcon },
  waiting: { tone: 'muted', Icon: RemoveIcon },
  succeeded: { tone: 'good', Icon: CheckCircleIcon },
  withErrors: { tone: 'open', Icon: ReportProblemIcon },
  unread: { tone: 'bad', Icon: CancelIcon },
  failed: { tone: 'bad', Icon: CancelIcon },
};

export function shardState(
  { id, running, lastRun }: Shard,
  evaluations: EvaluationView[],
): ShardState {
  if (running) return 'running';
  const queued = evaluations.some(
    ({ shard, status }) => shard === id && status === 'queued',
  );
  if (queued) return 'queued';
  return lastRun ? runState(lastRun) : 'waiting';
}

export function runState({ outcome, errors, objects }: RunView): ShardState {
  if (outcome !== 'succeeded' || errors.length === 0) return outcome;
  return objects > 0 ? 'withErrors' : 'unread';
}

export function evaluationState({ status, run }: EvaluationView): ShardState {
  return run && status === 'succeeded' ? runState(run) : status;
}

export const isActive = ({ status }: EvaluationView) =>
  status === 'queued' || status === 'running';

/** The cluster of a shard; the catalog has none. */
export const clusterOf = (shard: string): string | undefined =>
  /^cluster:(.+)$/.exec(shard)?.[1];

export const shardLabel = (t: T, shard: string): string =>
  clusterOf(shard) ?? t('evaluations.catalog');
