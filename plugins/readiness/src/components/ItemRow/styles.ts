import { makeStyles } from '@material-ui/core/styles';
import { alpha } from '@material-ui/core/styles/colorManipulator';

export const useItemRowStyles = makeStyles(theme => ({
  root: {
    listStyle: 'none',
    borderTop: `1px solid ${theme.palette.divider}`,
    '&:first-child': { borderTop: 0 },
  },
  /** The target of a deep link stays marked, so that one sees where one has landed. */
  target: { boxShadow: `inset 3px 0 0 ${theme.palette.primary.main}` },
  heading: { margin: 0, font: 'inherit' },
  button: {
    width: '100%',
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto auto',
    alignItems: 'start',
    justifyContent: 'stretch',
    gap: theme.spacing(0.5, 1.5),
    padding: theme.spacing(1.25, 2),
    textAlign: 'left',
    font: 'inherit',
    transition: theme.transitions.create('background-color', { duration: 100 }),
    '&:hover': { backgroundColor: theme.palette.action.hover },
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'auto minmax(0, 1fr) auto',
      padding: theme.spacing(1.25, 1.5),
    },
  },
  focus: {
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: -2,
  },
  words: { display: 'grid', gap: theme.spacing(0.25), minWidth: 0 },
  text: {
    fontSize: theme.typography.pxToRem(14),
    fontWeight: 600,
    lineHeight: 1.45,
    overflowWrap: 'anywhere',
  },
  reason: {
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(13),
    lineHeight: 1.4,
    overflowWrap: 'anywhere',
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 2,
    overflow: 'hidden',
  },
  more: { fontWeight: 600, whiteSpace: 'nowrap' },
  margin: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    maxWidth: 380,
    paddingTop: 1,
    fontSize: theme.typography.pxToRem(12),
    [theme.breakpoints.down('xs')]: {
      gridRow: 2,
      gridColumn: '2 / -1',
      justifyContent: 'flex-start',
    },
  },
  place: {
    padding: theme.spacing(0, 0.75),
    borderRadius: 4,
    lineHeight: 1.6,
    backgroundColor: theme.palette.action.selected,
  },
  severity: {
    color: theme.palette.text.secondary,
    minWidth: '6.2em',
    textAlign: 'right',
    [theme.breakpoints.down('xs')]: { minWidth: 0 },
  },
  waiting: { color: theme.palette.text.secondary, whiteSpace: 'nowrap' },
  blocking: { color: theme.palette.text.primary, fontWeight: 600 },
  chevron: {
    color: theme.palette.text.secondary,
    transition: theme.transitions.create('transform', { duration: 150 }),
    '@media (prefers-reduced-motion: reduce)': { transition: 'none' },
    [theme.breakpoints.down('xs')]: { gridRow: 1, gridColumn: 3 },
  },
  chevronOpen: { transform: 'rotate(180deg)' },
  details: {
    padding: theme.spacing(0.5, 2, 2, 6.25),
    backgroundColor: alpha(theme.palette.text.primary, 0.02),
    [theme.breakpoints.down('sm')]: { padding: theme.spacing(0.5, 1.5, 2) },
  },
}));
