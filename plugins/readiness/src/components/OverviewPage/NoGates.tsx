/** The overview without rows: because of the filters, or because nothing is there yet. */
import Typography from '@material-ui/core/Typography';
import { useReadinessTranslation } from '../../hooks';
import { Panel } from '../Panel';
import { useGateTableStyles } from './gateTableStyles';

export interface NoGatesProps {
  filtered: boolean;
  noScorecards: boolean;
}

export const NoGates = ({ filtered, noScorecards }: NoGatesProps) => {
  const classes = useGateTableStyles();
  const { t } = useReadinessTranslation();
  const [title, text] = noScorecards
    ? ([t('overview.noScorecards'), t('overview.noScorecardsText')] as const)
    : filtered
    ? ([t('overview.emptyFilteredTitle'), t('overview.emptyFiltered')] as const)
    : ([t('overview.emptyTitle'), t('overview.empty')] as const);
  return (
    <Panel>
      <div className={classes.empty} role="status">
        <Typography variant="h6" component="h2">
          {title}
        </Typography>
        <Typography variant="body2">{text}</Typography>
      </div>
    </Panel>
  );
};
