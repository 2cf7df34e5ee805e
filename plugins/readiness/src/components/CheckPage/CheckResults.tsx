/** Entities for which the check is open, in pages, what fails first; narrowed by what the address says. */
import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import type {
  CheckResult,
  CheckResultPage,
  CheckUse,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { usePages, useReadinessTranslation, useUrlState } from '../../hooks';
import type { T } from '../../model/sentences';
import { shortName } from '../../model/sentences';
import { known, OPEN_RESULTS } from '../ChecksPage/checkFilters';
import { DataTable } from '../DataTable';
import { More, useDefinitionStyles } from '../Definition';
import { EntityName } from '../EntityName';
import { GroupPicker, OptionPicker } from '../OverviewPage/OptionPicker';
import { Panel } from '../Panel';
import { ResultChip } from '../ResultChip';
import { ErrorState, Loading, RowsSkeleton } from '../States';
import { ResultToggles } from '../Toggles';
import { Who } from '../Who';

export interface CheckResultsProps {
  check: string;
  /** Absent until it is known. */
  uses?: CheckUse[];
}

const PAGE_SIZE = 50;

function useCheckResults(check: string) {
  const api = useApi(readinessApiRef);
  const { params, change } = useUrlState();
  const filters = {
    result: known(OPEN_RESULTS, params.getAll('result')),
    scorecard: params.getAll('scorecard'),
    owner: params.getAll('owner'),
  };
  const given = Object.fromEntries(
    Object.entries(filters).filter(([, values]) => values.length > 0),
  );
  const results = usePages<CheckResultPage>(
    JSON.stringify(given),
    (before, signal) => {
      const cursor = before.at(-1)?.nextCursor;
      return api.getCheckResults(
        check,
        { ...given, limit: PAGE_SIZE, ...(cursor && { cursor }) },
        { signal },
      );
    },
  );
  return { filters, filtered: Object.keys(given).length > 0, change, results };
}

export const CheckResults = ({ check, uses }: CheckResultsProps) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const { filters, filtered, change, results } = useCheckResults(check);
  const { pages, loading, error, more } = results;
  const [first] = pages;
  const rows = pages.flatMap(({ items }) => items);
  const scorecards = new Map(
    uses?.map(({ scorecard: { id, title } }) => [id, title]),
  );
  const last = pages.at(-1);
  return (
    <Panel>
      <div className={classes.head}>
        <Typography variant="h6" component="h3">
          {t('check.resultsTitle')}
        </Typography>
        <Typography variant="body2" color="textSecondary" role="status">
          {first
            ? t('check.results', { count: first.total })
            : t('check.refreshing')}
        </Typography>
      </div>
      <div
        className={classes.body}
        role="search"
        aria-label={t('overview.filters')}
      >
        <div className={classes.filters}>
          <OptionPicker
            label={t('check.scorecard')}
            options={[...scorecards.keys()]}
            optionLabel={id => scorecards.get(id) ?? id}
            value={filters.scorecard}
            onChange={scorecard => change({ scorecard })}
          />
          <GroupPicker
            label={t('check.owner')}
            groupBy="owner"
            optionLabel={shortName}
            value={filters.owner}
            onChange={owner => change({ owner })}
          />
        </div>
        <div className={classes.row}>
          {first && (
            <ResultToggles
              label={t('check.result')}
              results={OPEN_RESULTS}
              counts={first.counts}
              value={filters.result}
              onChange={result => change({ result })}
            />
          )}
          {filtered && (
            <Button
              size="small"
              color="primary"
              onClick={() =>
                change({
                  result: undefined,
                  scorecard: undefined,
                  owner: undefined,
                })
              }
            >
              {t('overview.clear')}
            </Button>
          )}
        </div>
      </div>
      {pages.length === 0 && loading && (
        <div className={classes.body}>
          <Loading />
          <RowsSkeleton rows={4} />
        </div>
      )}
      {error && !loading && (
        <div className={classes.body}>
          <ErrorState bare error={error} onRetry={more} />
        </div>
      )}
      {first && rows.length === 0 && <NoResults t={t} filtered={filtered} />}
      {rows.length > 0 && <ResultTable rows={rows} />}
      {first && (
        <More
          shown={rows.length}
          total={first.total}
          loading={loading}
          onMore={last?.nextCursor && !error ? more : undefined}
        />
      )}
    </Panel>
  );
};

const NoResults = ({ t, filtered }: { t: T; filtered: boolean }) => {
  const classes = useDefinitionStyles();
  return (
    <div className={classes.text}>
      <Typography variant="body1">
        {t(filtered ? 'definition.noMatch' : 'check.allPassTitle')}
      </Typography>
      <Typography variant="body2">
        {t(filtered ? 'definition.noMatchText' : 'check.allPass')}
      </Typography>
    </div>
  );
};

const ResultTable = ({ rows }: { rows: CheckResult[] }) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  return (
    <DataTable
      caption={t('check.resultsCaption')}
      rows={rows}
      rowKey={({ entity, scorecard, item }) =>
        `${entity.entityRef}|${scorecard.id}|${item.id}`
      }
      columns={[
        {
          id: 'entity',
          label: t('check.entity'),
          render: ({ entity, scorecard, item }) => (
            <EntityName
              entity={entity}
              target={{ scorecard: scorecard.id, item: item.id }}
            />
          ),
          grow: true,
        },
        {
          id: 'result',
          label: t('check.result'),
          render: ({ result }) => <ResultChip size="small" result={result} />,
          nowrap: true,
        },
        {
          id: 'item',
          label: t('check.item'),
          render: ({ scorecard, item }) => (
            <>
              {item.text}
              <div className={classes.quiet}>
                {scorecard.title} · {t(`severity.${item.severity}`)}
              </div>
            </>
          ),
          wide: true,
        },
        {
          id: 'effect',
          label: t('check.effect'),
          render: row => t(`check.${effectOf(row)}`),
        },
        {
          id: 'owner',
          label: t('check.owner'),
          render: ({ entity }) =>
            entity.owner && <Who entityRef={entity.owner} />,
        },
      ]}
    />
  );
};

function effectOf({ holds, enforced }: CheckResult) {
  if (holds) return 'holds';
  return enforced ? 'enforced' : 'notEnforced';
}
