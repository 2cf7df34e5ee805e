/** The two views of a gate: its items, and the report that is computed from them. */
import type { ReactNode } from 'react';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { makeStyles } from '@material-ui/core/styles';
import AssessmentIcon from '@material-ui/icons/AssessmentOutlined';
import ListIcon from '@material-ui/icons/PlaylistAddCheck';
import { useReadinessTranslation, useUrlState } from '../../hooks';

export type GateView = 'items' | 'report';

const VIEWS = [
  { view: 'items', Icon: ListIcon },
  { view: 'report', Icon: AssessmentIcon },
] as const;

const PANEL_ID = 'readiness-view-panel';
const tabId = (view: GateView) => `readiness-view-tab-${view}`;

const useStyles = makeStyles(theme => ({
  tabs: {
    minHeight: 40,
    marginBottom: theme.spacing(2),
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  tab: {
    minHeight: 40,
    minWidth: 0,
    textTransform: 'none',
    letterSpacing: 'normal',
    opacity: 1,
    padding: theme.spacing(0.5, 2),
  },
  label: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    fontSize: theme.typography.pxToRem(14),
    '& svg': { fontSize: theme.typography.pxToRem(20) },
  },
}));

/** Which view the address names. */
export function useGateView() {
  const { params, change } = useUrlState();
  const view: GateView = params.get('view') === 'report' ? 'report' : 'items';
  const select = (next: GateView) =>
    change(
      {
        view: next === 'report' ? next : undefined,
        item: undefined,
        part: undefined,
      },
      // Back leads back to the other view.
      { replace: false },
    );
  return { view, select };
}

export const ViewTabs = ({
  children,
}: {
  children: (view: GateView) => ReactNode;
}) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const { view, select } = useGateView();
  return (
    <div>
      <Tabs
        className={classes.tabs}
        value={view}
        onChange={(_, next: GateView) => select(next)}
        indicatorColor="primary"
        aria-label={t('view.label')}
      >
        {VIEWS.map(({ view: one, Icon }) => (
          <Tab
            key={one}
            id={tabId(one)}
            aria-controls={PANEL_ID}
            className={classes.tab}
            value={one}
            label={
              <span className={classes.label}>
                <Icon aria-hidden />
                {t(`view.${one}`)}
              </span>
            }
          />
        ))}
      </Tabs>
      <div id={PANEL_ID} role="tabpanel" aria-labelledby={tabId(view)}>
        {children(view)}
      </div>
    </div>
  );
};
