import { makeStyles } from '@material-ui/core/styles';

export const useHomeStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(2),
    color: theme.palette.text.primary,
    fontFamily: theme.typography.fontFamily,
    fontSize: theme.typography.pxToRem(14),
  },
  top: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    alignItems: 'baseline',
    gap: theme.spacing(0.5, 2),
  },
  ready: {
    fontSize: theme.typography.pxToRem(18),
    fontWeight: 600,
    fontVariantNumeric: 'tabular-nums',
  },
  queue: { display: 'inline-flex', gap: theme.spacing(0.75) },
  waiting: { fontWeight: 600 },
  list: {
    display: 'grid',
    gap: theme.spacing(1.5),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  gate: {
    display: 'grid',
    gap: theme.spacing(0.75),
    minWidth: 0,
    paddingTop: theme.spacing(1.5),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
  },
  name: { fontWeight: 600, overflowWrap: 'anywhere' },
  quiet: {
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(13),
  },
  spread: { flex: 1 },
  blockers: {
    display: 'grid',
    gap: theme.spacing(0.5),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  blocker: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gap: theme.spacing(1),
    overflowWrap: 'anywhere',
  },
  // Below the texts, beside the icons.
  more: { paddingLeft: 15 + theme.spacing(1) },
}));
