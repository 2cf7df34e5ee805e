/** What the last runs could not read, and why. */
import Typography from '@material-ui/core/Typography';
import { useReadinessTranslation } from '../../hooks';
import { readsByReason } from '../../model/reads';
import { DataTable } from '../DataTable';
import { useDefinitionStyles } from '../Definition';
import { Panel } from '../Panel';
import { ResourceNames } from '../ResourceNames';
import { ShowMore } from '../Report/ShowMore';
import { shardLabel } from './shards';
import type { Shard } from './shards';

const SHOWN = 10;

export const ShardErrors = ({ shards }: { shards: Shard[] }) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const errors = readsByReason(
    shards.flatMap(({ id, lastRun }) =>
      (lastRun?.errors ?? []).map(error => ({ id, ...error })),
    ),
    ({ id, namespace, cause, message }) => [id, namespace, cause, message],
  );
  if (errors.length === 0) return null;
  return (
    <Panel>
      <div className={classes.head}>
        <Typography variant="h6" component="h2">
          {t('evaluations.errorsTitle')}
        </Typography>
      </div>
      <ShowMore values={errors} first={SHOWN} of={t('evaluations.errorsTitle')}>
        {shown => (
          <DataTable
            caption={t('evaluations.errorsCaption')}
            rows={shown}
            rowKey={({ id, resource, namespace }) =>
              `${id}|${resource}|${namespace}`
            }
            columns={[
              {
                id: 'shard',
                label: t('evaluations.shard'),
                render: ({ id }) => shardLabel(t, id),
                nowrap: true,
              },
              {
                id: 'resource',
                label: t('evaluations.resource'),
                render: ({ resources }) => <ResourceNames names={resources} />,
                mono: true,
              },
              {
                id: 'namespace',
                label: t('evaluations.namespace'),
                render: ({ namespace }) =>
                  namespace || t('evaluations.everyNamespace'),
              },
              {
                id: 'cause',
                label: t('evaluations.cause'),
                render: ({ cause }) => t(`cause.${cause}`),
                wide: true,
              },
              {
                id: 'message',
                label: t('evaluations.message'),
                render: ({ message }) => message,
                grow: true,
              },
            ]}
          />
        )}
      </ShowMore>
    </Panel>
  );
};
