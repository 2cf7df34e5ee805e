/** What the backend answered; until then that it is awaited, or why it did not answer. */
import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { ApiData } from '../../hooks';
import { Panel } from '../Panel';
import { ErrorState } from './ErrorState';
import type { ErrorStateProps } from './ErrorState';
import { Loading, RowsSkeleton } from './Skeletons';

export interface AnsweredProps<T> extends Pick<ErrorStateProps, 'denied'> {
  data: ApiData<T>;
  /** How many rows of it are about to come. */
  rows: number;
  children: (value: T) => ReactNode;
}

const useStyles = makeStyles(theme => ({
  waiting: {
    display: 'grid',
    gap: theme.spacing(1.5),
    padding: theme.spacing(2),
  },
}));

export function Answered<T>(props: AnsweredProps<T>) {
  const { data, rows, denied, children } = props;
  const classes = useStyles();
  const { value, error, loading, retry } = data;
  const failed = error && !loading;
  return (
    <>
      {failed && <ErrorState error={error} onRetry={retry} denied={denied} />}
      {value !== undefined && children(value)}
      {value === undefined && !failed && (
        <>
          <Loading />
          <Panel className={classes.waiting}>
            <RowsSkeleton rows={rows} />
          </Panel>
        </>
      )}
    </>
  );
}
