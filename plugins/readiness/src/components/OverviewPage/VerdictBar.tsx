/** How many are ready, blocked, incomplete, as a bar; it says nothing that the numbers beside it do not. */
import { makeStyles, useTheme } from '@material-ui/core/styles';
import { VERDICTS } from '@readiness-gates/backstage-plugin-readiness-common';
import type { Verdict } from '@readiness-gates/backstage-plugin-readiness-common';
import { VERDICT_LOOKS, toneColors } from '../../model/tones';

export interface VerdictBarProps {
  /** Nothing counted leaves it empty. */
  counts?: Record<Verdict, number>;
}

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    gap: 2,
    height: 8,
    minWidth: 120,
    borderRadius: 4,
    overflow: 'hidden',
    backgroundColor: theme.palette.action.selected,
  },
}));

export const VerdictBar = ({ counts }: VerdictBarProps) => {
  const classes = useStyles();
  const theme = useTheme();
  return (
    <div className={classes.root} aria-hidden>
      {VERDICTS.map(
        verdict =>
          counts &&
          counts[verdict] > 0 && (
            <div
              key={verdict}
              style={{
                flexGrow: counts[verdict],
                flexBasis: 0,
                minWidth: 4,
                backgroundColor: toneColors(theme, VERDICT_LOOKS[verdict].tone)
                  .main,
              }}
            />
          ),
      )}
    </div>
  );
};
