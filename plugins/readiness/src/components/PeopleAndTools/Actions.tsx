/** Buttons for what one may do; where one may not, they say why. */
import Button from '@material-ui/core/Button';
import classNames from 'classnames';
import LockIcon from '@material-ui/icons/LockOutlined';
import { useElementId } from '../../hooks';
import { usePeopleStyles } from './styles';

export interface Action {
  id: string;
  label: string;
  onClick: () => void;
  /** The one that one came for. */
  main?: boolean;
}

export interface ActionsProps {
  actions: Action[];
  /** Why none of them may be used. */
  whyNot?: string;
  /** What they are about, where several such buttons stand on a page. */
  of?: string;
  /** They stand at the end of a line. */
  end?: boolean;
}

export const Actions = ({ actions, whyNot, of, end }: ActionsProps) => {
  const classes = usePeopleStyles();
  const reason = useElementId();
  if (actions.length === 0) return null;
  return (
    <div className={classNames(classes.actions, end && classes.end)}>
      <div className={classes.buttons}>
        {actions.map(({ id, label, onClick, main }) => (
          <Button
            key={id}
            size="small"
            variant={main && !whyNot ? 'contained' : 'outlined'}
            color="primary"
            className={whyNot ? classes.unusable : undefined}
            aria-label={of && `${label}: ${of}`}
            aria-disabled={whyNot ? true : undefined}
            aria-describedby={whyNot ? reason : undefined}
            disableRipple={Boolean(whyNot)}
            onClick={whyNot ? undefined : onClick}
          >
            {label}
          </Button>
        ))}
      </div>
      {whyNot && (
        <span id={reason} className={classes.whyNot}>
          <LockIcon aria-hidden />
          {whyNot}
        </span>
      )}
    </div>
  );
};
