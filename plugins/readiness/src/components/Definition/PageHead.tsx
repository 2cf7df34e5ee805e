/** The way back to the list, the title, and beside it what is short to say. */
import type { ReactNode } from 'react';
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import ArrowBackIcon from '@material-ui/icons/ArrowBack';

export interface PageHeadProps {
  back: { to: string; label: string };
  title: string;
  id: string;
  children?: ReactNode;
}

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1), minWidth: 0 },
  back: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    justifySelf: 'start',
    fontSize: theme.typography.pxToRem(13),
    '& svg': { fontSize: theme.typography.pxToRem(16) },
  },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0.5, 1.5),
  },
  title: { overflowWrap: 'anywhere' },
}));

export const PageHead = ({ back, title, id, children }: PageHeadProps) => {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <BackLink {...back} />
      <div className={classes.line}>
        <Typography variant="h5" component="h2" className={classes.title}>
          {title}
        </Typography>
        {title !== id && <code>{id}</code>}
      </div>
      {children}
    </div>
  );
};

export const BackLink = ({ to, label }: PageHeadProps['back']) => {
  const classes = useStyles();
  return (
    <Link to={to} className={classes.back}>
      <ArrowBackIcon aria-hidden />
      {label}
    </Link>
  );
};
