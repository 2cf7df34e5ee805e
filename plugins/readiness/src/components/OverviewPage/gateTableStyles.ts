import { makeStyles } from '@material-ui/core/styles';
import { visuallyHidden } from '../visuallyHidden';

export const useGateTableStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 1.5),
    padding: theme.spacing(1.5, 2, 0.5),
  },
  // What is hidden inside stays inside: it must not make the page wider than it is.
  scroller: { position: 'relative', overflowX: 'auto' },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: theme.typography.pxToRem(14),
    transition: theme.transitions.create('opacity', { duration: 150 }),
  },
  /** The rows of before stay readable, and plainly not of now. */
  stale: { opacity: 0.55 },
  caption: { ...visuallyHidden },
  headCell: {
    textAlign: 'left',
    whiteSpace: 'nowrap',
    padding: theme.spacing(0.75, 1.5),
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
    fontWeight: 600,
    borderBottom: `1px solid ${theme.palette.divider}`,
    '&:first-child': { paddingLeft: theme.spacing(2) },
  },
  row: { '&:hover': { backgroundColor: theme.palette.action.hover } },
  cell: {
    height: 56,
    padding: theme.spacing(0.75, 1.5),
    verticalAlign: 'middle',
    borderTop: `1px solid ${theme.palette.divider}`,
    '&:first-child': { paddingLeft: theme.spacing(2) },
  },
  /** Further gates of the entity above: its name is quiet, the line to it is gone. */
  again: {
    '& > td:first-child': { borderTopColor: 'transparent' },
  },
  entity: { minWidth: 160, maxWidth: 320, overflowWrap: 'anywhere' },
  quiet: {
    display: 'block',
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
  },
  verdict: { minWidth: 120 },
  score: { minWidth: 104 },
  number: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  nowrap: { whiteSpace: 'nowrap' },
  pager: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 2),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  empty: {
    display: 'grid',
    gap: theme.spacing(1),
    padding: theme.spacing(4, 3),
    maxWidth: 640,
  },
  thead: {},
  tbody: {},
  [theme.breakpoints.down('sm')]: {
    table: { display: 'block' },
    thead: { ...visuallyHidden },
    tbody: { display: 'block' },
    row: {
      display: 'block',
      padding: theme.spacing(1.5, 2),
      borderTop: `1px solid ${theme.palette.divider}`,
    },
    cell: {
      display: 'grid',
      gridTemplateColumns: '6.5rem minmax(0, 1fr)',
      alignItems: 'center',
      gap: theme.spacing(1),
      height: 'auto',
      padding: theme.spacing(0.25, 0),
      border: 0,
      '&:first-child': {
        paddingLeft: 0,
        display: 'block',
        paddingBottom: theme.spacing(0.5),
      },
      '&:first-child::before': { display: 'none' },
      '&::before': {
        content: 'attr(data-label)',
        color: theme.palette.text.secondary,
        fontSize: theme.typography.pxToRem(12),
      },
    },
    entity: { maxWidth: 'none' },
  },
}));
