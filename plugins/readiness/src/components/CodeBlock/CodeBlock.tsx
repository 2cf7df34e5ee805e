/**
 * Code to copy. Backstage's CodeSnippet colours words too pale to read on its own backgrounds and
 * scrolls where a keyboard cannot follow; here long lines wrap, and what is copied stays as it was.
 */
import { CopyTextButton } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { useReadinessTranslation } from '../../hooks';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'flex-start',
    minWidth: 0,
    borderRadius: 6,
    border: `1px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.action.hover,
  },
  code: {
    flex: 1,
    minWidth: 0,
    margin: 0,
    padding: theme.spacing(1.25, 1.5),
    fontFamily: 'Menlo, Consolas, "DejaVu Sans Mono", monospace',
    fontSize: theme.typography.pxToRem(12.5),
    lineHeight: 1.5,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    tabSize: 2,
  },
  copy: { padding: theme.spacing(0.5) },
}));

export const CodeBlock = ({ text }: { text: string }) => {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  return (
    <div className={classes.root}>
      <pre className={classes.code}>
        <code>{text}</code>
      </pre>
      <span className={classes.copy}>
        <CopyTextButton
          text={text}
          variant="tertiary"
          aria-label={t('item.copyCode')}
          tooltipText={t('item.codeCopied')}
        />
      </span>
    </div>
  );
};
