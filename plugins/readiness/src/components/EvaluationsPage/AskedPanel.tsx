/** The evaluations that somebody asked for, with how far they are. */
import Typography from '@material-ui/core/Typography';
import type { EvaluationView } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { T } from '../../model/sentences';
import { DataTable } from '../DataTable';
import { useDefinitionStyles } from '../Definition';
import { ShardProgress } from '../EvaluateNow';
import { Panel } from '../Panel';
import { RelativeTime } from '../RelativeTime';
import { ShowMore } from '../Report/ShowMore';
import { StateChip } from './StateChip';
import { evaluationState, isActive, shardLabel } from './shards';

const SHOWN = 10;

export interface AskedPanelProps {
  evaluations: EvaluationView[];
  now: number;
}

export const AskedPanel = ({ evaluations, now }: AskedPanelProps) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  return (
    <Panel>
      <div className={classes.head}>
        <Typography variant="h6" component="h2">
          {t('evaluations.askedTitle')}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {t(
            evaluations.length > 0
              ? 'evaluations.askedHint'
              : 'evaluations.nobodyAsked',
          )}
        </Typography>
      </div>
      {evaluations.length > 0 && (
        <ShowMore
          values={evaluations}
          first={SHOWN}
          of={t('evaluations.askedTitle')}
        >
          {shown => (
            <DataTable
              caption={t('evaluations.askedCaption')}
              rows={shown}
              rowKey={({ id }) => id}
              columns={[
                {
                  id: 'shard',
                  label: t('evaluations.shard'),
                  render: ({ shard }) => (
                    <span className={classes.name}>{shardLabel(t, shard)}</span>
                  ),
                },
                {
                  id: 'askedAt',
                  label: t('evaluations.askedAt'),
                  render: ({ requestedAt }) => (
                    <RelativeTime iso={requestedAt} now={now} />
                  ),
                  nowrap: true,
                },
                {
                  id: 'state',
                  label: t('evaluations.state'),
                  render: one => <StateChip state={evaluationState(one)} />,
                  nowrap: true,
                },
                {
                  id: 'progress',
                  label: t('evaluations.progress'),
                  render: one =>
                    isActive(one) ? (
                      <ShardProgress evaluation={one} />
                    ) : (
                      outcomeOf(t, one)
                    ),
                  grow: true,
                },
              ]}
            />
          )}
        </ShowMore>
      )}
    </Panel>
  );
};

function outcomeOf(t: T, { run }: EvaluationView): string | undefined {
  if (!run) return undefined;
  return (
    run.message ??
    [
      t('evaluations.objects', { count: run.objects }),
      t('evaluations.changed', { count: run.changed }),
      run.errors.length > 0 &&
        t('evaluations.errors', { count: run.errors.length }),
    ]
      .filter(Boolean)
      .join(', ')
  );
}
