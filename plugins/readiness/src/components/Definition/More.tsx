/** How many of a list are shown, and the way to the others. */
import { useReadinessTranslation } from '../../hooks';
import { BusyButton } from '../BusyButton';
import { useNumber } from '../RelativeTime';
import { useDefinitionStyles } from './styles';

export interface MoreProps {
  shown: number;
  total: number;
  loading?: boolean;
  onMore?: () => void;
}

export const More = ({ shown, total, loading, onMore }: MoreProps) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const number = useNumber();
  if (shown >= total && !onMore) return null;
  return (
    <div className={classes.more}>
      <span className={classes.quiet}>
        {t('definition.shown', { shown: number(shown), total: number(total) })}
      </span>
      {onMore && (
        <BusyButton
          size="small"
          variant="outlined"
          color="primary"
          busy={Boolean(loading)}
          onClick={onMore}
        >
          {t(loading ? 'definition.loadingMore' : 'definition.more')}
        </BusyButton>
      )}
    </div>
  );
};
