/** What stands between this entity and its release, before anything else. */
import type { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import type { ItemView } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { countWaiting } from '../../model/gate';
import type { Blockers } from '../../model/gate';
import { toneColors } from '../../model/tones';
import { Panel } from '../Panel';

export interface WhatBlocksProps {
  blockers: Blockers;
  /** Items that fail without holding the gate, so that "nothing blocks" is not read as "all is well". */
  otherFails: number;
  renderItem: (item: ItemView) => ReactNode;
}

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0.25, 3),
    padding: theme.spacing(1.5, 2, 1),
  },
  quiet: {
    color: theme.palette.text.secondary,
    fontSize: theme.typography.pxToRem(13),
  },
  waiting: { fontSize: theme.typography.pxToRem(13), fontWeight: 600 },
  groupTitle: {
    margin: 0,
    padding: theme.spacing(0.5, 2),
    fontSize: theme.typography.pxToRem(12),
    fontWeight: 600,
    color: theme.palette.text.primary,
    backgroundColor: theme.palette.action.hover,
  },
  list: { margin: 0, padding: 0 },
  nothing: {
    display: 'flex',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    padding: theme.spacing(0, 2, 2),
  },
}));

export const WhatBlocks = ({
  blockers,
  otherFails,
  renderItem,
}: WhatBlocksProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const groups = [
    { title: t('blocks.failing'), items: blockers.failing },
    { title: t('blocks.open'), items: blockers.open },
    { title: t('blocks.changing'), items: blockers.changing },
    { title: t('blocks.warned'), items: blockers.warned },
    { title: t('blocks.waived'), items: blockers.waived },
  ].filter(group => group.items.length > 0);
  const nothing = blockers.failing.length + blockers.open.length === 0;
  return (
    <Panel>
      <div className={classes.head}>
        <Typography variant="h6" component="h3">
          {t('blocks.title')}
        </Typography>
        <Waiting items={[...blockers.failing, ...blockers.open]} />
        {blockers.failing.length > 1 && (
          <span className={classes.quiet}>{t('blocks.order')}</span>
        )}
      </div>
      {nothing && <Nothing otherFails={otherFails} />}
      {groups.map(({ title, items }) => (
        <div key={title}>
          <h4 className={classes.groupTitle}>
            {title} ({items.length})
          </h4>
          <ul className={classes.list}>{items.map(renderItem)}</ul>
        </div>
      ))}
    </Panel>
  );
};

/** Who must move, and for how many items. */
const Waiting = ({ items }: { items: ItemView[] }) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const parties = countWaiting(items);
  if (parties.length === 0) return null;
  return (
    <span className={classes.waiting}>
      {t('blocks.waiting')}{' '}
      {parties
        .map(([party, count]) =>
          t('blocks.waitingFor', { who: t(`waitingOn.${party}`), count }),
        )
        .join(', ')}
    </span>
  );
};

const Nothing = ({ otherFails }: { otherFails: number }) => {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useReadinessTranslation();
  return (
    <div className={classes.nothing}>
      <CheckCircleIcon
        aria-hidden
        style={{ color: toneColors(theme, 'good').main }}
      />
      <Typography variant="body2">
        {t('blocks.nothing')}{' '}
        {otherFails > 0 && t('blocks.nothingButFails', { count: otherFails })}
      </Typography>
    </div>
  );
};
