/** What changed of one item; asked for when somebody opens it. */
import { useMemo, useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import Button from '@material-ui/core/Button';
import HistoryIcon from '@material-ui/icons/History';
import { makeStyles } from '@material-ui/core/styles';
import type { ItemView } from '@readiness-gates/backstage-plugin-readiness-common';
import { useElementId, useReadinessTranslation } from '../../hooks';
import { Changes } from './Changes';

export interface ItemHistoryProps {
  entityRef: string;
  scorecard: string;
  item: ItemView;
  now: number;
}

const useStyles = makeStyles(theme => ({
  button: { textTransform: 'none', letterSpacing: 'normal' },
  box: {
    marginTop: theme.spacing(0.75),
    borderRadius: 6,
    border: `1px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.background.paper,
    overflow: 'hidden',
    '& > :first-child': { paddingTop: theme.spacing(1) },
  },
}));

export const ItemHistory = (props: ItemHistoryProps) => {
  const { entityRef, scorecard, item, now } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const [open, setOpen] = useState(false);
  const id = useElementId();
  const path = useMemo(() => parseEntityRef(entityRef), [entityRef]);
  return (
    <div>
      <Button
        size="small"
        color="primary"
        className={classes.button}
        startIcon={<HistoryIcon />}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {t(open ? 'timeline.hideItem' : 'timeline.showItem')}
      </Button>
      {open && (
        <div id={id} className={classes.box}>
          <Changes
            path={path}
            scorecard={scorecard}
            item={item.id}
            title={t('timeline.itemTitle', { item: item.text })}
            empty={t('timeline.itemEmpty')}
            textOf={() => item.text}
            readAt={item}
            now={now}
          />
        </div>
      )}
    </div>
  );
};
