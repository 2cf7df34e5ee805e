/** How to mend what fails: the check's own words, its manifests ready to copy. */
import { useMemo } from 'react';
import { CodeSnippet, MarkdownContent } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { splitMarkdown } from './splitMarkdown';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1),
    minWidth: 0,
    '& > *': { minWidth: 0 },
    '& p, & ul, & ol': { margin: theme.spacing(0.5, 0) },
    '& ul, & ol': { paddingLeft: theme.spacing(3) },
    overflowWrap: 'anywhere',
  },
  code: {
    maxWidth: '100%',
    borderRadius: 4,
    overflow: 'hidden',
    border: `1px solid ${theme.palette.divider}`,
    fontSize: theme.typography.pxToRem(13),
  },
}));

export const FixPanel = ({ markdown }: { markdown: string }) => {
  const classes = useStyles();
  const parts = useMemo(() => splitMarkdown(markdown), [markdown]);
  return (
    <div className={classes.root}>
      {parts.map((part, index) =>
        part.type === 'text' ? (
          <MarkdownContent key={index} content={part.text} />
        ) : (
          <div key={index} className={classes.code}>
            <CodeSnippet
              text={part.text}
              language={part.language}
              showCopyCodeButton
              // As tall and as wide as the copy button, which lies over it.
              customStyle={{
                margin: 0,
                padding: '12px 56px 12px 12px',
                minHeight: 48,
                boxSizing: 'border-box',
                overflowX: 'auto',
              }}
            />
          </div>
        ),
      )}
    </div>
  );
};
