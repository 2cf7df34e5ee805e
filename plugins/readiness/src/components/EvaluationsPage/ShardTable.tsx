/** Each shard with its last run, and when it runs next. */
import Typography from '@material-ui/core/Typography';
import type {
  EvaluationView,
  RunView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { BusyButton } from '../BusyButton';
import { DataTable } from '../DataTable';
import type { DataColumn } from '../DataTable';
import { useDefinitionStyles } from '../Definition';
import { Panel } from '../Panel';
import { RelativeTime, relativeTime, useLocale } from '../RelativeTime';
import { StateChip } from './StateChip';
import { clusterOf, shardLabel, shardState } from './shards';
import type { Shard } from './shards';
import { useDuration } from './useDuration';

export interface ShardTableProps {
  shards: Shard[];
  evaluations: EvaluationView[];
  now: number;
  /** Absent for those who may not evaluate. */
  onEvaluate?: (cluster: string) => void;
}

export const ShardTable = (props: ShardTableProps) => {
  const { shards, evaluations, now, onEvaluate } = props;
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const duration = useDuration();
  const columns: DataColumn<Shard>[] = [
    {
      id: 'shard',
      label: t('evaluations.shard'),
      render: ({ id }) => (
        <span className={classes.name}>{shardLabel(t, id)}</span>
      ),
    },
    {
      id: 'state',
      label: t('evaluations.state'),
      render: shard => <StateChip state={shardState(shard, evaluations)} />,
      nowrap: true,
    },
    {
      id: 'lastRun',
      label: t('evaluations.lastRun'),
      render: ({ lastRun }) =>
        lastRun && <RelativeTime iso={lastRun.finishedAt} now={now} />,
      nowrap: true,
    },
    {
      id: 'duration',
      label: t('evaluations.duration'),
      render: ({ lastRun }) => lastRun && duration(lastRun.durationMs),
      nowrap: true,
    },
    {
      id: 'read',
      label: t('evaluations.read'),
      render: ({ lastRun }) => lastRun && <WhatWasRead run={lastRun} />,
    },
    {
      id: 'next',
      label: t('evaluations.next'),
      render: shard => <NextRun shard={shard} now={now} />,
      nowrap: true,
    },
  ];
  if (onEvaluate) {
    columns.push({
      id: 'evaluate',
      label: t('evaluations.evaluate'),
      render: shard => (
        <EvaluateButton
          shard={shard}
          busy={['running', 'queued'].includes(shardState(shard, evaluations))}
          onEvaluate={onEvaluate}
        />
      ),
    });
  }
  return (
    <Panel>
      <div className={classes.head}>
        <Typography variant="h6" component="h2">
          {t('evaluations.shardsTitle')}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {t('evaluations.shardsHint')}
        </Typography>
      </div>
      <DataTable
        caption={t('evaluations.shardsCaption')}
        rows={shards}
        rowKey={({ id }) => id}
        columns={columns}
      />
    </Panel>
  );
};

const WhatWasRead = ({ run }: { run: RunView }) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const { objects, requests, entities, changed, errors, message } = run;
  return (
    <>
      {t('evaluations.objects', { count: objects })},{' '}
      {t('evaluations.requests', { count: requests })}
      <div className={classes.quiet}>
        {t('evaluations.entities', { count: entities })},{' '}
        {t('evaluations.changed', { count: changed })}
        {errors.length > 0 &&
          `, ${t('evaluations.errors', { count: errors.length })}`}
      </div>
      {message && <div>{message}</div>}
    </>
  );
};

/** A run that failed is tried again sooner than the next would be due. */
const NextRun = ({ shard, now }: { shard: Shard; now: number }) => {
  const { t } = useReadinessTranslation();
  const locale = useLocale();
  const { nextAt, running, lastRun } = shard;
  if (running) return <>–</>;
  if (Date.parse(nextAt) <= now) return <>{t('evaluations.now')}</>;
  if (lastRun?.outcome === 'failed') {
    const time = relativeTime(nextAt, now, locale);
    return <>{t('evaluations.retry', { time })}</>;
  }
  return <RelativeTime iso={nextAt} now={now} />;
};

const EvaluateButton = ({
  shard: { id },
  busy,
  onEvaluate,
}: {
  shard: Shard;
  busy: boolean;
  onEvaluate: (cluster: string) => void;
}) => {
  const { t } = useReadinessTranslation();
  const cluster = clusterOf(id);
  if (!cluster) return null;
  return (
    <BusyButton
      size="small"
      variant="outlined"
      color="primary"
      busy={busy}
      aria-label={t('evaluations.evaluateOf', { cluster })}
      onClick={() => onEvaluate(cluster)}
    >
      {t('evaluations.evaluate')}
    </BusyButton>
  );
};
