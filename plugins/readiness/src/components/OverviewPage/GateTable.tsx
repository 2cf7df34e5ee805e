/** Entities × gates, one page of them, sorted and filtered by the backend. */
import Typography from '@material-ui/core/Typography';
import classNames from 'classnames';
import type {
  GateListing,
  GatePage,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { UrlChange } from '../../hooks/useUrlState';
import { Panel } from '../Panel';
import { GateRow } from './GateRow';
import { HeadCell } from './HeadCell';
import { NoGates } from './NoGates';
import { Pager } from './Pager';
import type { PagerProps } from './Pager';
import { SkeletonRows } from './SkeletonRows';
import { useGateTableStyles } from './gateTableStyles';
import { isFiltered } from './useOverviewQuery';
import type { Order, OverviewFilters, Sort } from './useOverviewQuery';

export interface GateTableProps {
  page?: GatePage;
  loading: boolean;
  filters: OverviewFilters;
  sorting: { sort: Sort; order: Order };
  onChange: (change: UrlChange) => void;
  paging: PagerProps['paging'];
  noScorecards: boolean;
  now: number;
}

export const COLUMNS = [
  { id: 'entity', sort: 'name' },
  { id: 'scorecard' },
  { id: 'verdict', sort: 'verdict' },
  { id: 'score', sort: 'score' },
  { id: 'coverage', sort: 'coverage' },
  { id: 'blocking', sort: 'blocking', worstFirst: true },
  { id: 'owner', sort: 'owner' },
  { id: 'changed', sort: 'changedAt', worstFirst: true },
] as const;

export const GateTable = (props: GateTableProps) => {
  const {
    page,
    loading,
    filters,
    sorting,
    onChange,
    paging,
    noScorecards,
    now,
  } = props;
  const classes = useGateTableStyles();
  const { t } = useReadinessTranslation();

  if (page && page.items.length === 0 && !loading) {
    return (
      <NoGates filtered={isFiltered(filters)} noScorecards={noScorecards} />
    );
  }
  return (
    <Panel>
      <div className={classes.head}>
        <Typography variant="h6" component="h2">
          {t('overview.tableTitle')}
        </Typography>
        <Typography variant="body2" color="textSecondary" role="status">
          {page
            ? t('overview.total', { count: page.total })
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
            {t('overview.tableCaption')}
          </caption>
          <thead className={classes.thead}>
            <HeadRow sorting={sorting} onChange={onChange} />
          </thead>
          <tbody className={classes.tbody}>
            {page ? (
              page.items.map((gate, index) => (
                <GateRow
                  key={`${gate.entity.entityRef}|${gate.scorecard.id}`}
                  gate={gate}
                  first={!sameEntity(page.items[index - 1], gate)}
                  now={now}
                />
              ))
            ) : (
              <SkeletonRows columns={COLUMNS.length} />
            )}
          </tbody>
        </table>
      </div>
      {page && <Pager page={page} paging={paging} />}
    </Panel>
  );
};

const sameEntity = (a: GateListing | undefined, b: GateListing) =>
  a?.entity.entityRef === b.entity.entityRef;

const HeadRow = ({
  sorting,
  onChange,
}: Pick<GateTableProps, 'sorting' | 'onChange'>) => {
  const classes = useGateTableStyles();
  const { t } = useReadinessTranslation();
  return (
    <tr>
      {COLUMNS.map(column => {
        const label = t(`overview.column.${column.id}`);
        return 'sort' in column ? (
          <HeadCell
            key={column.id}
            label={label}
            sort={column.sort}
            sorting={sorting}
            worstFirst={'worstFirst' in column}
            onChange={onChange}
          />
        ) : (
          <th key={column.id} scope="col" className={classes.headCell}>
            {label}
          </th>
        );
      })}
    </tr>
  );
};
