import { makeStyles } from '@material-ui/core/styles';

export const useReportStyles = makeStyles(theme => ({
  root: {
    position: 'relative',
    display: 'grid',
    gap: theme.spacing(2),
    minWidth: 0,
    '& > *': { minWidth: 0 },
  },
  quiet: {
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(13),
  },
  asOf: { fontSize: theme.typography.pxToRem(13) },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  /** In line with the heading above. */
  table: {
    [theme.breakpoints.up('md')]: {
      '& th:first-child, & td:first-child': { paddingLeft: theme.spacing(2) },
    },
    [theme.breakpoints.down('sm')]: {
      '& tbody > tr': { padding: theme.spacing(1, 2) },
    },
  },
  /** Announces what was saved; before that it takes no room. */
  saved: { '&:empty': { position: 'absolute' } },
  parts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    padding: 0,
    listStyle: 'none',
    fontSize: theme.typography.pxToRem(13),
  },
  part: {
    // The target of a link does not stick to the edge of the window.
    scrollMarginTop: `${theme.spacing(2)}px`,
  },
  /** The target of a link stays marked, so that one sees where one has landed. */
  target: { boxShadow: `inset 3px 0 0 ${theme.palette.primary.main}` },
  partHead: { padding: theme.spacing(1.5, 2, 1) },
  title: {
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 2,
    },
    '&:focus:not(:focus-visible)': { outline: 0 },
  },
  text: { padding: theme.spacing(0, 2, 2) },
  list: { margin: 0, padding: 0, listStyle: 'none' },
  entry: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gap: theme.spacing(1.5),
    padding: theme.spacing(1, 2),
    borderTop: `1px solid ${theme.palette.divider}`,
    '& > span:first-child': { fontSize: theme.typography.pxToRem(20) },
  },
  words: { display: 'grid', gap: theme.spacing(0.25), minWidth: 0 },
  name: {
    fontSize: theme.typography.pxToRem(14),
    fontWeight: 600,
    lineHeight: 1.45,
    overflowWrap: 'anywhere',
  },
  why: {
    fontSize: theme.typography.pxToRem(13),
    lineHeight: 1.4,
    overflowWrap: 'anywhere',
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 2,
    overflow: 'hidden',
  },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1.5),
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
  },
  worth: { color: theme.palette.text.primary, fontWeight: 600 },
  footer: {
    padding: theme.spacing(0.5, 1.5, 1),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  pair: {
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    alignItems: 'start',
    [theme.breakpoints.down('md')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  tiers: {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    borderTop: `1px solid ${theme.palette.divider}`,
    '& > * + *': { borderLeft: `1px solid ${theme.palette.divider}` },
    [theme.breakpoints.down('md')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
      '& > * + *': {
        borderLeft: 0,
        borderTop: `1px solid ${theme.palette.divider}`,
      },
    },
  },
  tierHint: {
    display: 'block',
    fontSize: theme.typography.pxToRem(12),
    fontWeight: 400,
  },
  command: { borderTop: `1px solid ${theme.palette.divider}` },
  commandHead: { margin: 0, font: 'inherit' },
  commandButton: {
    width: '100%',
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    padding: theme.spacing(1, 2),
    textAlign: 'left',
    font: 'inherit',
    '&:hover': { backgroundColor: theme.palette.action.hover },
  },
  commandBody: {
    padding: theme.spacing(0, 2, 2, 6.25),
    [theme.breakpoints.down('sm')]: { padding: theme.spacing(0, 2, 2) },
  },
  focus: {
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: -2,
  },
  chevron: {
    color: theme.palette.text.secondary,
    transition: theme.transitions.create('transform', { duration: 150 }),
    '@media (prefers-reduced-motion: reduce)': { transition: 'none' },
  },
  chevronOpen: { transform: 'rotate(180deg)' },
  alert: {
    width: '100%',
    color: theme.palette.text.primary,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 8,
    '& .MuiAlert-message': { minWidth: 0, overflowWrap: 'anywhere' },
  },
  empty: { paddingTop: theme.spacing(2) },
  tierTitle: {
    margin: 0,
    padding: theme.spacing(1, 2),
    fontSize: theme.typography.pxToRem(14),
    fontWeight: 600,
    backgroundColor: theme.palette.action.hover,
  },
}));
