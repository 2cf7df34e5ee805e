import { makeStyles } from '@material-ui/core/styles';

export const useQueueStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    minWidth: 0,
    fontFamily: theme.typography.fontFamily,
    '& > *': { minWidth: 0 },
  },
  groups: {
    display: 'grid',
    gap: theme.spacing(2),
    minWidth: 0,
    '& > *': { minWidth: 0 },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0, 1.5),
    padding: theme.spacing(1.5, 2, 1),
  },
  list: { margin: 0, padding: 0, listStyle: 'none' },
  entry: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    alignItems: 'start',
    gap: theme.spacing(1, 2),
    padding: theme.spacing(1.5, 2),
    borderTop: `1px solid ${theme.palette.divider}`,
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  },
  words: { display: 'grid', gap: theme.spacing(0.5), minWidth: 0 },
  item: { fontWeight: 600, overflowWrap: 'anywhere' },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.25, 0.75),
    fontSize: theme.typography.pxToRem(13),
    overflowWrap: 'anywhere',
  },
  quiet: { color: theme.palette.text.secondary },
  due: { fontWeight: 600 },
  quote: {
    margin: 0,
    padding: theme.spacing(0, 1.25),
    borderLeft: `3px solid ${theme.palette.divider}`,
    fontSize: theme.typography.pxToRem(13),
    overflowWrap: 'anywhere',
  },
  skeleton: {
    display: 'grid',
    gap: theme.spacing(1.5),
    padding: theme.spacing(2),
  },
  empty: {
    display: 'grid',
    gap: theme.spacing(1),
    padding: theme.spacing(4, 3),
    maxWidth: 640,
  },
  total: { color: theme.palette.text.primary },
}));
