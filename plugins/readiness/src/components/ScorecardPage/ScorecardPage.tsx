/** A scorecard as it was defined, readable: whom it judges, what it asks, and what of that cannot be read. */
import { Link } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { Scorecard } from '@readiness-gates/backstage-plugin-readiness-common';
import { useParams } from 'react-router-dom';
import { readinessApiRef } from '../../api';
import { useApiData, useReadinessTranslation } from '../../hooks';
import { scorecardsLink } from '../../links';
import type { T } from '../../model/sentences';
import { rootRouteRef } from '../../routes';
import {
  BackLink,
  FactList,
  PageHead,
  Predicate,
  useDefinitionStyles,
} from '../Definition';
import type { Fact } from '../Definition';
import { Day } from '../RelativeTime';
import { Answered, ErrorState } from '../States';
import { Who } from '../Who';
import { GapsPanel } from './GapsPanel';
import { SectionTable } from './SectionTable';

export const ScorecardPage = () => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const api = useApi(readinessApiRef);
  const root = useRouteRef(rootRouteRef)();
  const { scorecard: id = '' } = useParams();
  const scorecard = useApiData(id, signal => api.getScorecard(id, { signal }));
  const evidence = useApiData(id, signal =>
    api.getScorecardEvidence(id, { signal }),
  );
  const back = { to: scorecardsLink(root), label: t('scorecard.back') };
  const retry = () => {
    scorecard.retry();
    if (evidence.error) evidence.retry();
  };
  return (
    <div className={classes.page} aria-busy={scorecard.loading}>
      {!scorecard.value && <BackLink {...back} />}
      <Answered data={{ ...scorecard, retry }} rows={8}>
        {value => (
          <>
            <PageHead back={back} title={value.title} id={value.id}>
              <Typography variant="body2">{value.description}</Typography>
              <FactList facts={factsOf(t, value)} />
              <Link to={`${root}?scorecard=${encodeURIComponent(id)}`}>
                {t('scorecard.gates')}
              </Link>
            </PageHead>
            {evidence.error && !evidence.loading && (
              <ErrorState error={evidence.error} onRetry={evidence.retry} />
            )}
            {evidence.value && (
              <GapsPanel scorecard={value} evidence={evidence.value} />
            )}
            {value.sections
              .filter(({ items }) => items.length > 0)
              .map(section => (
                <SectionTable
                  key={section.id}
                  section={section}
                  evidence={evidence.value}
                />
              ))}
          </>
        )}
      </Answered>
    </div>
  );
};

function factsOf(t: T, scorecard: Scorecard): Fact[] {
  const { appliesTo, expects, gate, claim, target, source } = scorecard;
  const { owner, waiversDecidedBy = owner } = scorecard;
  return [
    [t('scorecards.appliesTo'), <Predicate predicate={appliesTo} />],
    [t('scorecard.expects'), expects && t('scorecard.expectsWorkload')],
    [
      t('scorecard.environments'),
      gate.environments?.join(', ') ?? t('scorecard.production'),
    ],
    [
      t('scorecard.onPlatformUnknown'),
      t(`scorecard.${gate.onPlatformUnknown}`),
    ],
    [t('scorecards.claim'), claim && <q>{claim}</q>],
    [
      t('scorecard.target'),
      target && (
        <>
          {t('scorecard.targetScore', { score: String(target.score) })}{' '}
          <Day iso={target.date} />
        </>
      ),
    ],
    [t('scorecards.owner'), owner && <Who entityRef={owner} />],
    [
      t('scorecard.decides'),
      waiversDecidedBy && <Who entityRef={waiversDecidedBy} />,
    ],
    [
      t('definition.source'),
      <code>
        {source.file}:{source.line}
      </code>,
    ],
  ];
}
