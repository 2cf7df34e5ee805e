/** How far an evaluation is, shard by shard, and how it ended. */
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import type { EvaluationView } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { EvaluationState } from '../../hooks';
import type { T } from '../../model/sentences';
import { Panel } from '../Panel';

export interface EvaluationProgressProps {
  state: EvaluationState;
  onDismiss: () => void;
}

const useStyles = makeStyles(theme => ({
  // Always there for screen readers to watch; without a word it takes no room.
  root: { '&:empty': { position: 'absolute' } },
  running: {
    padding: theme.spacing(1.5, 2),
    display: 'grid',
    gap: theme.spacing(1),
  },
  shard: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1),
    fontSize: theme.typography.pxToRem(13),
    marginBottom: theme.spacing(0.5),
  },
  name: { fontWeight: 600 },
  alert: {
    color: theme.palette.text.primary,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 8,
    '& .MuiAlert-message': { overflowWrap: 'anywhere' },
  },
}));

export const EvaluationProgress = ({
  state,
  onDismiss,
}: EvaluationProgressProps) => {
  const { t } = useReadinessTranslation();
  const classes = useStyles();
  return (
    <div role="status" aria-live="polite" className={classes.root}>
      {state.phase === 'asking' && (
        <Panel className={classes.running}>
          {t('evaluate.asking')}
          <LinearProgress aria-label={t('evaluate.asking')} />
        </Panel>
      )}
      {state.phase === 'running' && (
        <Panel className={classes.running}>
          {state.evaluations.map(one => (
            <ShardProgress key={one.id} evaluation={one} />
          ))}
          {state.paused && t('evaluate.paused')}
        </Panel>
      )}
      {(state.phase === 'done' || state.phase === 'failed') && (
        <Outcome state={state} onDismiss={onDismiss} />
      )}
    </div>
  );
};

export const ShardProgress = ({
  evaluation,
}: {
  evaluation: EvaluationView;
}) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const { shard, status, done, total } = evaluation;
  const counted = done !== undefined && total !== undefined && total > 0;
  const over = status === 'succeeded' || status === 'failed';
  const percent = over ? 100 : 0;
  return (
    <div>
      <div className={classes.shard}>
        <span className={classes.name}>{shardName(shard)}</span>
        <span>{shardStep(t, evaluation)}</span>
      </div>
      <LinearProgress
        aria-label={shardName(shard)}
        variant={counted || over ? 'determinate' : 'indeterminate'}
        value={counted && !over ? Math.min(100, (100 * done) / total) : percent}
      />
    </div>
  );
};

/** `cluster:prod-eu` is the shard of a cluster; people know the cluster. */
export const shardName = (shard: string) => shard.replace(/^cluster:/, '');

function shardStep(
  t: T,
  { status, step, done, total }: EvaluationView,
): string {
  if (status === 'queued') return t('evaluate.queued');
  if (!step) return t('evaluate.running');
  return done !== undefined && total
    ? t('evaluate.step', { step, done: String(done), total: String(total) })
    : step;
}

const Outcome = ({
  state,
  onDismiss,
}: {
  state: Extract<EvaluationState, { phase: 'done' | 'failed' }>;
  onDismiss: () => void;
}) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const { severity, text } = outcome(t, state);
  return (
    <Alert
      className={classes.alert}
      severity={severity}
      role="presentation"
      action={
        <Button size="small" onClick={onDismiss}>
          {t('evaluate.dismiss')}
        </Button>
      }
    >
      {text}
    </Alert>
  );
};

function outcome(
  t: T,
  state: Extract<EvaluationState, { phase: 'done' | 'failed' }>,
): { severity: 'success' | 'warning' | 'error' | 'info'; text: string } {
  if (state.phase === 'failed') {
    return {
      severity: 'error',
      text: t('evaluate.failed', { message: state.error.message }),
    };
  }
  const { evaluations } = state;
  if (evaluations.length === 0)
    return { severity: 'info', text: t('evaluate.nothing') };
  const failed = evaluations.filter(one => one.status === 'failed');
  if (failed.length > 0) {
    const message = failed
      .map(one => `${shardName(one.shard)}: ${one.run?.message ?? ''}`)
      .join('; ');
    return { severity: 'error', text: t('evaluate.failed', { message }) };
  }
  const sum = (of: (one: EvaluationView) => number) =>
    evaluations.reduce((total, one) => total + of(one), 0);
  const changed = sum(one => one.run?.changed ?? 0);
  const errors = sum(one => one.run?.errors.length ?? 0);
  const what =
    changed > 0
      ? t('evaluate.changed', { count: changed })
      : t('evaluate.unchanged');
  if (errors === 0) return { severity: 'success', text: what };
  return {
    severity: 'warning',
    text: `${what} ${t('evaluate.errors', { count: errors })}`,
  };
}
