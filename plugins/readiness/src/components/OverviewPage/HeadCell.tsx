/** The head of a column that the backend sorts by. */
import TableSortLabel from '@material-ui/core/TableSortLabel';
import type { UrlChange } from '../../hooks/useUrlState';
import { useGateTableStyles } from './gateTableStyles';
import type { Order } from './useOverviewQuery';

export interface HeadCellProps {
  label: string;
  sort: string;
  sorting: { sort: string; order: Order };
  /** What is greatest comes first when it is first chosen. */
  worstFirst: boolean;
  onChange: (change: UrlChange) => void;
}

export const HeadCell = ({
  label,
  sort,
  sorting,
  worstFirst,
  onChange,
}: HeadCellProps) => {
  const classes = useGateTableStyles();
  const active = sorting.sort === sort;
  const first: Order = worstFirst ? 'desc' : 'asc';
  const other: Order = sorting.order === 'asc' ? 'desc' : 'asc';
  return (
    <th
      scope="col"
      className={classes.headCell}
      aria-sort={active ? ariaSort(sorting.order) : undefined}
    >
      <TableSortLabel
        active={active}
        direction={active ? sorting.order : first}
        onClick={() => onChange({ sort, order: active ? other : first })}
      >
        {label}
      </TableSortLabel>
    </th>
  );
};

const ariaSort = (order: Order) =>
  order === 'asc' ? 'ascending' : 'descending';
