/** Where every gate stands: numbers by scorecard, then one of several views of what is filtered. */
import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type {
  GateSummary,
  ScorecardList,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { useApiData, useNow, useReadinessTranslation } from '../../hooks';
import { ErrorState } from '../States';
import { TabbedViews } from '../ViewTabs';
import { DefinitionErrors } from './DefinitionErrors';
import { DownloadCsv } from './DownloadCsv';
import { GateTable } from './GateTable';
import { MatrixTable } from './MatrixTable';
import { OverviewFilterBar } from './OverviewFilterBar';
import { RollUp } from './RollUp';
import { SummaryCards } from './SummaryCards';
import { TopItemsTable } from './TopItemsTable';
import { Trend } from './Trend';
import { summaryQuery, useOverviewQuery, VIEWS } from './useOverviewQuery';
import type { OverviewQuery } from './useOverviewQuery';
import { readRollUp, readTrend, viewRequest } from './viewData';
import type { ViewData } from './viewData';
import { VIEW_ICONS } from './viewIcons';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(3),
    minWidth: 0,
    fontFamily: theme.typography.fontFamily,
    '& > *': { minWidth: 0 },
  },
}));

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

export const Overview = () => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const api = useApi(readinessApiRef);
  const now = useNow();
  const query = useOverviewQuery();
  const { params, filters, view, change, select } = query;
  const forSummary = summaryQuery(params);
  const forView = viewRequest(view, params, dayOf(now));

  const scorecards = useApiData('scorecards', signal =>
    api.getScorecards({ signal }),
  );
  const summary = useApiData(JSON.stringify(forSummary), signal =>
    api.getGatesSummary(forSummary, { signal }),
  );
  const data = useApiData(forView.key, signal => forView.load(api, signal));

  // One failing backend gives one message, not three.
  const failed = [scorecards, summary, data].filter(
    one => one.error && !one.loading,
  );
  const retry = () => failed.forEach(one => one.retry());

  return (
    <div className={classes.root}>
      {failed[0]?.error && (
        <ErrorState error={failed[0].error} onRetry={retry} />
      )}
      <DefinitionErrors errors={scorecards.value?.errors ?? []} />
      {!summary.error && !scorecards.error && (
        <SummaryCards
          scorecards={scorecards.value?.items}
          summary={summary.value}
          filters={filters}
          onChange={change}
        />
      )}
      <OverviewFilterBar
        scorecards={scorecards.value?.items ?? []}
        filters={filters}
        onChange={change}
      />
      <TabbedViews
        id="readiness-overview"
        label={t('overview.view.label')}
        views={VIEWS.map(one => ({
          view: one,
          label: t(`overview.view.${one}`),
          Icon: VIEW_ICONS[one],
        }))}
        view={view}
        onSelect={select}
        aside={<DownloadCsv params={params} />}
      >
        {!data.error && (
          <View
            query={query}
            data={data.value?.view === view ? data.value : undefined}
            loading={data.loading}
            scorecards={scorecards.value}
            summary={summary.value}
            now={now}
          />
        )}
      </TabbedViews>
    </div>
  );
};

interface ViewProps {
  query: OverviewQuery;
  /** Of this view; absent until it is there. */
  data?: ViewData;
  loading: boolean;
  scorecards?: ScorecardList;
  summary?: GateSummary;
  now: number;
}

const View = ({
  query,
  data,
  loading,
  scorecards,
  summary,
  now,
}: ViewProps) => {
  const { params, filters, view, sorting, change, linkTo, paging } = query;
  const noScorecards = scorecards?.items.length === 0;
  const shared = { loading, filters, noScorecards, onChange: change };
  switch (view) {
    case 'matrix':
      return (
        <MatrixTable
          {...shared}
          page={data?.view === 'matrix' ? data.page : undefined}
          scorecards={scorecards?.items}
          summary={summary}
          params={params}
          paging={paging}
        />
      );
    case 'rollup': {
      const by = readRollUp(params);
      const fits = data?.view === 'rollup' && data.by === by;
      return (
        <RollUp
          {...shared}
          key={by}
          by={by}
          summary={fits ? data.summary : undefined}
          linkTo={linkTo}
        />
      );
    }
    case 'items':
      return (
        <TopItemsTable
          {...shared}
          top={data?.view === 'items' ? data.top : undefined}
        />
      );
    case 'trend':
      return (
        <Trend
          {...shared}
          trend={data?.view === 'trend' ? data.trend : undefined}
          asked={readTrend(params, dayOf(now))}
          today={dayOf(now)}
          scorecards={scorecards?.items ?? []}
        />
      );
    default:
      return (
        <GateTable
          {...shared}
          page={data?.view === 'list' ? data.page : undefined}
          sorting={sorting}
          paging={paging}
          now={now}
        />
      );
  }
};
