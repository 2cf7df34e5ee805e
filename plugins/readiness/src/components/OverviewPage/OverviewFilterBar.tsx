/** The overview's filters. Owners, systems and the like are asked for when their list is opened. */
import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import FilterListIcon from '@material-ui/icons/FilterList';
import PersonOutlineIcon from '@material-ui/icons/PersonOutline';
import TuneIcon from '@material-ui/icons/Tune';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';
import { parseEntityRef } from '@backstage/catalog-model';
import { VERDICTS } from '@readiness-gates/backstage-plugin-readiness-common';
import type { ScorecardOverview } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { UrlChange } from '../../hooks/useUrlState';
import { DebouncedTextField } from './DebouncedTextField';
import { GroupPicker, OptionPicker } from './OptionPicker';
import { FILTER_NAMES, setFilters, WAITING_ON } from './useOverviewQuery';
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
  all: { display: 'grid', gap: theme.spacing(1.5) },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    minHeight: 40,
    [theme.breakpoints.up('sm')]: { gridColumn: 'auto / span 2' },
  },
  /** On a narrow screen these fields would push the table out of sight. */
  narrowOnly: {
    display: 'none',
    [theme.breakpoints.down('xs')]: {
      display: 'inline-flex',
      marginBottom: theme.spacing(1.5),
    },
  },
  folded: { [theme.breakpoints.down('xs')]: { display: 'none' } },
}));

/** Those that most people filter by; the others wait behind a button. */
const USUAL = ['q', 'scorecard', 'verdict', 'owner', 'owned'] as const;
const MORE_ID = 'readiness-more-filters';

/** Filters whose options are the groups that have gates. */
const GROUPED = [
  'system',
  'domain',
  'cluster',
  'kind',
  'type',
  'lifecycle',
  'tag',
] as const;

export const OverviewFilterBar = ({
  scorecards,
  filters,
  onChange,
}: OverviewFilterBarProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const [unfolded, setUnfolded] = useState(false);
  const [more, setMore] = useState(false);
  const set = setFilters(filters);
  const hidden = set.filter(
    name => !(USUAL as readonly string[]).includes(name),
  );
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
      <div className={`${classes.all} ${unfolded ? '' : classes.folded}`}>
        <div className={classes.fields}>
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
            optionLabel={id =>
              scorecards.find(one => one.id === id)?.title ?? id
            }
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
          <div className={classes.buttons}>
            <Button
              size="small"
              variant={filters.owned ? 'contained' : 'text'}
              color={filters.owned ? 'primary' : 'default'}
              disableElevation
              startIcon={<PersonOutlineIcon />}
              aria-pressed={filters.owned}
              onClick={() =>
                onChange({ owned: filters.owned ? undefined : 'true' })
              }
            >
              {t('overview.owned')}
            </Button>
            <Button
              size="small"
              startIcon={<TuneIcon />}
              aria-expanded={more}
              aria-controls={more ? MORE_ID : undefined}
              onClick={() => setMore(!more)}
            >
              {t(more ? 'overview.fewerFilters' : 'overview.moreFilters')}
              {hidden.length > 0 && ` (${hidden.length})`}
            </Button>
            {set.length > 0 && (
              <Button color="primary" size="small" onClick={clear}>
                {t('overview.clear')}
              </Button>
            )}
          </div>
        </div>
        {more && (
          <div id={MORE_ID} className={classes.fields}>
            <MoreFilters filters={filters} onChange={onChange} />
          </div>
        )}
      </div>
    </div>
  );
};

const MoreFilters = ({
  filters,
  onChange,
}: Pick<OverviewFilterBarProps, 'filters' | 'onChange'>) => {
  const { t } = useReadinessTranslation();
  return (
    <>
      <OptionPicker
        label={t('waitingOn.title')}
        options={[...WAITING_ON]}
        optionLabel={who => t(`waitingOn.${who}`)}
        value={filters.waitingOn}
        onChange={waitingOn => onChange({ waitingOn })}
      />
      <GroupPicker
        label={t('overview.environment')}
        placeholder={t('overview.environmentHint')}
        groupBy="environment"
        optionLabel={environment => environment}
        value={filters.environment ? [filters.environment] : []}
        // One at a time: the one chosen last.
        onChange={chosen => onChange({ environment: chosen.slice(-1) })}
      />
      {GROUPED.map(name => (
        <GroupPicker
          key={name}
          label={t(`overview.${name}`)}
          groupBy={name}
          optionLabel={value =>
            name === 'system' || name === 'domain'
              ? shortRef(value, name)
              : value
          }
          value={filters[name]}
          onChange={value => onChange({ [name]: value })}
        />
      ))}
    </>
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
