/** Where every gate stands: numbers by scorecard, then entities × gates. */
import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { readinessApiRef } from '../../api';
import { useApiData, useNow } from '../../hooks';
import { ErrorState } from '../States';
import { DefinitionErrors } from './DefinitionErrors';
import { GateTable } from './GateTable';
import { OverviewFilterBar } from './OverviewFilterBar';
import { SummaryCards } from './SummaryCards';
import { gateQuery, summaryQuery, useOverviewQuery } from './useOverviewQuery';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(3),
    minWidth: 0,
    fontFamily: theme.typography.fontFamily,
    '& > *': { minWidth: 0 },
  },
}));

export const Overview = () => {
  const classes = useStyles();
  const api = useApi(readinessApiRef);
  const now = useNow();
  const { params, filters, sorting, change, paging } = useOverviewQuery();
  const query = gateQuery(params);
  const forSummary = summaryQuery(params);

  const scorecards = useApiData('scorecards', signal =>
    api.getScorecards({ signal }),
  );
  const summary = useApiData(JSON.stringify(forSummary), signal =>
    api.getGatesSummary(forSummary, { signal }),
  );
  const gates = useApiData(JSON.stringify(query), signal =>
    api.getGates(query, { signal }),
  );

  // One failing backend gives one message, not three.
  const failed = [scorecards, summary, gates].filter(
    data => data.error && !data.loading,
  );
  const retry = () => failed.forEach(data => data.retry());
  const definitions = scorecards.value?.items ?? [];

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
        scorecards={definitions}
        filters={filters}
        onChange={change}
      />
      {!gates.error && (
        <GateTable
          page={gates.value}
          loading={gates.loading}
          filters={filters}
          sorting={sorting}
          onChange={change}
          paging={paging}
          noScorecards={scorecards.value?.items.length === 0}
          now={now}
        />
      )}
    </div>
  );
};
