/** How to mend what fails: the check's own words, its manifests ready to copy. */
import { useMemo } from 'react';
import { MarkdownContent } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { CodeBlock } from '../CodeBlock';
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
          <CodeBlock key={index} text={part.text} />
        ),
      )}
    </div>
  );
};
