/**
 * A plain table that turns into a list of labelled values where there is no room for columns.
 */
import type { ReactNode } from 'react';
import classNames from 'classnames';
import { makeStyles } from '@material-ui/core/styles';
import { visuallyHidden } from '../visuallyHidden';

export interface DataColumn<Row> {
  id: string;
  label: string;
  render: (row: Row) => ReactNode;
  mono?: boolean;
  nowrap?: boolean;
  wide?: boolean;
  /** Takes what room the others leave. */
  grow?: boolean;
}

export interface DataTableProps<Row> {
  caption: string;
  columns: DataColumn<Row>[];
  rows: Row[];
  rowKey: (row: Row, index: number) => string;
}

const useStyles = makeStyles(theme => ({
  // What is hidden inside stays inside: it must not make the page longer than it is.
  scroller: { position: 'relative', overflowX: 'auto', maxWidth: '100%' },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: theme.typography.pxToRem(13),
    lineHeight: 1.45,
  },
  caption: { ...visuallyHidden },
  headCell: {
    textAlign: 'left',
    whiteSpace: 'nowrap',
    padding: theme.spacing(0.75, 1.5),
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
    fontWeight: 600,
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  cell: {
    padding: theme.spacing(1, 1.5),
    verticalAlign: 'top',
    overflowWrap: 'break-word',
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  lastRow: { '& > td': { borderBottom: 0 } },
  mono: {
    fontFamily: 'Menlo, Consolas, "DejaVu Sans Mono", monospace',
    fontSize: theme.typography.pxToRem(12),
  },
  nowrap: { whiteSpace: 'nowrap' },
  wide: { minWidth: 190 },
  grow: { width: '30%', minWidth: 200 },
  [theme.breakpoints.down('sm')]: {
    table: { display: 'block' },
    head: { display: 'none' },
    body: { display: 'block' },
    row: {
      display: 'block',
      padding: theme.spacing(1, 1.5),
      borderBottom: `1px solid ${theme.palette.divider}`,
      '&:last-child': { borderBottom: 0 },
    },
    cell: {
      display: 'grid',
      gridTemplateColumns: '6.5rem minmax(0, 1fr)',
      gap: theme.spacing(1),
      padding: theme.spacing(0.25, 0),
      border: 0,
      whiteSpace: 'normal',
      overflowWrap: 'anywhere',
      '&[data-empty]': { display: 'none' },
      '&::before': {
        content: 'attr(data-label)',
        fontFamily: theme.typography.fontFamily,
        fontSize: theme.typography.pxToRem(12),
        color: theme.palette.text.secondary,
      },
    },
    wide: { minWidth: 0 },
    grow: { width: 'auto', minWidth: 0 },
  },
  head: {},
  body: {},
  row: {},
}));

export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
}: DataTableProps<Row>) {
  const classes = useStyles();
  return (
    <div className={classes.scroller}>
      <table className={classes.table}>
        <caption className={classes.caption}>{caption}</caption>
        <thead className={classes.head}>
          <tr>
            {columns.map(column => (
              <th key={column.id} scope="col" className={classes.headCell}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={classes.body}>
          {rows.map((row, index) => (
            <tr
              key={rowKey(row, index)}
              className={classNames(
                classes.row,
                index === rows.length - 1 && classes.lastRow,
              )}
            >
              {columns.map(column => (
                <Cell key={column.id} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell<Row>({ column, row }: { column: DataColumn<Row>; row: Row }) {
  const classes = useStyles();
  const content = column.render(row);
  return (
    <td
      data-label={column.label}
      data-empty={content ? undefined : ''}
      className={classNames(
        classes.cell,
        column.mono && classes.mono,
        column.nowrap && classes.nowrap,
        column.wide && classes.wide,
        column.grow && classes.grow,
      )}
    >
      <div>{content}</div>
    </td>
  );
}
