/** Forward and back through pages that only a cursor can name. */
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { useReadinessTranslation } from '../../hooks';
import { useNumber } from '../RelativeTime';
import { useGateTableStyles } from './gateTableStyles';
import { PAGE_SIZE } from './useOverviewQuery';

export interface PagerProps {
  page: { items: unknown[]; total: number; nextCursor?: string };
  paging: {
    page?: number;
    next: (cursor: string) => void;
    previous: () => void;
  };
}

export const Pager = ({ page, paging }: PagerProps) => {
  const classes = useGateTableStyles();
  const { t } = useReadinessTranslation();
  const number = useNumber();
  const { items, total, nextCursor } = page;
  if (paging.page === 0 && !nextCursor) return null;
  const from =
    paging.page === undefined ? undefined : paging.page * PAGE_SIZE + 1;
  return (
    <nav className={classes.pager} aria-label={t('overview.paging')}>
      <Typography variant="body2" color="textSecondary">
        {from === undefined
          ? t('overview.rowsOpen', {
              rows: number(items.length),
              total: number(total),
            })
          : t('overview.rows', {
              from: number(from),
              to: number(from + items.length - 1),
              total: number(total),
            })}
      </Typography>
      {paging.page !== 0 && (
        <Button size="small" variant="outlined" onClick={paging.previous}>
          {t(
            paging.page === undefined ? 'overview.first' : 'overview.previous',
          )}
        </Button>
      )}
      <Button
        size="small"
        variant="outlined"
        disabled={!nextCursor}
        onClick={() => nextCursor && paging.next(nextCursor)}
      >
        {t('overview.next')}
      </Button>
    </nav>
  );
};
