/** For a home page: where the gates of what I own stand, and how much waits for me. */
import { Link } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { readinessApiRef } from '../../api';
import { useApiData, useReadinessTranslation } from '../../hooks';
import { queueLink } from '../../links';
import { shortName } from '../../model/sentences';
import type { T } from '../../model/sentences';
import { overviewRouteRef } from '../../routes';
import { totalOf } from '../QueuePage';
import { ErrorState, Loading, RowsSkeleton } from '../States';
import { MyGate } from './MyGate';
import { useHomeStyles } from './styles';
import { useMyGates } from './useMyGates';
import type { MyGates } from './useMyGates';

export const HomePageReadiness = () => {
  const classes = useHomeStyles();
  const api = useApi(readinessApiRef);
  const { value, error, loading, retry } = useMyGates();
  // One entry is asked for, to learn the numbers.
  const queue = useApiData('queue', signal =>
    api.getQueue({ limit: 1 }, { signal }),
  );
  const waiting = queue.value && totalOf(queue.value.counts);
  if (error && !loading) {
    return <ErrorState bare error={error} onRetry={retry} />;
  }
  if (!value) {
    return (
      <div className={classes.root} aria-busy>
        <Loading />
        <RowsSkeleton rows={3} />
      </div>
    );
  }
  return (
    <div className={classes.root}>
      {value.total === 0 ? (
        <OwnsNothing owner={value.owner} waiting={waiting} />
      ) : (
        <Owned {...value} waiting={waiting} />
      )}
    </div>
  );
};

type WithWaiting<P> = P & { waiting?: number };

const Owned = ({ gates, ready, total, waiting }: WithWaiting<MyGates>) => {
  const classes = useHomeStyles();
  const { t } = useReadinessTranslation();
  const overview = useRouteRef(overviewRouteRef)?.();
  return (
    <>
      <div className={classes.top}>
        <span className={classes.ready}>
          {t('home.ready', { ready, total })}
        </span>
        {overview && <Waiting overview={overview} waiting={waiting} />}
      </div>
      <ul className={classes.list} aria-label={t('home.label')}>
        {gates.map(gate => (
          <MyGate
            key={`${gate.entity.entityRef} ${gate.scorecard.id}`}
            gate={gate}
          />
        ))}
      </ul>
      {overview && total > gates.length && (
        <Link to={`${overview}?owned=true`}>{t('home.all', { total })}</Link>
      )}
    </>
  );
};

const OwnsNothing = ({ owner, waiting }: WithWaiting<{ owner: string[] }>) => {
  const { t } = useReadinessTranslation();
  const overview = useRouteRef(overviewRouteRef)?.();
  const who = owner.map(shortName).join(', ');
  return (
    <>
      <div>
        <Typography variant="body1">{t('home.noneTitle')}</Typography>
        <Typography variant="body2">
          {who ? t('home.none', { who }) : t('home.nobody')}
        </Typography>
      </div>
      {overview && (
        <>
          <Waiting overview={overview} waiting={waiting} />
          <Link to={overview}>{t('home.overview')}</Link>
        </>
      )}
    </>
  );
};

/** Where its number could not be read, the way to the queue is still there. */
const Waiting = ({
  overview,
  waiting,
}: {
  overview: string;
  waiting?: number;
}) => {
  const { t } = useReadinessTranslation();
  return <Link to={queueLink(overview)}>{waitingSentence(t, waiting)}</Link>;
};

function waitingSentence(t: T, waiting: number | undefined): string {
  if (waiting === undefined) return t('home.queue');
  return waiting > 0
    ? t('home.waiting', { count: waiting })
    : t('home.nothing');
}
