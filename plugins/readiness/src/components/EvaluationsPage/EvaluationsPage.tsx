/** What is evaluated when, how that went, who asked for more, and what the reader account lacks. */
import { useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import RefreshIcon from '@material-ui/icons/Refresh';
import { readinessEvaluationRunPermission } from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import {
  useApiData,
  useEvaluations,
  useNow,
  useReadinessTranslation,
} from '../../hooks';
import { useDefinitionStyles } from '../Definition';
import { Answered, Empty, ErrorState } from '../States';
import { StatusLine, useStatus } from '../StatusLine';
import { AskedPanel } from './AskedPanel';
import { GrantsPanel } from './GrantsPanel';
import { ShardErrors } from './ShardErrors';
import { ShardTable } from './ShardTable';

export const EvaluationsPage = () => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const api = useApi(readinessApiRef);
  const now = useNow();
  const { evaluations, running, paused } = useEvaluations();
  const grants = useApiData('grants', signal => api.getGrants({ signal }));
  useAfter(running, grants.retry);
  const { status, start, failed } = useEvaluateCluster(evaluations.retry);
  const { allowed } = usePermission({
    permission: readinessEvaluationRunPermission,
  });
  const retry = () => {
    evaluations.retry();
    if (grants.error) grants.retry();
  };
  return (
    <div>
      <StatusLine status={status} />
      <div className={classes.page} aria-busy={evaluations.loading}>
        {failed && <ErrorState error={failed.error} onRetry={failed.again} />}
        <Answered
          data={{ ...evaluations, retry }}
          rows={4}
          denied={t('evaluations.denied')}
        >
          {({ shards, evaluations: asked }) => (
            <>
              <div className={classes.row}>
                <Button
                  size="small"
                  variant="outlined"
                  color="primary"
                  startIcon={<RefreshIcon />}
                  onClick={retry}
                >
                  {t('evaluations.refresh')}
                </Button>
                <Typography component="span" variant="body2" role="status">
                  {paused && t('evaluations.paused')}
                  {running && !paused && t('evaluations.following')}
                </Typography>
              </div>
              {shards.length === 0 ? (
                <Empty
                  title={t('evaluations.emptyTitle')}
                  text={t('evaluations.empty')}
                />
              ) : (
                <ShardTable
                  shards={shards}
                  evaluations={asked}
                  now={now}
                  onEvaluate={allowed ? start : undefined}
                />
              )}
              <ShardErrors shards={shards} />
              <Answered data={grants} rows={3} denied={t('evaluations.denied')}>
                {value => <GrantsPanel grants={value} />}
              </Answered>
              <AskedPanel evaluations={asked} now={now} />
            </>
          )}
        </Answered>
      </div>
    </div>
  );
};

/** Once something that ran has ended. */
function useAfter(running: boolean, ended: () => void) {
  const before = useRef(running);
  const latest = useRef(ended);
  latest.current = ended;
  useEffect(() => {
    if (before.current && !running) latest.current();
    before.current = running;
  }, [running]);
}

interface Failed {
  error: Error;
  again: () => void;
}

/** Asks for an evaluation of a cluster; how far it is the list of evaluations tells. */
function useEvaluateCluster(asked: () => void) {
  const api = useApi(readinessApiRef);
  const { t } = useReadinessTranslation();
  const status = useStatus(undefined);
  const [failed, setFailed] = useState<Failed>();
  const start = async (cluster: string) => {
    setFailed(undefined);
    try {
      await api.evaluate({ cluster });
      status.say(t('evaluations.asked', { cluster }));
      asked();
    } catch (error) {
      setFailed({ error: error as Error, again: () => start(cluster) });
    }
  };
  return { status, start, failed };
}
