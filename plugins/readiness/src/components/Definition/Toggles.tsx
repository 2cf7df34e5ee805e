/** Choosing results by pressing them; each with its icon, its word and how many there are. */
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import classNames from 'classnames';
import type { ResultKind } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { RESULT_LOOKS, toneColors } from '../../model/tones';
import { useNumber } from '../RelativeTime';

export interface ResultTogglesProps<R extends ResultKind> {
  label: string;
  counts: Record<R, number>;
  results: readonly R[];
  value: R[];
  onChange: (value: R[]) => void;
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
  count: {
    color: theme.palette.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  },
}));

export function ResultToggles<R extends ResultKind>(
  props: ResultTogglesProps<R>,
) {
  const { label, counts, results, value, onChange } = props;
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useReadinessTranslation();
  const number = useNumber();
  const shown = results.filter(
    result => counts[result] > 0 || value.includes(result),
  );
  return (
    <div className={classes.group} role="group" aria-label={label}>
      {shown.map(result => {
        const { Icon, tone } = RESULT_LOOKS[result];
        const on = value.includes(result);
        return (
          <ButtonBase
            key={result}
            className={classNames(classes.toggle, on && classes.on)}
            focusVisibleClassName={classes.focus}
            aria-pressed={on}
            onClick={() =>
              onChange(
                on ? value.filter(one => one !== result) : [...value, result],
              )
            }
          >
            <Icon aria-hidden style={{ color: toneColors(theme, tone).main }} />
            {t(`result.${result as ResultKind}`)}{' '}
            <span className={classes.count}>{number(counts[result])}</span>
          </ButtonBase>
        );
      })}
    </div>
  );
}
