/** Definitions that could not be loaded: which file, which line, what is wrong. */
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import type { DefinitionError } from '@readiness-gates/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../../hooks';

const useStyles = makeStyles(theme => ({
  root: {
    color: theme.palette.text.primary,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 8,
    '& .MuiAlert-message': { minWidth: 0 },
  },
  list: { margin: theme.spacing(1, 0, 0), paddingLeft: theme.spacing(2.5) },
  error: { overflowWrap: 'anywhere' },
}));

export const DefinitionErrors = ({ errors }: { errors: DefinitionError[] }) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  if (errors.length === 0) return null;
  return (
    <Alert severity="warning" className={classes.root}>
      <AlertTitle>
        {t('overview.definitionErrors', { count: errors.length })}
      </AlertTitle>
      {t('overview.definitionErrorsText')}
      <ul className={classes.list}>
        {errors.map(({ file, line, message }) => (
          <li key={`${file}:${line}:${message}`} className={classes.error}>
            <code>
              {file}:{line}
            </code>{' '}
            {message}
          </li>
        ))}
      </ul>
    </Alert>
  );
};
