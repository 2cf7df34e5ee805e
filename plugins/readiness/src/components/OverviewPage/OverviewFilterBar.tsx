/** The overview's filters. Owners, systems and kinds are asked for when their list is opened. */
import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import FilterListIcon from '@material-ui/icons/FilterList';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';
import { parseEntityRef } from '@backstage/catalog-model';
import { VERDICTS } from '@readiness-gates/backstage-plugin-readiness-common';
import type { ScorecardOverview } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { UrlChange } from '../../hooks/useUrlState';
import { DebouncedTextField } from './DebouncedTextField';
import { GroupPicker, OptionPicker } from './OptionPicker';
import { FILTER_NAMES } from './useOverviewQuery';
import type { OverviewFilters } from './useOverviewQuery';

export interface OverviewFilterBarProps {
  scorecards: ScorecardOverview[];
  filters: OverviewFilters;
  onChange: (change: UrlChange) => void;
}

const useStyles = makeStyles(theme => ({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 210px), 1fr))',
    gap: theme.spacing(1.5),
    alignItems: 'start',
  },
  /** On a narrow screen seven fields would push the table out of sight. */
  narrowOnly: {
    display: 'none',
    [theme.breakpoints.down('xs')]: {
      display: 'inline-flex',
      marginBottom: theme.spacing(1.5),
    },
  },
  folded: { [theme.breakpoints.down('xs')]: { display: 'none' } },
  clear: { justifySelf: 'start', minHeight: 40 },
}));

const isSet = (filters: OverviewFilters) =>
  FILTER_NAMES.filter(name => filters[name].length > 0);

export const OverviewFilterBar = ({
  scorecards,
  filters,
  onChange,
}: OverviewFilterBarProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const [unfolded, setUnfolded] = useState(false);
  const set = isSet(filters);
  const clear = () =>
    onChange(Object.fromEntries(FILTER_NAMES.map(name => [name, undefined])));

  return (
    <div role="search" aria-label={t('overview.filters')}>
      <Button
        className={classes.narrowOnly}
        size="small"
        variant="outlined"
        startIcon={<FilterListIcon />}
        aria-expanded={unfolded}
        onClick={() => setUnfolded(!unfolded)}
      >
        {t('overview.filters')}
        {set.length > 0 && ` (${set.length})`}
      </Button>
      <div className={`${classes.fields} ${unfolded ? '' : classes.folded}`}>
        <DebouncedTextField
          id="readiness-filter-search"
          label={t('overview.search')}
          placeholder={t('overview.searchHint')}
          value={filters.q}
          onChange={q => onChange({ q })}
        />
        <OptionPicker
          label={t('overview.scorecard')}
          options={scorecards.map(({ id }) => id)}
          optionLabel={id => scorecards.find(one => one.id === id)?.title ?? id}
          value={filters.scorecard}
          onChange={scorecard => onChange({ scorecard })}
        />
        <OptionPicker
          label={t('overview.verdict')}
          options={[...VERDICTS]}
          optionLabel={verdict => t(`verdict.${verdict}`)}
          value={filters.verdict}
          onChange={verdict => onChange({ verdict })}
        />
        <GroupPicker
          label={t('overview.owner')}
          groupBy="owner"
          optionLabel={ref => shortRef(ref, 'group')}
          value={filters.owner}
          onChange={owner => onChange({ owner })}
        />
        <GroupPicker
          label={t('overview.system')}
          groupBy="system"
          optionLabel={ref => shortRef(ref, 'system')}
          value={filters.system}
          onChange={system => onChange({ system })}
        />
        <GroupPicker
          label={t('overview.kind')}
          groupBy="kind"
          optionLabel={kind => kind}
          value={filters.kind}
          onChange={kind => onChange({ kind })}
        />
        <DebouncedTextField
          id="readiness-filter-environment"
          label={t('overview.environment')}
          placeholder={t('overview.environmentHint')}
          value={filters.environment}
          onChange={environment => onChange({ environment })}
        />
        {set.length > 0 && (
          <Button
            color="primary"
            size="small"
            className={classes.clear}
            onClick={clear}
          >
            {t('overview.clear')}
          </Button>
        )}
      </div>
    </div>
  );
};

/** `group:default/payments` → `payments`; what is no ref stays as it is. */
export function shortRef(ref: string, defaultKind: string): string {
  try {
    return humanizeEntityRef(parseEntityRef(ref, { defaultKind }), {
      defaultKind,
    });
  } catch {
    return ref;
  }
}
