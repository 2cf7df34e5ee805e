/** One tab a scorecard, each with its verdict, so that nobody has to open it to know. */
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { makeStyles } from '@material-ui/core/styles';
import type {
  GateOverview,
  GateState,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import type { T } from '../../model/sentences';
import { VerdictChip } from '../VerdictChip';

export interface GateTabsProps {
  gates: GateOverview[];
  selected: string;
  onSelect: (scorecard: string) => void;
}

export const GATE_PANEL_ID = 'readiness-gate-panel';
export const gateTabId = (scorecard: string) =>
  `readiness-gate-tab-${scorecard}`;

const useStyles = makeStyles(theme => ({
  root: { borderBottom: `1px solid ${theme.palette.divider}` },
  tab: {
    maxWidth: 'none',
    minHeight: 48,
    textTransform: 'none',
    letterSpacing: 'normal',
    opacity: 1,
    padding: theme.spacing(0.75, 2),
  },
  words: { display: 'grid', gap: theme.spacing(0.25), justifyItems: 'start' },
  label: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
  /** They lie on the page's grey, where the quiet colour is too pale. */
  numbers: {
    fontSize: theme.typography.pxToRem(12),
    fontWeight: 400,
    fontVariantNumeric: 'tabular-nums',
  },
}));

function numbers(t: T, { score, coverage }: GateState): string {
  const { applicable, machineRead, stated } = coverage;
  return t('entity.gateNumbers', {
    score:
      score.value === undefined
        ? t('score.none')
        : t('score.value', { value: String(score.value) }),
    answered: String(machineRead + stated),
    applicable: String(applicable),
  });
}

export const GateTabs = ({ gates, selected, onSelect }: GateTabsProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  return (
    <Tabs
      className={classes.root}
      value={selected}
      onChange={(_, scorecard: string) => onSelect(scorecard)}
      variant="scrollable"
      scrollButtons="auto"
      indicatorColor="primary"
      aria-label={t('entity.gatesLabel')}
    >
      {gates.map(({ scorecard, own }) => (
        <Tab
          key={scorecard.id}
          id={gateTabId(scorecard.id)}
          aria-controls={GATE_PANEL_ID}
          className={classes.tab}
          value={scorecard.id}
          label={
            <span className={classes.words}>
              <span className={classes.label}>
                {scorecard.title}
                <VerdictChip verdict={own.verdict} size="small" />
              </span>
              <span className={classes.numbers}>{numbers(t, own)}</span>
            </span>
          }
        />
      ))}
    </Tabs>
  );
};
