/** Narrows the list of checks; what is chosen lives in the address. */
import Button from '@material-ui/core/Button';
import { EVIDENCE_KINDS } from '@readiness-gates/backstage-plugin-readiness-common';
import type { CheckOverview } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { UrlChange } from '../../hooks/useUrlState';
import { useDefinitionStyles } from '../Definition';
import { Choice } from '../OverviewPage/Choice';
import { DebouncedTextField } from '../OverviewPage/DebouncedTextField';
import { OptionPicker } from '../OverviewPage/OptionPicker';
import { ResultToggles } from '../Toggles';
import {
  countOpen,
  FILTERS,
  known,
  OPEN_RESULTS,
  ORDERS,
} from './checkFilters';
import type { CheckFilters } from './checkFilters';

export interface CheckFilterBarProps {
  checks: CheckOverview[];
  filters: CheckFilters;
  onChange: (change: UrlChange) => void;
}

const ORDER_LABELS = {
  open: 'checks.sortOpen',
  name: 'checks.sortName',
} as const;

export const CheckFilterBar = (props: CheckFilterBarProps) => {
  const { checks, filters, onChange } = props;
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const areas = [...new Set(checks.map(({ area }) => area))].sort();
  const kinds = known(
    EVIDENCE_KINDS,
    checks.flatMap(({ evidence }) => evidence),
  );
  const scorecards = new Map(
    checks.flatMap(one => one.scorecards).map(({ id, title }) => [id, title]),
  );
  const { sort: _, ...chosen } = filters;
  const isSet = Object.values(chosen).some(value => value.length > 0);
  return (
    <div
      className={classes.page}
      role="search"
      aria-label={t('overview.filters')}
    >
      <div className={classes.filters}>
        <DebouncedTextField
          id="readiness-checks-search"
          label={t('overview.search')}
          placeholder={t('checks.searchHint')}
          value={filters.q}
          onChange={q => onChange({ q })}
        />
        <OptionPicker
          label={t('checks.area')}
          options={areas}
          optionLabel={area => area}
          value={filters.area}
          onChange={area => onChange({ area })}
        />
        <OptionPicker
          label={t('checks.evidence')}
          options={kinds}
          optionLabel={kind => t(`evidence.${kind}`)}
          value={filters.evidence}
          onChange={evidence => onChange({ evidence })}
        />
        <OptionPicker
          label={t('checks.scorecard')}
          options={[...scorecards.keys()]}
          optionLabel={id => scorecards.get(id) ?? id}
          value={filters.scorecard}
          onChange={scorecard => onChange({ scorecard })}
        />
        <Choice
          id="readiness-checks-sort"
          label={t('checks.sort')}
          value={filters.sort}
          options={ORDERS.map(value => ({
            value,
            label: t(ORDER_LABELS[value]),
          }))}
          onChange={sort =>
            onChange({ sort: sort === 'open' ? undefined : sort })
          }
        />
      </div>
      <div className={classes.row}>
        <ResultToggles
          label={t('checks.result')}
          results={OPEN_RESULTS}
          counts={countOpen(checks)}
          value={filters.result}
          onChange={result => onChange({ result })}
        />
        {isSet && (
          <Button
            size="small"
            color="primary"
            onClick={() =>
              onChange(
                Object.fromEntries(FILTERS.map(name => [name, undefined])),
              )
            }
          >
            {t('overview.clear')}
          </Button>
        )}
      </div>
    </div>
  );
};
