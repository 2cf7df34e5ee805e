/** What went wrong, and what to do: denied, signed out, not found, or a backend that fails or cannot be reached. */
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import ErrorOutlineIcon from '@material-ui/icons/ErrorOutline';
import LockIcon from '@material-ui/icons/LockOutlined';
import { useReadinessTranslation } from '../../hooks';
import type { T } from '../../model/sentences';
import { toneColors } from '../../model/tones';
import { Panel } from '../Panel';

export interface ErrorStateProps {
  error: Error;
  onRetry: () => void;
  /** Without a box around it, for places that are a box already. */
  bare?: boolean;
  /** Which permission it takes, where that is another than to read gates. */
  denied?: string;
}

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gap: theme.spacing(0.5, 1.5),
    alignItems: 'start',
  },
  padded: { padding: theme.spacing(2) },
  title: { fontWeight: 600 },
  text: { overflowWrap: 'anywhere' },
  action: { gridColumn: 2, marginTop: theme.spacing(1) },
}));

export const ErrorState = (props: ErrorStateProps) => {
  const { error, onRetry, bare, denied: deniedText } = props;
  const classes = useStyles();
  const theme = useTheme();
  const { t } = useReadinessTranslation();
  const { title, text, denied } = explainError(t, error);
  const Icon = denied ? LockIcon : ErrorOutlineIcon;
  const content = (
    <div
      role="alert"
      className={`${classes.root} ${bare ? '' : classes.padded}`}
    >
      <Icon
        aria-hidden
        style={{ color: toneColors(theme, denied ? 'open' : 'bad').main }}
      />
      <div>
        <Typography variant="body1" className={classes.title}>
          {title}
        </Typography>
        <Typography variant="body2" className={classes.text}>
          {(denied && deniedText) || text}
        </Typography>
      </div>
      <div className={classes.action}>
        <Button
          size="small"
          variant="outlined"
          color="primary"
          onClick={onRetry}
        >
          {t('state.retry')}
        </Button>
      </div>
    </div>
  );
  return bare ? content : <Panel>{content}</Panel>;
};

/** `ResponseError` carries the answer's body; its own message is only the status line. */
export function explainError(
  t: T,
  error: Error,
): { title: string; text: string; denied?: boolean } {
  const { statusCode, body } = error as {
    statusCode?: number;
    body?: { error?: { message?: string } };
  };
  const text = body?.error?.message || error.message;
  if (statusCode === 403) {
    return {
      title: t('state.deniedTitle'),
      text: t('state.denied'),
      denied: true,
    };
  }
  if (statusCode === 401)
    return { title: t('state.signedOutTitle'), text: t('state.signedOut') };
  if (isUnanswered(error))
    return { title: t('state.failedTitle'), text: t('state.unreachable') };
  if (statusCode === 404) return { title: t('state.notFoundTitle'), text };
  return { title: t('state.failedTitle'), text };
}

/** What Chromium, Firefox and Safari throw where no answer came at all. */
function isUnanswered({ name, message }: Error): boolean {
  return (
    name === 'TypeError' &&
    /^(Failed to fetch|NetworkError|Load failed)/.test(message)
  );
}
