/** Choosing several of a few by pressing them; results each with their icon, their word and how many there are. */
import type { ReactNode } from 'react';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import classNames from 'classnames';
import { useReadinessTranslation } from '../../hooks';
import { RESULT_LOOKS, toneColors } from '../../model/tones';
import type { ShownResult } from '../../model/tones';
import { useNumber } from '../RelativeTime';

export interface TogglesProps<V extends string> {
  label: string;
  options: { value: V; label: ReactNode }[];
  value: V[];
  onChange: (value: V[]) => void;
}

const useStyles = makeStyles(theme => ({
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
  count: { fontVariantNumeric: 'tabular-nums' },
}));

export function Toggles<V extends string>(props: TogglesProps<V>) {
  const { label, options, value, onChange } = props;
  const classes = useStyles();
  return (
    <div className={classes.group} role="group" aria-label={label}>
      {options.map(option => {
        const on = value.includes(option.value);
        return (
          <ButtonBase
            key={option.value}
            className={classNames(classes.toggle, on && classes.on)}
            focusVisibleClassName={classes.focus}
            aria-pressed={on}
            onClick={() =>
              onChange(
                on
                  ? value.filter(one => one !== option.value)
                  : [...value, option.value],
              )
            }
          >
            {option.label}
          </ButtonBase>
        );
      })}
    </div>
  );
}

export interface ResultTogglesProps<R extends ShownResult>
  extends Omit<TogglesProps<R>, 'options'> {
  counts: Record<R, number>;
  results: readonly R[];
}

/** Those that occur, and those that are chosen. */
export function ResultToggles<R extends ShownResult>(
  props: ResultTogglesProps<R>,
) {
  const { counts, results, ...rest } = props;
  const shown = results.filter(
    result => counts[result] > 0 || rest.value.includes(result),
  );
  return (
    <Toggles
      {...rest}
      options={shown.map(result => ({
        value: result,
        label: <ResultLabel result={result} count={counts[result]} />,
      }))}
    />
  );
}

const ResultLabel = ({
  result,
  count,
}: {
  result: ShownResult;
  count: number;
}) => {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useReadinessTranslation();
  const number = useNumber();
  const { Icon, tone } = RESULT_LOOKS[result];
  return (
    <>
      <Icon aria-hidden style={{ color: toneColors(theme, tone).main }} />
      {t(`result.${result}`)}{' '}
      <span className={classes.count}>{number(count)}</span>
    </>
  );
};
