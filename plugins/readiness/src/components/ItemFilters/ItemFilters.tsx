/** Narrows the list of items; what is chosen lives in the address and travels with it. */
import Button from '@material-ui/core/Button';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import classNames from 'classnames';
import { RESULTS } from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  ItemView,
  Severity,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { isFiltered, shownResult } from '../../model/gate';
import type { ItemFilter } from '../../model/gate';
import { RESULT_LOOKS, toneColors } from '../../model/tones';
import type { ShownResult } from '../../model/tones';

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
  group: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.75) },
  toggle: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0.375, 1.25),
    borderRadius: 999,
    border: `1px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.background.paper,
    color: theme.palette.text.primary,
    font: 'inherit',
    fontSize: theme.typography.pxToRem(13),
    '& svg': { fontSize: theme.typography.pxToRem(16) },
    '&:hover': { backgroundColor: theme.palette.action.hover },
  },
  on: {
    borderColor: theme.palette.primary.main,
    boxShadow: `inset 0 0 0 1px ${theme.palette.primary.main}`,
    fontWeight: 600,
  },
  focus: {
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: 2,
  },
  count: {
    color: theme.palette.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  },
}));

export const ItemFilters = ({ items, filter, onChange }: ItemFiltersProps) => {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useReadinessTranslation();
  const evaluated = items.filter(item => !item.notEvaluated);
  const results = SHOWN_RESULTS.map(result => ({
    result,
    count: evaluated.filter(item => shownResult(item) === result).length,
  })).filter(
    ({ result, count }) => count > 0 || filter.results.includes(result),
  );

  return (
    <div className={classes.root}>
      <div
        className={classes.group}
        role="group"
        aria-label={t('entity.filterResult')}
      >
        {results.map(({ result, count }) => {
          const { Icon, tone } = RESULT_LOOKS[result];
          const on = filter.results.includes(result);
          return (
            <ButtonBase
              key={result}
              className={classNames(classes.toggle, on && classes.on)}
              focusVisibleClassName={classes.focus}
              aria-pressed={on}
              onClick={() =>
                onChange({
                  ...filter,
                  results: toggled(filter.results, result),
                })
              }
            >
              <Icon
                aria-hidden
                style={{ color: toneColors(theme, tone).main }}
              />
              {t(`result.${result}`)}{' '}
              <span className={classes.count}>{count}</span>
            </ButtonBase>
          );
        })}
      </div>
      <div
        className={classes.group}
        role="group"
        aria-label={t('entity.filterSeverity')}
      >
        {SEVERITIES.map(severity => {
          const on = filter.severities.includes(severity);
          return (
            <ButtonBase
              key={severity}
              className={classNames(classes.toggle, on && classes.on)}
              focusVisibleClassName={classes.focus}
              aria-pressed={on}
              onClick={() =>
                onChange({
                  ...filter,
                  severities: toggled(filter.severities, severity),
                })
              }
            >
              {t(`severity.${severity}`)}
            </ButtonBase>
          );
        })}
      </div>
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

function toggled<V>(values: V[], value: V): V[] {
  return values.includes(value)
    ? values.filter(one => one !== value)
    : [...values, value];
}
