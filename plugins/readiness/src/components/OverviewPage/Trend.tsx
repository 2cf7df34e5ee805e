/** How gates went over the days: a chart, its numbers, and what changed since a day and why. */
import { Suspense, lazy, useMemo, useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import classNames from 'classnames';
import { VERDICTS } from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  GateTrend,
  ScorecardOverview,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useElementId, useReadinessTranslation } from '../../hooks';
import type { UrlChange } from '../../hooks/useUrlState';
import { shownPercent } from '../../model/claims';
import { VERDICT_LOOKS, toneColors } from '../../model/tones';
import { DataTable } from '../DataTable';
import { Panel } from '../Panel';
import { exactDay, useLocale, useNumber } from '../RelativeTime';
import { ChartBoundary } from '../Report/ChartBoundary';
import { CHART_HEIGHT } from '../Report/chartData';
import { Choice } from './Choice';
import { Comparison } from './Comparison';
import { DebouncedTextField } from './DebouncedTextField';
import { NoGates } from './NoGates';
import { OfOwnVerdicts } from './OfOwnVerdicts';
import { useGateTableStyles } from './gateTableStyles';
import { DASHES } from './trendLooks';
import { changedRows, trendRows } from './trendRows';
import type { TrendRow } from './trendRows';
import { isFiltered } from './useOverviewQuery';
import type { OverviewFilters } from './useOverviewQuery';
import { COMPARED_BY, SPANS } from './viewData';
import type { TrendAsked } from './viewData';

/** A year that is still being typed is before it. */
const FIRST_DAY = '2000-01-01';

const TrendChart = lazy(() => import('./TrendChart'));

export interface TrendProps {
  trend?: GateTrend;
  asked: TrendAsked;
  /** `2026-11-21`, UTC. */
  today: string;
  loading: boolean;
  filters: OverviewFilters;
  scorecards: ScorecardOverview[];
  noScorecards: boolean;
  onChange: (change: UrlChange) => void;
}

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2), '& > *': { minWidth: 0 } },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 190px), 220px))',
    gap: theme.spacing(1.5),
  },
  chart: { padding: theme.spacing(1, 2, 2) },
  under: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(0.5, 2),
    paddingLeft: theme.spacing(1),
  },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    padding: 0,
    listStyle: 'none',
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
    '& li': { display: 'flex', alignItems: 'center', gap: theme.spacing(0.75) },
    '& svg': { flex: 'none' },
  },
  table: {
    marginTop: theme.spacing(1),
    borderRadius: 6,
    border: `1px solid ${theme.palette.divider}`,
    overflow: 'hidden',
  },
  quiet: { padding: theme.spacing(1, 2, 2) },
}));

export const Trend = (props: TrendProps) => {
  const { trend, asked, loading, filters, noScorecards, scorecards } = props;
  const classes = useStyles();
  const table = useGateTableStyles();
  const { t } = useReadinessTranslation();
  const rows = useMemo(() => trend && trendRows(trend.days), [trend]);
  if (rows && rows.length === 0 && !loading) {
    return (
      <NoGates filtered={isFiltered(filters)} noScorecards={noScorecards} />
    );
  }
  return (
    <div className={classNames(classes.root, loading && rows && table.stale)}>
      <OfOwnVerdicts filters={filters} />
      <Fields {...props} />
      <Panel>
        <div className={table.head}>
          <Typography variant="h6" component="h2">
            {t('overview.trend.title')}
          </Typography>
          <Typography variant="body2" color="textSecondary" role="status">
            {t(rows ? 'overview.trend.of' : 'overview.refreshing')}
          </Typography>
        </div>
        {rows ? (
          <Chart rows={rows} since={asked.since} />
        ) : (
          <div className={classes.chart}>
            <Skeleton variant="rect" height={CHART_HEIGHT} />
          </div>
        )}
      </Panel>
      {trend?.comparison && (
        <Comparison comparison={trend.comparison} scorecards={scorecards} />
      )}
    </div>
  );
};

