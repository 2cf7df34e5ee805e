/** The environments side by side: what the gate spans, and what it would meet elsewhere. */
import { makeStyles } from '@material-ui/core/styles';
import type { EnvironmentGate } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { countsSentence, waitingOnSentence } from '../../model/sentences';
import { CountsBar } from '../CountsBar';
import { VerdictChip } from '../VerdictChip';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 300px), 1fr))',
    gap: theme.spacing(1),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  card: {
    display: 'grid',
    alignContent: 'start',
    gap: theme.spacing(0.75),
    minWidth: 0,
    padding: theme.spacing(1, 1.5),
    borderRadius: 6,
    border: `1px solid ${theme.palette.divider}`,
  },
  apart: { borderStyle: 'dashed' },
  top: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
  },
  name: { fontWeight: 600, overflowWrap: 'anywhere' },
  gated: {
    flex: 1,
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
    whiteSpace: 'nowrap',
  },
  waiting: {
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(12),
  },
}));

export const EnvironmentStrip = ({
  environments,
}: {
  environments: EnvironmentGate[];
}) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const ordered = [...environments].sort(
    (a, b) => Number(b.gated) - Number(a.gated),
  );
  return (
    <ul className={classes.list} aria-label={t('gate.environments')}>
      {ordered.map(({ environment, gated, state }) => {
        const waiting = waitingOnSentence(t, state.waitingOn);
        return (
          <li
            key={environment}
            className={`${classes.card} ${gated ? '' : classes.apart}`}
          >
            <div className={classes.top}>
              <span className={classes.name}>
                {environment || t('gate.noEnvironment')}
              </span>
              <span
                className={classes.gated}
                title={t(gated ? 'gate.gatedHint' : 'gate.notGatedHint')}
              >
                {t(gated ? 'gate.gated' : 'gate.notGated')}
              </span>
              <VerdictChip verdict={state.verdict} size="small" />
            </div>
            <CountsBar counts={state.counts} />
            <span className={classes.waiting}>
              {[countsSentence(t, state.counts), waiting]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        );
      })}
    </ul>
  );
};
