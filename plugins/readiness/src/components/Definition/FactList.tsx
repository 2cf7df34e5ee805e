/** Names and values side by side; what has no value is left out. */
import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

export type Fact = [name: string, value: ReactNode];

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(7rem, max-content) minmax(0, 1fr)',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    fontSize: theme.typography.pxToRem(13),
    // It may lie on the page's grey, where the quiet colour is too pale.
    '& dt': { fontWeight: 600 },
    '& dd': { margin: 0, minWidth: 0, overflowWrap: 'anywhere' },
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
      '& dd': { marginBottom: theme.spacing(0.75) },
    },
  },
}));

export const FactList = ({ facts }: { facts: Fact[] }) => {
  const classes = useStyles();
  const told = facts.filter(
    ([, value]) => value !== undefined && value !== '' && value !== false,
  );
  if (told.length === 0) return null;
  return (
    <dl className={classes.root}>
      {told.map(([name, value]) => (
        <FactPair key={name} name={name} value={value} />
      ))}
    </dl>
  );
};

const FactPair = ({ name, value }: { name: string; value: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
);
