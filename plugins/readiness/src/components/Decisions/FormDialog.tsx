/** The frame of every dialog: Enter sends, Escape leaves, and nothing that was typed is lost. */
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import CircularProgress from '@material-ui/core/CircularProgress';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import Typography from '@material-ui/core/Typography';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { useReadinessTranslation } from '../../hooks';
import { toneColors } from '../../model/tones';
import type { DialogForm } from './useDialogForm';

const TITLE_ID = 'readiness-dialog-title';

const useStyles = makeStyles(theme => ({
  paper: { fontFamily: theme.typography.fontFamily },
  form: { display: 'flex', flexDirection: 'column', minHeight: 0, flex: 1 },
  item: { fontWeight: 600, overflowWrap: 'anywhere' },
  content: {
    display: 'grid',
    alignContent: 'start',
    gap: theme.spacing(2),
    minWidth: 0,
    '& > *': { minWidth: 0 },
  },
  actions: { padding: theme.spacing(1, 3, 2), flexWrap: 'wrap' },
  keys: {
    flex: 1,
    fontSize: theme.typography.pxToRem(12),
    [theme.breakpoints.down('xs')]: { display: 'none' },
  },
  danger: {
    '&, &:hover': {
      backgroundColor: toneColors(theme, 'bad').main,
      color: theme.palette.type === 'dark' ? '#000000' : '#ffffff',
    },
  },
  focus: { outline: '2px solid currentColor' },
  alert: {
    color: theme.palette.text.primary,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 8,
    '& .MuiAlert-message': { minWidth: 0, overflowWrap: 'anywhere' },
  },
}));

interface FrameProps {
  title: string;
  /** The item's text. */
  item?: string;
  wide?: boolean;
  children: ReactNode;
  onClose: () => void;
}

/** Only Escape and the buttons close it: a click beside it must not cost what was typed. */
export const Frame = ({
  wide,
  onClose,
  children,
}: Omit<FrameProps, 'title'>) => {
  const classes = useStyles();
  const theme = useTheme();
  const narrow = useMediaQuery(theme.breakpoints.down('xs'));
  return (
    <Dialog
      open
      fullWidth
      maxWidth={wide ? 'md' : 'sm'}
      fullScreen={narrow}
      aria-labelledby={TITLE_ID}
      classes={{ paper: classes.paper }}
      onClose={(_, reason) => {
        if (reason === 'escapeKeyDown') onClose();
      }}
    >
      {children}
    </Dialog>
  );
};

const Title = ({ title, item }: Pick<FrameProps, 'title' | 'item'>) => {
  const classes = useStyles();
  return (
    <DialogTitle id={TITLE_ID} disableTypography>
      <Typography variant="h6" component="h2">
        {title}
      </Typography>
      {item && (
        <Typography variant="body2" className={classes.item}>
          {item}
        </Typography>
      )}
    </DialogTitle>
  );
};

export interface FormDialogProps<V extends object> extends FrameProps {
  form: DialogForm<V>;
  submitLabel: string;
  /** What is sent goes past somebody's decision. */
  danger?: boolean;
  /** There is a field in which Enter makes a new line. */
  lines?: boolean;
}

export function FormDialog<V extends object>(props: FormDialogProps<V>) {
  const { title, item, wide, children, onClose, form, submitLabel } = props;
  const { danger, lines = true } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    form.submit();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = event.ctrlKey || event.metaKey;
    if (event.key !== 'Enter' || !all) return;
    event.preventDefault();
    form.submit();
  };
  return (
    <Frame wide={wide} onClose={form.busy ? () => undefined : onClose}>
      {/* The keys are of the fields inside; a form itself takes none. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <form
        ref={form.root}
        noValidate
        className={classes.form}
        aria-busy={form.busy}
        onSubmit={onSubmit}
        onKeyDown={onKeyDown}
      >
        <Title title={title} item={item} />
        <DialogContent dividers className={classes.content}>
          {children}
          {form.failure && <Failure failure={form.failure} />}
        </DialogContent>
        <DialogActions className={classes.actions}>
          <span className={classes.keys}>{lines && t('dialog.keys')}</span>
          <Button
            aria-disabled={form.busy}
            onClick={form.busy ? undefined : onClose}
          >
            {t('dialog.cancel')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color="primary"
            // A disabled button would drop the keyboard's place while it is sent.
            aria-disabled={form.busy}
            className={danger ? classes.danger : undefined}
            startIcon={
              form.busy ? <CircularProgress size={16} aria-hidden /> : undefined
            }
          >
            {form.busy ? t('dialog.sending') : submitLabel}
          </Button>
        </DialogActions>
      </form>
    </Frame>
  );
}

const Failure = ({
  failure,
}: {
  failure: NonNullable<DialogForm<object>['failure']>;
}) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  return (
    <Alert
      role="alert"
      severity={failure.conflict ? 'warning' : 'error'}
      className={classes.alert}
    >
      {t(failure.conflict ? 'dialog.conflict' : 'dialog.failed')}
      {failure.text && <div>{failure.text}</div>}
    </Alert>
  );
};

export interface ReadDialogProps extends FrameProps {
  busy?: boolean;
}

/** A dialog that is only read. */
export const ReadDialog = (props: ReadDialogProps) => {
  const { title, item, wide, busy, children, onClose } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  return (
    <Frame wide={wide} onClose={onClose}>
      <Title title={title} item={item} />
      <DialogContent
        dividers
        // What is longer than the screen is scrolled with the keyboard too.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className={classes.content}
        aria-busy={busy}
      >
        {children}
      </DialogContent>
      <DialogActions className={classes.actions}>
        <Button
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          // Material UI's ripple is not there yet when the dialog gives it the focus.
          disableFocusRipple
          focusVisibleClassName={classes.focus}
          color="primary"
          onClick={onClose}
        >
          {t('dialog.close')}
        </Button>
      </DialogActions>
    </Frame>
  );
};
