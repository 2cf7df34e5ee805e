/** The score, and the range that unknown and pending items leave open. */
import { makeStyles } from '@material-ui/core/styles';
import type { Theme } from '@material-ui/core/styles';
import type { Score } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { toneColors } from '../../model/tones';

const useStyles = makeStyles<Theme, { score: Score }>(theme => ({
  root: { display: 'grid', gap: theme.spacing(0.5), minWidth: 0 },
  value: {
    fontVariantNumeric: 'tabular-nums',
    display: 'flex',
    alignItems: 'baseline',
    flexWrap: 'wrap',
    columnGap: theme.spacing(1),
  },
  number: { fontWeight: 600 },
  big: { fontSize: theme.typography.pxToRem(22), lineHeight: 1.2 },
  range: {
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
    whiteSpace: 'nowrap',
  },
  track: {
    position: 'relative',
    height: 6,
    borderRadius: 3,
    overflow: 'hidden',
    backgroundColor: theme.palette.action.selected,
  },
  sure: {
    position: 'absolute',
    inset: 0,
    right: 'auto',
    width: ({ score }) => `${score.low}%`,
    backgroundColor: toneColors(theme, 'good').main,
  },
  open: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    left: ({ score }) => `${score.low}%`,
    width: ({ score }) => `${Math.max(0, score.high - score.low)}%`,
    backgroundImage: `repeating-linear-gradient(115deg, ${
      toneColors(theme, 'unclear').main
    } 0 2px, transparent 2px 5px)`,
  },
}));

export interface ScoreMeterProps {
  score: Score;
  big?: boolean;
}

export const ScoreMeter = ({ score, big }: ScoreMeterProps) => {
  const { t } = useReadinessTranslation();
  const classes = useStyles({ score });
  const open = score.high - score.low >= 0.1;
  const range = { low: String(score.low), high: String(score.high) };
  return (
    <div className={classes.root}>
      <div className={classes.value}>
        <span className={`${classes.number} ${big ? classes.big : ''}`}>
          {score.value === undefined
            ? t('score.none')
            : t('score.value', { value: String(score.value) })}
        </span>
        {open && (
          <span className={classes.range} title={t('score.rangeHint', range)}>
            {t('score.range', range)}
          </span>
        )}
      </div>
      <div className={classes.track} aria-hidden>
        <div className={classes.sure} />
        {open && <div className={classes.open} />}
      </div>
    </div>
  );
};
