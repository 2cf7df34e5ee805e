import { makeStyles } from '@material-ui/core/styles';

export const useSectionStyles = makeStyles(theme => ({
  root: {
    borderTop: `1px solid ${theme.palette.divider}`,
    '&:first-child': { borderTop: 0 },
  },
  head: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 7fr)',
    alignItems: 'start',
    [theme.breakpoints.down('md')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  heading: { margin: 0, font: 'inherit' },
  button: {
    width: '100%',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-start',
    gap: theme.spacing(1),
    padding: theme.spacing(1.25, 2, 1.25, 1.5),
    textAlign: 'left',
    font: 'inherit',
    '&:hover': { backgroundColor: theme.palette.action.hover },
  },
  focus: {
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: -2,
  },
  quietButton: {
    padding: theme.spacing(1, 2, 1, 1.5),
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(13),
  },
  chevron: {
    color: theme.palette.text.secondary,
    flex: 'none',
    transform: 'rotate(-90deg)',
    transition: theme.transitions.create('transform', { duration: 150 }),
    '@media (prefers-reduced-motion: reduce)': { transition: 'none' },
  },
  chevronOpen: { transform: 'none' },
  title: {
    fontSize: theme.typography.pxToRem(15),
    fontWeight: 600,
    lineHeight: 1.4,
    overflowWrap: 'anywhere',
  },
  truth: {
    padding: theme.spacing(1.5, 2, 1.25),
    [theme.breakpoints.down('md')]: { padding: theme.spacing(0, 2, 1.25, 5.5) },
    [theme.breakpoints.down('xs')]: { paddingLeft: theme.spacing(2) },
  },
  passed: { fontWeight: 600, whiteSpace: 'nowrap' },
  quiet: {
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(13),
  },
  body: { borderTop: `1px solid ${theme.palette.divider}` },
  list: { margin: 0, padding: 0 },
  notEvaluated: {
    borderTop: `1px dashed ${theme.palette.divider}`,
    '&:first-child': { borderTop: 0 },
  },
  computedList: { margin: 0, padding: theme.spacing(0, 2, 0.5) },
  plainList: { margin: 0, padding: theme.spacing(0, 2, 1.5, 5.5) },
  plainItem: {
    display: 'grid',
    listStyle: 'none',
    padding: theme.spacing(0.75, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
    '&:first-child': { borderTop: 0 },
  },
  computed: {
    listStyle: 'none',
    padding: theme.spacing(1, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    gap: theme.spacing(0.25, 2),
  },
  computedWords: { display: 'grid', gap: theme.spacing(0.25), minWidth: 0 },
  plainText: {
    fontSize: theme.typography.pxToRem(14),
    overflowWrap: 'anywhere',
  },
}));
