/** The card on the entity's overview: each gate with its score, what blocks it, and how old that is. */
import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import {
  EntityInfoCard,
  useEntity,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import classNames from 'classnames';
import type {
  ClusterFreshness,
  EntityGates,
  GateOverview,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { entityPath } from '../../entity';
import { useApiData, useNow, useReadinessTranslation } from '../../hooks';
import type { ApiData } from '../../hooks';
import { entityTabLink } from '../../links';
import { waitingOnSentence } from '../../model/sentences';
import { RelativeTime } from '../RelativeTime';
import { ResultIcon } from '../ResultChip';
import { ScoreMeter } from '../ScoreMeter';
import { ErrorState, Loading, RowsSkeleton } from '../States';
import { Trend } from '../Trend';
import { VerdictChip } from '../VerdictChip';

const MOST_BLOCKERS = 3;

const twoLines = {
  overflow: 'hidden',
  overflowWrap: 'anywhere',
  display: '-webkit-box',
  WebkitBoxOrient: 'vertical',
  WebkitLineClamp: 2,
} as const;

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gap: theme.spacing(2),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  gate: {
    display: 'grid',
    gap: theme.spacing(0.75),
    minWidth: 0,
    '& + &': {
      paddingTop: theme.spacing(2),
      borderTop: `1px solid ${theme.palette.divider}`,
    },
  },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
  },
  title: { fontWeight: 600, overflowWrap: 'anywhere' },
  spread: { flex: 1 },
  waiting: {
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(13),
  },
  blockers: {
    display: 'grid',
    gap: theme.spacing(0.75),
    margin: 0,
    padding: 0,
  },
  blocker: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gap: theme.spacing(1),
    listStyle: 'none',
    fontSize: theme.typography.pxToRem(14),
    '& > span:first-child': {
      fontSize: theme.typography.pxToRem(18),
      marginTop: 1,
    },
  },
  message: {
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
    ...twoLines,
  },
  text: twoLines,
  quiet: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1.5),
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
  },
  age: { marginTop: theme.spacing(2) },
  more: { listStyle: 'none', fontSize: theme.typography.pxToRem(13) },
}));

export const EntityReadinessCard = () => {
  const { entity } = useEntity();
  return <EntityCard key={stringifyEntityRef(entity)} />;
};

const EntityCard = () => {
  const { t } = useReadinessTranslation();
  const { entity } = useEntity();
  const api = useApi(readinessApiRef);
  const entityLink = useEntityRefLink()(entity);
  const data = useApiData(stringifyEntityRef(entity), signal =>
    api.getEntityGates(entityPath(entity), { signal }),
  );
  return (
    <EntityInfoCard
      title={t('card.title')}
      footerActions={
        <Link to={entityTabLink(entityLink)}>{t('card.open')}</Link>
      }
    >
      <CardBody data={data} entityLink={entityLink} />
    </EntityInfoCard>
  );
};

interface CardBodyProps {
  data: ApiData<EntityGates>;
  entityLink: string;
}

const CardBody = ({ data, entityLink }: CardBodyProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const now = useNow();
  if (data.error)
    return <ErrorState bare error={data.error} onRetry={data.retry} />;
  if (!data.value) {
    return (
      <>
        <Loading />
        <RowsSkeleton rows={2} />
      </>
    );
  }
  if (data.value.gates.length === 0) {
    return <Typography variant="body2">{t('card.none')}</Typography>;
  }
  return (
    <>
      <ul className={classes.list}>
        {data.value.gates.map(gate => (
          <GateLine
            key={gate.scorecard.id}
            gate={gate}
            entityLink={entityLink}
            now={now}
          />
        ))}
      </ul>
      <EvidenceAge clusters={data.value.clusters} now={now} />
    </>
  );
};

/** The oldest evidence is what one must reckon with. */
const EvidenceAge = ({
  clusters,
  now,
}: {
  clusters: ClusterFreshness[];
  now: number;
}) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  if (clusters.length === 0) return null;
  const [oldest] = clusters.map(one => one.observedAt ?? '').sort();
  return (
    <div className={classNames(classes.quiet, classes.age)}>
      {oldest
        ? t('card.read', { time: <RelativeTime iso={oldest} now={now} /> })
        : t('card.neverRead')}
    </div>
  );
};

interface GateLineProps {
  gate: GateOverview;
  entityLink: string;
  now: number;
}

const GateLine = ({ gate, entityLink, now }: GateLineProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const { scorecard, own, trend, changedAt } = gate;
  const waiting = waitingOnSentence(t, own.waitingOn);
  return (
    <li className={classes.gate}>
      <div className={classes.line}>
        <VerdictChip verdict={own.verdict} />
        <Link
          className={classes.title}
          to={entityTabLink(entityLink, { scorecard: scorecard.id })}
        >
          {scorecard.title}
        </Link>
        <span className={classes.spread} />
        {waiting && <span className={classes.waiting}>{waiting}</span>}
      </div>
      <ScoreMeter score={own.score} />
      <div className={classes.quiet}>
        <Trend points={trend} score={own.score} now={now} />
        {changedAt && (
          <span>
            {t('card.changed', {
              time: <RelativeTime iso={changedAt} now={now} />,
            })}
          </span>
        )}
      </div>
      {gate.blocking.length > 0 && (
        <TopBlockers gate={gate} entityLink={entityLink} />
      )}
    </li>
  );
};

const TopBlockers = ({
  gate,
  entityLink,
}: {
  gate: GateOverview;
  entityLink: string;
}) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const { scorecard, own, blocking } = gate;
  const shown = blocking.slice(0, MOST_BLOCKERS);
  const more = Math.max(own.blocking, blocking.length) - shown.length;
  const to = (item?: string) =>
    entityTabLink(entityLink, { scorecard: scorecard.id, item });
  return (
    <ul
      className={classes.blockers}
      aria-label={t('card.blockers', { scorecard: scorecard.title })}
    >
      {shown.map(({ item, text, result, message }) => (
        <li key={item} className={classes.blocker}>
          <ResultIcon result={result} />
          <span>
            <Link className={classes.text} to={to(item)}>
              {text}
            </Link>
            {message && (
              <span className={classes.message} title={message}>
                {message}
              </span>
            )}
          </span>
        </li>
      ))}
      {more > 0 && (
        <li className={classes.more}>
          <Link to={to()}>{t('card.more', { count: more })}</Link>
        </li>
      )}
    </ul>
  );
};
