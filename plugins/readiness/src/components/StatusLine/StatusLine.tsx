/** Tells in one line what came of something one did; stays until it is dismissed. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import { useReadinessTranslation } from '../../hooks';
import { toneColors } from '../../model/tones';

const useStyles = makeStyles(theme => ({
  // Always there for screen readers to watch; without a word it takes no room.
  root: {
    position: 'sticky',
    top: theme.spacing(1),
    zIndex: 2,
    outlineOffset: 2,
    '&:not(:empty)': { marginBottom: theme.spacing(2) },
  },
  line: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 2),
    borderRadius: 8,
    border: `1px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.background.paper,
    boxShadow: theme.shadows[2],
    fontFamily: theme.typography.fontFamily,
    fontSize: theme.typography.pxToRem(14),
    color: theme.palette.text.primary,
    '& svg': { flex: 'none' },
  },
  text: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
}));

/** A screen reader is told once the dialog, which hides all behind it, is gone. */
const AFTER_DIALOG_MS = 100;

export interface Status {
  message?: string;
  /** Where the keyboard goes on when the button that was used has gone with what it did. */
  root: RefObject<HTMLDivElement>;
  say: (message: string) => void;
  dismiss: () => void;
}

/** `settled` changes when the page shows what came of it. */
export function useStatus(settled: unknown): Status {
  const [message, setMessage] = useState<string>();
  const root = useRef<HTMLDivElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const lost = document.activeElement === document.body;
    if (message && lost) root.current?.focus({ preventScroll: true });
  }, [message, settled]);

  const say = useCallback((next: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setMessage(next), AFTER_DIALOG_MS);
  }, []);
  const dismiss = useCallback(() => setMessage(undefined), []);
  return { message, root, say, dismiss };
}

export const StatusLine = ({ status }: { status: Status }) => {
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useReadinessTranslation();
  const { message, root, dismiss } = status;
  return (
    <div
      ref={root}
      role="status"
      aria-live="polite"
      tabIndex={-1}
      className={classes.root}
    >
      {message && (
        <div className={classes.line}>
          <CheckCircleIcon
            aria-hidden
            style={{ color: toneColors(theme, 'good').main }}
          />
          <span className={classes.text}>{message}</span>
          <Button size="small" onClick={dismiss}>
            {t('evaluate.dismiss')}
          </Button>
        </div>
      )}
    </div>
  );
};
