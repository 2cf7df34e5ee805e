/** One gate of the entity in full. */
import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import type {
  EntityPath,
  GateDetail,
  GateOverview,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import {
  useApiData,
  useEvaluation,
  useNow,
  useReadinessTranslation,
} from '../../hooks';
import { allItems, waivedUntil, whatBlocks } from '../../model/gate';
import { Decisions } from '../Decisions';
import { Environments } from '../Environments';
import { EvaluateNow, EvaluationProgress } from '../EvaluateNow';
import { GateHeader } from '../GateHeader';
import { Report, Save } from '../Report';
import { ErrorState, GateSkeleton } from '../States';
import { Timeline } from '../Timeline';
import { ViewTabs } from '../ViewTabs';
import { GateItems } from './GateItems';

const VIEWS = ['items', 'report'] as const;
const ALL_VIEWS = ['items', 'environments', 'report'] as const;

export interface GateViewProps {
  entityRef: string;
  path: EntityPath;
  gate: GateOverview;
  /** Called when an evaluation is over or somebody spoke: the tabs' verdicts may have changed too. */
  onChanged: () => void;
}

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    minWidth: 0,
    '& > *': { minWidth: 0 },
  },
  redacted: {
    color: theme.palette.text.primary,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 8,
  },
}));

export const GateView = ({
  entityRef,
  path,
  gate,
  onChanged,
}: GateViewProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const api = useApi(readinessApiRef);
  const now = useNow();
  const scorecard = gate.scorecard.id;
  const detail = useApiData<GateDetail>(`${entityRef}|${scorecard}`, signal =>
    api.getGateDetail(path, scorecard, { signal }),
  );
  const readAgain = () => {
    onChanged();
    detail.retry();
  };
  const evaluation = useEvaluation(entityRef, readAgain);

  const failed = detail.error && !detail.loading && (
    <ErrorState error={detail.error} onRetry={detail.retry} />
  );
  const { value } = detail;
  if (!value) return failed || <GateSkeleton />;

  const { own, claim, environments, clusters, redacted } = value;
  const blockers = whatBlocks(value, now);
  const items = allItems(value);
  return (
    <div className={classes.root} aria-busy={detail.loading}>
      {failed}
      <GateHeader
        scorecard={value.scorecard}
        own={own}
        claim={claim}
        computed={items.filter(({ view }) => view).length}
        environments={environments}
        clusters={clusters}
        open={blockers.open.length}
        waivedUntil={waivedUntil(value)}
        changedAt={value.changedAt ?? gate.changedAt}
        trend={gate.trend}
        now={now}
        actions={
          <>
            <Save path={path} scorecard={scorecard} />
            <EvaluateNow state={evaluation.state} onStart={evaluation.start} />
          </>
        }
      />
      <EvaluationProgress
        state={evaluation.state}
        onDismiss={evaluation.dismiss}
      />
      {redacted && (
        <Alert severity="info" className={classes.redacted}>
          <AlertTitle>{t('redacted.title')}</AlertTitle>
          {t('redacted.text')}
        </Alert>
      )}
      <ViewTabs views={environments.length > 1 ? ALL_VIEWS : VIEWS}>
        {view => (
          <>
            {view === 'report' && (
              <Report
                path={path}
                scorecard={scorecard}
                readAt={value}
                now={now}
              />
            )}
            {view === 'environments' && (
              <Environments detail={value} now={now} />
            )}
            {view === 'items' && (
              <div className={classes.root}>
                <Decisions
                  gate={{ entityRef, scorecard }}
                  detail={detail}
                  onChanged={readAgain}
                >
                  <GateItems detail={value} blockers={blockers} now={now} />
                </Decisions>
                <Timeline
                  path={path}
                  scorecard={scorecard}
                  items={items}
                  readAt={value}
                  now={now}
                />
              </div>
            )}
          </>
        )}
      </ViewTabs>
    </div>
  );
};
