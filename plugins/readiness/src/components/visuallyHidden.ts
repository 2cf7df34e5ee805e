import type { CreateCSSProperties } from '@material-ui/core/styles/withStyles';

/** Read by screen readers, seen by nobody. */
export const visuallyHidden: CreateCSSProperties = {
  position: 'absolute',
  width: 1,
  height: 1,
  margin: -1,
  padding: 0,
  overflow: 'hidden',
  clip: 'rect(0 0 0 0)',
  whiteSpace: 'nowrap',
  border: 0,
};
