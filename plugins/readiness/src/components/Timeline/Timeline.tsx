/** What changed of a gate, newest first; asked for when somebody opens it. */
import { useState } from 'react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  EntityPath,
  ItemView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { useElementId, useReadinessTranslation } from '../../hooks';
import { Panel } from '../Panel';
import { Changes } from './Changes';

export interface TimelineProps {
  path: EntityPath;
  scorecard: string;
  /** For their texts: a change names its item by id. */
  items: ItemView[];
  /** Another one where the gate was read again: something may have changed. */
  readAt: unknown;
  now: number;
}

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    padding: theme.spacing(1.5, 2),
  },
}));

export const Timeline = ({ items, ...shown }: TimelineProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const [open, setOpen] = useState(false);
  const id = useElementId();
  const textOf = (item: string) =>
    items.find(one => one.id === item)?.text ?? item;
  return (
    <Panel>
      <div className={classes.head}>
        <Typography variant="h6" component="h3">
          {t('timeline.title')}
        </Typography>
        <Button
          size="small"
          color="primary"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'timeline.hide' : 'timeline.show')}
        </Button>
      </div>
      {open && (
        <div id={id}>
          <Changes
            {...shown}
            title={t('timeline.title')}
            empty={t('timeline.empty')}
            textOf={textOf}
          />
        </div>
      )}
    </Panel>
  );
};
