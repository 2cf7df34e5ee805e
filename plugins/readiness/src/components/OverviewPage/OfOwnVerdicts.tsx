/** Says so where a filter by environment does not reach. */
import Alert from '@material-ui/lab/Alert';
import { useReadinessTranslation } from '../../hooks';
import type { OverviewFilters } from './useOverviewQuery';

export const OfOwnVerdicts = ({ filters }: { filters: OverviewFilters }) => {
  const { t } = useReadinessTranslation();
  return filters.environment ? (
    <Alert severity="info">{t('overview.ofOwnVerdicts')}</Alert>
  ) : null;
};
