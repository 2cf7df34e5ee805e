/** A button that takes no click while it works, and keeps the keyboard's place meanwhile, which a disabled one drops. */
import Button from '@material-ui/core/Button';
import type { ButtonProps } from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import classNames from 'classnames';

export interface BusyButtonProps extends ButtonProps {
  busy: boolean;
}

const useStyles = makeStyles(theme => ({
  busy: {
    color: theme.palette.text.secondary,
    cursor: 'default',
    // As a button that can be pressed, without the answer to the mouse.
    '&:hover': { backgroundColor: 'transparent' },
  },
}));

export const BusyButton = (props: BusyButtonProps) => {
  const { busy, onClick, className, ...button } = props;
  const classes = useStyles();
  return (
    <Button
      {...button}
      className={classNames(className, busy && classes.busy)}
      aria-disabled={busy || undefined}
      disableRipple={busy}
      onClick={busy ? undefined : onClick}
    />
  );
};
