/** What the scorecard asks for and cannot be read, for want of a kind or of a grant; by cluster. */
import { Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type {
  Scorecard,
  ScorecardEvidence,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { evaluationsLink } from '../../links';
import { rootRouteRef } from '../../routes';
import { DataTable } from '../DataTable';
import { useDefinitionStyles } from '../Definition';
import { Panel } from '../Panel';
import { ShowMore } from '../Report/ShowMore';
import { causeKey, itemsOf, resourceGaps } from './gaps';

const SHOWN = 5;

export interface GapsPanelProps {
  scorecard: Scorecard;
  evidence: ScorecardEvidence;
}

export const GapsPanel = ({ scorecard, evidence }: GapsPanelProps) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const root = useRouteRef(rootRouteRef)();
  const { gaps } = evidence;
  const rows = gaps && resourceGaps(gaps, itemsOf(scorecard));
  if (!rows || rows.length === 0) {
    return (
      <Typography variant="body2">
        {t(rows ? 'scorecard.noGaps' : 'scorecard.gapsDenied')}
      </Typography>
    );
  }
  return (
    <Panel>
      <div className={classes.head}>
        <Typography variant="h6" component="h3">
          {t('scorecard.gapsTitle')}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {t('scorecard.gapsHint')}
        </Typography>
        <Link to={evaluationsLink(root)}>{t('scorecard.grants')}</Link>
      </div>
      <ShowMore values={rows} first={SHOWN} of={t('scorecard.gapsTitle')}>
        {shown => (
          <DataTable
            caption={t('scorecard.gapsCaption')}
            rows={shown}
            rowKey={({ cluster, resource, cause }) =>
              `${cluster}|${resource}|${cause}`
            }
            columns={[
              {
                id: 'cluster',
                label: t('scorecard.cluster'),
                render: ({ cluster }) => cluster,
                nowrap: true,
              },
              {
                id: 'resource',
                label: t('scorecard.resource'),
                render: ({ resource }) => resource,
                mono: true,
              },
              {
                id: 'cause',
                label: t('scorecard.cause'),
                render: gap => (
                  <>
                    {t(`scorecard.gap.${causeKey(gap)}`)}
                    {gap.namespaces.length > 0 &&
                      `, ${t('scorecard.namespaces', {
                        count:
                          gap.namespaces.length + (gap.moreNamespaces ?? 0),
                      })}`}
                  </>
                ),
                wide: true,
              },
              {
                id: 'items',
                label: t('scorecard.concerns'),
                render: ({ items }) => (
                  <span title={items.map(({ text }) => text).join('\n')}>
                    {t('scorecard.gapItems', { count: items.length })}
                  </span>
                ),
                nowrap: true,
              },
            ]}
          />
        )}
      </ShowMore>
    </Panel>
  );
};
