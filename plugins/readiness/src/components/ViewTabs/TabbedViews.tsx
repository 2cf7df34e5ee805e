/** Views side by side, one of them shown; which one is the caller's to keep. */
import type { ComponentType, ReactNode } from 'react';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import type { SvgIconProps } from '@material-ui/core/SvgIcon';
import { makeStyles } from '@material-ui/core/styles';

export interface TabbedViewsProps<V extends string> {
  /** Begins the ids of tabs and panel. */
  id: string;
  label: string;
  views: { view: V; label: string; Icon: ComponentType<SvgIconProps> }[];
  view: V;
  onSelect: (view: V) => void;
  /** At the end of the line of tabs. */
  aside?: ReactNode;
  children: ReactNode;
}

const useStyles = makeStyles(theme => ({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(2),
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  tabs: {
    flex: '1 1 auto',
    minWidth: 0,
    maxWidth: '100%',
    minHeight: 40,
  },
  tab: {
    minHeight: 40,
    minWidth: 0,
    textTransform: 'none',
    letterSpacing: 'normal',
    opacity: 1,
    padding: theme.spacing(0.5, 2),
    [theme.breakpoints.down('xs')]: { padding: theme.spacing(0.5, 1.25) },
  },
  label: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.75),
    fontSize: theme.typography.pxToRem(14),
    '& svg': { fontSize: theme.typography.pxToRem(20) },
  },
}));

export function TabbedViews<V extends string>(props: TabbedViewsProps<V>) {
  const { id, label, views, view, onSelect, aside, children } = props;
  const classes = useStyles();
  const panelId = `${id}-panel`;
  const tabId = (one: V) => `${id}-tab-${one}`;
  return (
    <div>
      <div className={classes.line}>
        <Tabs
          className={classes.tabs}
          value={view}
          onChange={(_, next: V) => onSelect(next)}
          indicatorColor="primary"
          variant="scrollable"
          scrollButtons="off"
          aria-label={label}
        >
          {views.map(({ view: one, label: name, Icon }) => (
            <Tab
              key={one}
              id={tabId(one)}
              aria-controls={panelId}
              className={classes.tab}
              value={one}
              label={
                <span className={classes.label}>
                  <Icon aria-hidden />
                  {name}
                </span>
              }
            />
          ))}
        </Tabs>
        {aside}
      </div>
      <div id={panelId} role="tabpanel" aria-labelledby={tabId(view)}>
        {children}
      </div>
    </div>
  );
}
