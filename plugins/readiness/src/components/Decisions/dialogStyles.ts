import { makeStyles } from '@material-ui/core/styles';

export const useDialogStyles = makeStyles(theme => ({
  /** Words of somebody else, word for word. */
  quote: {
    margin: 0,
    padding: theme.spacing(0.25, 1.5),
    borderLeft: `3px solid ${theme.palette.divider}`,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
  },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 200px), 1fr))',
    gap: theme.spacing(2),
  },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    fontSize: theme.typography.pxToRem(14),
    '& dt': { color: theme.palette.text.secondary },
    '& dd': { margin: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
      '& dd': { marginBottom: theme.spacing(0.75) },
    },
  },
  title: {
    margin: theme.spacing(0, 0, 0.75),
    fontSize: theme.typography.pxToRem(13),
    fontWeight: 600,
  },
  box: {
    minWidth: 0,
    maxHeight: 260,
    overflowY: 'auto',
    borderRadius: 6,
    border: `1px solid ${theme.palette.divider}`,
  },
  list: { margin: 0, padding: 0, listStyle: 'none' },
  row: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gap: theme.spacing(1),
    padding: theme.spacing(0.75, 1.5),
    fontSize: theme.typography.pxToRem(14),
    overflowWrap: 'anywhere',
    borderTop: `1px solid ${theme.palette.divider}`,
    '&:first-child': { borderTop: 0 },
    '& > span:first-child': { fontSize: theme.typography.pxToRem(18) },
  },
  small: { fontSize: theme.typography.pxToRem(12) },
}));
