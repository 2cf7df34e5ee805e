import { makeStyles } from '@material-ui/core/styles';

/** What the pages of checks, scorecards and evaluations share. */
export const useDefinitionStyles = makeStyles(theme => ({
  page: {
    display: 'grid',
    gap: theme.spacing(3),
    minWidth: 0,
    fontFamily: theme.typography.fontFamily,
    '& > *': { minWidth: 0 },
  },
  body: {
    display: 'grid',
    gap: theme.spacing(2),
    padding: theme.spacing(2),
    minWidth: 0,
    '& > *': { minWidth: 0 },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0.5, 1.5),
    padding: theme.spacing(1.5, 2, 0.5),
  },
  aside: { marginLeft: 'auto' },
  text: { padding: theme.spacing(0.5, 2, 2) },
  filters: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 210px), 1fr))',
    gap: theme.spacing(1.5),
    alignItems: 'start',
  },
  quiet: {
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
  },
  name: { fontWeight: 600, overflowWrap: 'anywhere' },
  code: {
    fontFamily: 'Menlo, Consolas, "DejaVu Sans Mono", monospace',
    fontSize: theme.typography.pxToRem(12),
    overflowWrap: 'anywhere',
  },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
  },
  columns: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 2fr)',
    gap: theme.spacing(2, 4),
    [theme.breakpoints.down('md')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  steps: {
    display: 'grid',
    gap: theme.spacing(2),
    margin: 0,
    padding: theme.spacing(1, 2, 2),
    listStyle: 'none',
  },
  step: {
    display: 'grid',
    gap: theme.spacing(1),
    minWidth: 0,
    paddingLeft: theme.spacing(2),
    borderLeft: `3px solid ${theme.palette.divider}`,
    '& > *': { minWidth: 0 },
  },
  stepName: {
    fontWeight: 600,
    margin: 0,
    fontSize: theme.typography.pxToRem(14),
  },
  more: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    padding: theme.spacing(1.5, 2),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  warning: {
    display: 'inline-flex',
    gap: theme.spacing(0.5),
    alignItems: 'flex-start',
    fontSize: theme.typography.pxToRem(12),
    overflowWrap: 'anywhere',
    '& svg': { flex: 'none', fontSize: theme.typography.pxToRem(16) },
  },
}));
