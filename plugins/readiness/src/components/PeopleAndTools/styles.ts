import { makeStyles } from '@material-ui/core/styles';
import { toneColors } from '../../model/tones';

export const usePeopleStyles = makeStyles(theme => ({
  /** One ask, or what there is of waivers. */
  part: {
    display: 'grid',
    gap: theme.spacing(1),
    padding: theme.spacing(1.5),
    borderTop: `1px solid ${theme.palette.divider}`,
    '&:first-child': { borderTop: 0 },
    fontSize: theme.typography.pxToRem(13),
    minWidth: 0,
    '& > *': { minWidth: 0 },
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
  },
  kind: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    margin: 0,
    fontSize: theme.typography.pxToRem(14),
    fontWeight: 600,
    lineHeight: '30px',
    '& svg': { fontSize: theme.typography.pxToRem(18) },
  },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.25, 3),
    margin: 0,
    '& > div': {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 0.75),
      minWidth: 0,
    },
    '& dt': { color: theme.palette.text.secondary },
    '& dd': { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
  },
  quote: {
    margin: 0,
    padding: theme.spacing(0, 1.25),
    borderLeft: `3px solid ${theme.palette.divider}`,
    fontSize: theme.typography.pxToRem(14),
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
  },
  words: {
    display: 'grid',
    gap: theme.spacing(1),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  /** One word that somebody gave. */
  word: {
    display: 'grid',
    gap: theme.spacing(0.75),
    padding: theme.spacing(1, 1.25),
    borderRadius: 6,
    border: `1px solid ${theme.palette.divider}`,
    minWidth: 0,
    '& > *': { minWidth: 0 },
  },
  glass: {
    borderLeft: `4px solid ${toneColors(theme, 'bad').main}`,
  },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
  },
  reason: { overflowWrap: 'anywhere' },
  trail: {
    margin: 0,
    paddingLeft: theme.spacing(2.5),
    overflowWrap: 'anywhere',
  },
  actions: { display: 'grid', gap: theme.spacing(0.5), justifyItems: 'start' },
  end: {
    [theme.breakpoints.up('sm')]: {
      justifyItems: 'end',
      textAlign: 'right',
    },
  },
  /** What is for those who decide, and beside it what is for whoever asked. */
  sides: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    '&:empty': { display: 'none' },
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  /** Looks as what cannot be used; stays reachable, so that the reason is heard. */
  unusable: {
    '&, &:hover': {
      color: theme.palette.text.secondary,
      borderColor: theme.palette.divider,
      backgroundColor: 'transparent',
      boxShadow: 'none',
      cursor: 'not-allowed',
    },
  },
  whyNot: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    maxWidth: 420,
    '& svg': { fontSize: theme.typography.pxToRem(16), flex: 'none' },
  },
}));
