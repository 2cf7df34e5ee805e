/** Every scorecard: what it counts, what it claims, whom it judges and how strictly; and what could not be loaded. */
import { Link } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { ScorecardListing } from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { useApiData, useReadinessTranslation } from '../../hooks';
import { scorecardLink } from '../../links';
import type { T } from '../../model/sentences';
import { rootRouteRef } from '../../routes';
import { FactList, Predicate, useDefinitionStyles } from '../Definition';
import type { Fact } from '../Definition';
import { DefinitionErrors } from '../OverviewPage/DefinitionErrors';
import { Panel } from '../Panel';
import { Answered, Empty } from '../States';
import { Who } from '../Who';

const MODES = ['enforce', 'partly', 'warn', 'shadow'] as const;

export const ScorecardsPage = () => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const api = useApi(readinessApiRef);
  const scorecards = useApiData('scorecards', signal =>
    api.getScorecards({ signal }),
  );
  return (
    <div className={classes.page} aria-busy={scorecards.loading}>
      <Answered data={scorecards} rows={5}>
        {({ items, errors }) => (
          <>
            <DefinitionErrors errors={errors} />
            {items.length === 0 && (
              <Empty
                title={t('scorecards.emptyTitle')}
                text={t('scorecards.empty')}
              />
            )}
            {items.map(scorecard => (
              <Listing key={scorecard.id} scorecard={scorecard} />
            ))}
          </>
        )}
      </Answered>
    </div>
  );
};

const Listing = ({ scorecard }: { scorecard: ScorecardListing }) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const root = useRouteRef(rootRouteRef)();
  return (
    <Panel>
      <div className={classes.head}>
        <Typography variant="h6" component="h2">
          <Link to={scorecardLink(root, scorecard.id)}>{scorecard.title}</Link>
        </Typography>
        <code className={classes.code}>{scorecard.id}</code>
      </div>
      <div className={classes.text}>
        <Typography variant="body2" paragraph>
          {scorecard.description}
        </Typography>
        <FactList facts={factsOf(t, scorecard)} />
      </div>
    </Panel>
  );
};

function factsOf(t: T, scorecard: ScorecardListing): Fact[] {
  const { owner, items, blocking, notEvaluated, enforcement } = scorecard;
  const { claim, appliesTo } = scorecard;
  return [
    [
      t('scorecards.counts'),
      [
        t('scorecards.items', { count: items }),
        t('scorecards.blocking', { count: blocking }),
        notEvaluated > 0 &&
          t('scorecards.notEvaluated', { count: notEvaluated }),
      ]
        .filter(Boolean)
        .join(', '),
    ],
    [
      t('scorecards.enforcement'),
      MODES.filter(mode => enforcement[mode] > 0)
        .map(mode => t(`scorecards.${mode}`, { count: enforcement[mode] }))
        .join(', '),
    ],
    [t('scorecards.appliesTo'), <Predicate predicate={appliesTo} />],
    [t('scorecards.claim'), claim && <q>{claim}</q>],
    [t('scorecards.owner'), owner && <Who entityRef={owner} />],
  ];
}