const Fields = ({ asked, today, onChange }: TrendProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  return (
    <div className={classes.fields}>
      <Choice
        id="readiness-trend-days"
        label={t('overview.trend.span')}
        value={String(asked.days)}
        options={SPANS.map(days => ({
          value: String(days),
          label: t('overview.trend.days', { count: days }),
        }))}
        onChange={days => onChange({ days })}
      />
      <DebouncedTextField
        id="readiness-trend-since"
        label={t('overview.trend.since')}
        day={{ min: FIRST_DAY, max: today }}
        value={asked.since}
        onChange={since => onChange({ since })}
      />
      <Choice
        id="readiness-trend-by"
        label={t('overview.trend.compareBy')}
        value={asked.groupBy}
        options={COMPARED_BY.map(value => ({
          value,
          label: t(`overview.${value}`),
        }))}
        onChange={compareBy => onChange({ compareBy })}
      />
    </div>
  );
};

const Chart = ({ rows, since }: { rows: TrendRow[]; since: string }) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const locale = useLocale();
  const number = useNumber();
  const [open, setOpen] = useState(false);
  const id = useElementId();
  if (rows.length < 2) {
    return (
      <Typography className={classes.quiet} variant="body2">
        {t('overview.trend.tooShort')}
      </Typography>
    );
  }
  const said = (row: TrendRow) => ({
    day: exactDay(row.day, locale),
    ready: number(row.ready),
    blocked: number(row.blocked),
    incomplete: number(row.incomplete),
  });
  const label = [rows[0], rows[rows.length - 1]]
    .map(row => t('overview.trend.chart', said(row)))
    .join(' ');
  return (
    <div className={classes.chart}>
      <ChartBoundary instead={t('report.progression.noChart')}>
        <div role="img" aria-label={label}>
          <Suspense
            fallback={<Skeleton variant="rect" height={CHART_HEIGHT} />}
          >
            <TrendChart rows={rows} since={Date.parse(since)} locale={locale} />
          </Suspense>
        </div>
      </ChartBoundary>
      <div className={classes.under}>
        <Legend />
        <Button
          size="small"
          color="primary"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
        >
          {t(
            open ? 'report.progression.hideTable' : 'report.progression.table',
          )}
        </Button>
      </div>
      {open && (
        <div id={id} className={classes.table}>
          <DaysTable rows={changedRows(rows).reverse()} />
        </div>
      )}
    </div>
  );
};

const Legend = () => {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useReadinessTranslation();
  return (
    <ul className={classes.legend}>
      {VERDICTS.map(verdict => (
        <li key={verdict}>
          <svg width={28} height={10} aria-hidden>
            <line
              x1={1}
              y1={5}
              x2={27}
              y2={5}
              stroke={toneColors(theme, VERDICT_LOOKS[verdict].tone).main}
              strokeWidth={2.5}
              strokeDasharray={DASHES[verdict]}
              strokeLinecap={verdict === 'incomplete' ? 'round' : undefined}
            />
          </svg>
          {t(`verdict.${verdict}`)}
        </li>
      ))}
    </ul>
  );
};

const DaysTable = ({ rows }: { rows: TrendRow[] }) => {
  const { t } = useReadinessTranslation();
  const locale = useLocale();
  const number = useNumber();
  return (
    <DataTable
      caption={t('overview.trend.caption')}
      rows={rows}
      rowKey={({ day }) => day}
      columns={[
        {
          id: 'day',
          label: t('report.progression.day'),
          render: ({ day }) => exactDay(day, locale),
          nowrap: true,
        },
        ...VERDICTS.map(verdict => ({
          id: verdict,
          label: t(`verdict.${verdict}`),
          render: (row: TrendRow) => number(row[verdict]),
        })),
        {
          id: 'score',
          label: t('overview.rollup.meanScore'),
          render: ({ meanScore }) =>
            meanScore !== undefined &&
            t('score.value', { value: String(shownPercent(meanScore)) }),
        },
      ]}
    />
  );
};
