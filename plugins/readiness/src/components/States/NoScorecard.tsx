/** No scorecard applies: what that means and what to do. */
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { LinkButton } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { ANNOTATION_SCORECARDS } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { overviewRouteRef } from '../../routes';
import { FixPanel } from '../FixPanel';
import { Panel } from '../Panel';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1.5),
    padding: theme.spacing(3),
    maxWidth: 720,
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

const EXAMPLE = `\`\`\`yaml
metadata:
  annotations:
    ${ANNOTATION_SCORECARDS}: service-baseline
\`\`\``;

export const NoScorecard = ({ onRetry }: { onRetry: () => void }) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const overview = useRouteRef(overviewRouteRef);
  return (
    <Panel>
      <div className={classes.root}>
        <Typography variant="h6" component="h2">
          {t('empty.title')}
        </Typography>
        <Typography variant="body2">{t('empty.text')}</Typography>
        <FixPanel markdown={EXAMPLE} />
        <Typography variant="body2">{t('empty.afterwards')}</Typography>
        <div className={classes.actions}>
          <Button variant="outlined" color="primary" onClick={onRetry}>
            {t('empty.again')}
          </Button>
          {overview && (
            <LinkButton variant="outlined" color="primary" to={overview()}>
              {t('empty.overview')}
            </LinkButton>
          )}
        </div>
      </div>
    </Panel>
  );
};
