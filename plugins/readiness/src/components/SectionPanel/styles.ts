import { makeStyles } from '@material-ui/core/styles';

export const useSectionStyles = makeStyles(theme => ({
  heading: { margin: 0, font: 'inherit' },
  button: {
    width: '100%',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-start',
    gap: theme.spacing(1),
    padding: theme.spacing(1.25, 2, 0.75, 1.5),
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
    fontSize: theme.typography.pxToRem(16),
    fontWeight: 600,
    lineHeight: 1.4,
    overflowWrap: 'anywhere',
  },
  truth: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.75, 4),
    padding: theme.spacing(0, 2, 1.5, 5.5),
    fontSize: theme.typography.pxToRem(13),
    [theme.breakpoints.down('xs')]: { paddingLeft: theme.spacing(2) },
  },
  side: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.25, 1),
    minWidth: 0,
  },
  label: { color: theme.palette.text.secondary },
  claim: { overflowWrap: 'anywhere' },
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
  plainList: { margin: 0, padding: theme.spacing(0, 2, 1.5, 5.5) },
  plainItem: {
    display: 'grid',
    listStyle: 'none',
    padding: theme.spacing(0.75, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
    '&:first-child': { borderTop: 0 },
  },
  plainText: {
    fontSize: theme.typography.pxToRem(14),
    overflowWrap: 'anywhere',
  },
}));
