/** One tab a scorecard, each with its verdict, so that nobody has to open it to know. */
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { makeStyles } from '@material-ui/core/styles';
import type { GateOverview } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
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
  label: { display: 'flex', alignItems: 'center', gap: theme.spacing(1) },
}));

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
            <span className={classes.label}>
              {scorecard.title}
              <VerdictChip verdict={own.verdict} size="small" />
            </span>
          }
        />
      ))}
    </Tabs>
  );
};
