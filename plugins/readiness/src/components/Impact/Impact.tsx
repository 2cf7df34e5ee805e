/** Leads from an item that is not enforced for all to whom it would hold if it were. */
import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import GroupIcon from '@material-ui/icons/GroupOutlined';
import type { ItemView } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';
import { useDecisions } from '../Decisions';
import { ImpactDialog } from './ImpactDialog';

const useStyles = makeStyles({
  button: {
    textTransform: 'none',
    letterSpacing: 'normal',
    padding: '0 4px',
    minHeight: 24,
  },
});

export interface ImpactProps {
  item: ItemView;
  now: number;
}

/** Nothing where it is enforced for everybody, or where the item is shown without its gate. */
export const Impact = ({ item, now }: ImpactProps) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const [open, setOpen] = useState(false);
  const gate = useDecisions()?.gate;
  if (!gate || !isToCome(item, now)) return null;
  return (
    <>
      <Button
        size="small"
        color="primary"
        className={classes.button}
        startIcon={<GroupIcon />}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {t('impact.open')}
      </Button>
      {open && (
        <ImpactDialog
          scorecard={gate.scorecard}
          item={item}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
};

/** Whether there is somebody whom it does not hold yet. */
export function isToCome({ enforcement }: ItemView, now: number): boolean {
  const { mode, enforceFrom, cohort } = enforcement;
  if (mode !== 'enforce' || cohort) return true;
  return enforceFrom !== undefined && Date.parse(enforceFrom) > now;
}
