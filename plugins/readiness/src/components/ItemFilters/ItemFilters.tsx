/** Narrows the list of items; what is chosen lives in the address and travels with it. */
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { RESULTS } from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  ItemView,
  Severity,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { isFiltered, shownResult } from '../../model/gate';
import type { ItemFilter } from '../../model/gate';
import type { ShownResult } from '../../model/tones';
import { ResultToggles, Toggles } from '../Toggles';

export const SHOWN_RESULTS: readonly ShownResult[] = [
  RESULTS[0],
  'changing',
  ...RESULTS.slice(1),
];
export const SEVERITIES: readonly Severity[] = ['blocking', 'recommended'];

export interface ItemFiltersProps {
  items: ItemView[];
  filter: ItemFilter;
  onChange: (filter: ItemFilter) => void;
}

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
}));

export const ItemFilters = ({ items, filter, onChange }: ItemFiltersProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  return (
    <div className={classes.root}>
      <ResultToggles
        label={t('entity.filterResult')}
        results={SHOWN_RESULTS}
        counts={countShown(items)}
        value={filter.results}
        onChange={results => onChange({ ...filter, results })}
      />
      <Toggles
        label={t('entity.filterSeverity')}
        options={SEVERITIES.map(value => ({
          value,
          label: t(`severity.${value}`),
        }))}
        value={filter.severities}
        onChange={severities => onChange({ ...filter, severities })}
      />
      {isFiltered(filter) && (
        <Button
          size="small"
          color="primary"
          onClick={() => onChange({ results: [], severities: [] })}
        >
          {t('entity.clearFilters')}
        </Button>
      )}
    </div>
  );
};

function countShown(items: ItemView[]): Record<ShownResult, number> {
  const shown = items
    .filter(item => !item.notEvaluated)
    .map(item => shownResult(item));
  return Object.fromEntries(
    SHOWN_RESULTS.map(result => [
      result,
      shown.filter(one => one === result).length,
    ]),
  ) as Record<ShownResult, number>;
}
