/** How many of a list are shown, and the way to the others. */
import Button from '@material-ui/core/Button';
import { useReadinessTranslation } from '../../hooks';
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
        <Button
          size="small"
          variant="outlined"
          color="primary"
          disabled={loading}
          onClick={onMore}
        >
          {t(loading ? 'definition.loadingMore' : 'definition.more')}
        </Button>
      )}
    </div>
  );
};
