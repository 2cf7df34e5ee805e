/** The overview without rows: because of the filters, or because nothing is there yet. */
import Typography from '@material-ui/core/Typography';
import { useReadinessTranslation } from '../../hooks';
import type { T } from '../../model/sentences';
import { Panel } from '../Panel';
import { useGateTableStyles } from './gateTableStyles';

export interface NoGatesProps {
  filtered: boolean;
  noScorecards: boolean;
  /** Without a box around it, for places that are a box already. */
  bare?: boolean;
}

export const NoGates = ({ filtered, noScorecards, bare }: NoGatesProps) => {
  const classes = useGateTableStyles();
  const { t } = useReadinessTranslation();
  const [title, text] = reason(t, filtered, noScorecards);
  const content = (
    <div className={classes.empty} role="status">
      <Typography variant="h6" component="h2">
        {title}
      </Typography>
      <Typography variant="body2">{text}</Typography>
    </div>
  );
  return bare ? content : <Panel>{content}</Panel>;
};

function reason(t: T, filtered: boolean, noScorecards: boolean) {
  if (noScorecards) {
    return [t('overview.noScorecards'), t('overview.noScorecardsText')];
  }
  if (filtered) {
    return [t('overview.emptyFilteredTitle'), t('overview.emptyFiltered')];
  }
  return [t('overview.emptyTitle'), t('overview.empty')];
}
