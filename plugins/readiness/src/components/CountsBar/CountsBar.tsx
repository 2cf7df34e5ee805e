/** Items by result: a bar for the eye, and the numbers with their words. */
import { makeStyles, useTheme } from '@material-ui/core/styles';
import type {
  ResultCounts,
  ResultKind,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { RESULTS } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { countSentence, countsSentence } from '../../model/sentences';
import { RESULT_LOOKS, toneColors } from '../../model/tones';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    gap: 2,
    height: 8,
    borderRadius: 4,
    overflow: 'hidden',
    backgroundColor: theme.palette.action.selected,
  },
  piece: { minWidth: 4 },
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 1.5),
    margin: 0,
    padding: 0,
    listStyle: 'none',
    fontSize: theme.typography.pxToRem(13),
    fontVariantNumeric: 'tabular-nums',
  },
  entry: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    whiteSpace: 'nowrap',
    '& svg': { fontSize: theme.typography.pxToRem(16) },
  },
}));

function useOccurring(counts: ResultCounts): ResultKind[] {
  return RESULTS.filter(result => counts[result] > 0);
}

/** Hatched where the result is unknown, as its chip is dashed: not a colour alone. */
export const CountsBar = ({ counts }: { counts: ResultCounts }) => {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useReadinessTranslation();
  const occurring = useOccurring(counts);
  return (
    <div
      className={classes.bar}
      role="img"
      aria-label={t('counts.label', { summary: countsSentence(t, counts) })}
    >
      {occurring.map(result => {
        const { main } = toneColors(theme, RESULT_LOOKS[result].tone);
        const background =
          result === 'unknown'
            ? `repeating-linear-gradient(115deg, ${main} 0 3px, transparent 3px 5px)`
            : main;
        return (
          <div
            key={result}
            className={classes.piece}
            style={{ flexGrow: counts[result], flexBasis: 0, background }}
          />
        );
      })}
    </div>
  );
};

export const CountsList = ({ counts }: { counts: ResultCounts }) => {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useReadinessTranslation();
  return (
    <ul className={classes.list}>
      {useOccurring(counts).map(result => {
        const { tone, Icon } = RESULT_LOOKS[result];
        return (
          <li key={result} className={classes.entry}>
            <Icon aria-hidden style={{ color: toneColors(theme, tone).main }} />
            {countSentence(t, result, counts[result])}
          </li>
        );
      })}
    </ul>
  );
};
