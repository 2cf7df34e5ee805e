/** Placeholders as tall as what they stand for, so that nothing jumps when the data comes. */
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { useReadinessTranslation } from '../../hooks';
import { Panel } from '../Panel';
import { visuallyHidden } from '../visuallyHidden';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2) },
  panel: {
    padding: theme.spacing(2),
    display: 'grid',
    gap: theme.spacing(1.5),
  },
  row: { display: 'flex', gap: theme.spacing(1.5), alignItems: 'center' },
  lines: { flex: 1 },
  hidden: { ...visuallyHidden },
}));

export const Loading = () => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  return (
    <span className={classes.hidden} role="status">
      {t('state.loading')}
    </span>
  );
};

export const RowsSkeleton = ({ rows }: { rows: number }) => {
  const classes = useStyles();
  return (
    <>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={classes.row}>
          <Skeleton variant="circle" width={22} height={22} />
          <div className={classes.lines}>
            <Skeleton variant="text" width={`${70 - (index % 3) * 14}%`} />
            <Skeleton variant="text" width={`${50 - (index % 2) * 12}%`} />
          </div>
        </div>
      ))}
    </>
  );
};

export const GateSkeleton = () => {
  const classes = useStyles();
  return (
    <div className={classes.root} aria-busy>
      <Loading />
      <Panel className={classes.panel}>
        <Skeleton variant="text" width="30%" height={32} />
        <Skeleton variant="rect" width={160} height={40} />
        <Skeleton variant="rect" height={56} />
        <Skeleton variant="rect" height={96} />
      </Panel>
      <Panel className={classes.panel}>
        <Skeleton variant="text" width="50%" />
      </Panel>
      <Panel className={classes.panel}>
        <Skeleton variant="text" width="20%" height={28} />
        <RowsSkeleton rows={4} />
      </Panel>
    </div>
  );
};

export const ReportSkeleton = () => {
  const classes = useStyles();
  return (
    <div className={classes.root} aria-busy>
      <Loading />
      <Panel className={classes.panel}>
        <Skeleton variant="text" width="25%" height={28} />
        <Skeleton variant="rect" height={240} />
      </Panel>
      <Panel className={classes.panel}>
        <Skeleton variant="text" width="20%" height={28} />
        <RowsSkeleton rows={6} />
      </Panel>
    </div>
  );
};
