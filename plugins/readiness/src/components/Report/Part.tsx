/** A part of the report: a box with a heading that a link may lead to. */
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import Typography from '@material-ui/core/Typography';
import classNames from 'classnames';
import { useUrlState } from '../../hooks';
import { Panel } from '../Panel';
import { partOf } from './parts';
import type { PartId } from './parts';
import { useReportStyles } from './styles';

export interface PartProps {
  id: PartId;
  title: string;
  hint?: ReactNode;
  children: ReactNode;
}

export const Part = ({ id, title, hint, children }: PartProps) => {
  const classes = useReportStyles();
  const { params } = useUrlState();
  const root = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const asked = params.get('part');
  const target = partOf(asked) === id;

  // Two names may lead to one part: each of them brings it into view.
  useEffect(() => {
    if (!target) return;
    root.current?.scrollIntoView?.({ block: 'start' });
    heading.current?.focus({ preventScroll: true });
  }, [target, asked]);

  return (
    <div ref={root} className={classes.part}>
      <Panel className={classNames(target && classes.target)}>
        <div className={classes.partHead}>
          <Typography
            ref={heading}
            variant="h6"
            component="h3"
            tabIndex={-1}
            className={classes.title}
          >
            {title}
          </Typography>
          {hint && <div className={classes.quiet}>{hint}</div>}
        </div>
        {children}
      </Panel>
    </div>
  );
};

export const Nothing = ({ children }: { children: ReactNode }) => {
  const classes = useReportStyles();
  return (
    <Typography variant="body2" className={classes.text}>
      {children}
    </Typography>
  );
};
