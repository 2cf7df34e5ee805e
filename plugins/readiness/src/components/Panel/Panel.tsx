/** The box every part of the tab stands in: as wide as it may be, as quiet as it can. */
import type { ReactNode } from 'react';
import classNames from 'classnames';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  root: {
    minWidth: 0,
    borderRadius: 8,
    border: `1px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.background.paper,
    color: theme.palette.text.primary,
    // Parts of Backstage bring another font; within a panel there is one.
    fontFamily: theme.typography.fontFamily,
    overflow: 'hidden',
  },
}));

export interface PanelProps {
  children: ReactNode;
  className?: string;
  /** Makes the panel a landmark with this name. */
  label?: string;
}

export const Panel = ({ children, className, label }: PanelProps) => {
  const classes = useStyles();
  return (
    <section className={classNames(classes.root, className)} aria-label={label}>
      {children}
    </section>
  );
};
