/** Entities × scorecards, one page of entities: an icon and a score for each gate. */
import { Link } from '@backstage/core-components';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import classNames from 'classnames';
import type {
  GateMatrix,
  GateSummary,
  ScorecardOverview,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { UrlChange } from '../../hooks/useUrlState';
import { entityTabLink } from '../../links';
import { shownPercent } from '../../model/claims';
import { VERDICT_LOOKS, toneColors } from '../../model/tones';
import { EntityName } from '../EntityName';
import { Panel } from '../Panel';
import { visuallyHidden } from '../visuallyHidden';
import { Owner } from './GateRow';
import { HeadCell } from './HeadCell';
import { NoGates } from './NoGates';
import { Pager } from './Pager';
import type { PagerProps } from './Pager';
import { SkeletonRows } from './SkeletonRows';
import { useGateTableStyles } from './gateTableStyles';
import { isFiltered } from './useOverviewQuery';
import type { OverviewFilters } from './useOverviewQuery';
import { readMatrixSorting } from './viewData';

export interface MatrixTableProps {
  page?: GateMatrix;
  loading: boolean;
  filters: OverviewFilters;
  scorecards?: ScorecardOverview[];
  /** Which scorecards judge anything at all. */
  summary?: GateSummary;
  params: URLSearchParams;
  onChange: (change: UrlChange) => void;
  paging: PagerProps['paging'];
  noScorecards: boolean;
}

type Row = GateMatrix['items'][number];
type Column = Pick<ScorecardOverview, 'id' | 'title'>;

const useStyles = makeStyles(theme => ({
  scorecard: { maxWidth: 160, whiteSpace: 'normal', verticalAlign: 'bottom' },
  gate: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: theme.palette.text.primary,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    '& svg': { fontSize: theme.typography.pxToRem(20) },
  },
  none: { color: theme.palette.text.secondary },
  hidden: { ...visuallyHidden },
}));

export const MatrixTable = (props: MatrixTableProps) => {
  const { page, loading, filters, params, onChange, paging, noScorecards } =
    props;
  const classes = useGateTableStyles();
  const own = useStyles();
  const { t } = useReadinessTranslation();
  const sorting = readMatrixSorting(params);
  if (page && page.items.length === 0 && !loading) {
    return (
      <NoGates filtered={isFiltered(filters)} noScorecards={noScorecards} />
    );
  }
  const columns = columnsOf(props);
  const sortable = (sort: (typeof sorting)['sort'], worstFirst = false) => (
    <HeadCell
      label={t(`overview.column.${sort === 'name' ? 'entity' : sort}`)}
      sort={sort}
      sorting={sorting}
      worstFirst={worstFirst}
      onChange={onChange}
    />
  );
  return (
    <Panel>
      <div className={classes.head}>
        <Typography variant="h6" component="h2">
          {t('overview.matrix.title')}
        </Typography>
        <Typography variant="body2" color="textSecondary" role="status">
          {page
            ? t('overview.matrix.total', { count: page.total })
            : t('overview.refreshing')}
        </Typography>
      </div>
      <div className={classes.scroller}>
        <table
          className={classNames(
            classes.table,
            loading && page && classes.stale,
          )}
          aria-busy={loading}
        >
          <caption className={classes.caption}>
            {t('overview.matrix.caption')}
          </caption>
          <thead className={classes.thead}>
            <tr>
              {sortable('name')}
              {columns.map(({ id, title }) => (
                <th
                  key={id}
                  scope="col"
                  className={classNames(classes.headCell, own.scorecard)}
                >
                  {title}
                </th>
              ))}
              {sortable('blocking', true)}
              {sortable('owner')}
            </tr>
          </thead>
          <tbody className={classes.tbody}>
            {page ? (
              page.items.map(row => (
                <MatrixRow
                  key={row.entity.entityRef}
                  row={row}
                  columns={columns}
                />
              ))
            ) : (
              <SkeletonRows columns={columns.length + 3} />
            )}
          </tbody>
        </table>
      </div>
      {page && <Pager page={page} paging={paging} />}
    </Panel>
  );
};

/** Those that are asked for, or that judge something; and whatever else has a gate on the page. */
function columnsOf({
  page,
  filters,
  scorecards = [],
  summary,
}: MatrixTableProps): Column[] {
  const judging = new Set([
    ...(page?.items ?? []).flatMap(({ gates }) =>
      gates.map(({ scorecard }) => scorecard),
    ),
    ...(summary?.groups ?? [])
      .map(({ scorecard }) => scorecard)
      .filter(
        id => filters.scorecard.length === 0 || filters.scorecard.includes(id),
      ),
  ]);
  const known = scorecards.filter(({ id }) => judging.has(id));
  const others = [...judging].filter(id => !known.some(one => one.id === id));
  return [...known, ...others.sort().map(id => ({ id, title: id }))];
}

const MatrixRow = ({ row, columns }: { row: Row; columns: Column[] }) => {
  const classes = useGateTableStyles();
  const { t } = useReadinessTranslation();
  const { entity, gates } = row;
  const blocking = gates.reduce((sum, { state }) => sum + state.blocking, 0);
  return (
    <tr className={classes.row}>
      <td
        data-label={t('overview.column.entity')}
        className={classNames(classes.cell, classes.entity)}
      >
        <EntityName entity={entity} />
      </td>
      {columns.map(column => (
        <td key={column.id} data-label={column.title} className={classes.cell}>
          <MatrixCell row={row} column={column} />
        </td>
      ))}
      <td data-label={t('overview.column.blocking')} className={classes.cell}>
        <span className={classes.number}>{blocking}</span>
      </td>
      <td data-label={t('overview.column.owner')} className={classes.cell}>
        <span className={classes.nowrap}>
          {entity.owner ? <Owner owner={entity.owner} /> : '–'}
        </span>
      </td>
    </tr>
  );
};

const MatrixCell = ({ row, column }: { row: Row; column: Column }) => {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useReadinessTranslation();
  const entityLink = useEntityRefLink();
  const gate = row.gates.find(({ scorecard }) => scorecard === column.id);
  if (!gate) {
    return (
      <span className={classes.none}>
        <span aria-hidden>–</span>
        <span className={classes.hidden}>{t('overview.matrix.notJudged')}</span>
      </span>
    );
  }
  const { verdict, score } = gate.state;
  const { Icon, tone } = VERDICT_LOOKS[verdict];
  return (
    <Link
      className={classes.gate}
      title={t(`verdict.${verdict}`)}
      to={entityTabLink(entityLink(row.entity.entityRef), {
        scorecard: column.id,
      })}
    >
      <Icon aria-hidden style={{ color: toneColors(theme, tone).main }} />
      <span className={classes.hidden}>{t(`verdict.${verdict}`)}</span>{' '}
      {score.value === undefined
        ? t('overview.matrix.noScore')
        : t('score.value', { value: String(shownPercent(score.value)) })}
    </Link>
  );
};
