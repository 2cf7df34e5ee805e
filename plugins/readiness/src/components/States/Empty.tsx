/** A list without rows, and why. */
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Panel } from '../Panel';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1),
    padding: theme.spacing(4, 3),
    maxWidth: 640,
  },
}));

export const Empty = ({ title, text }: { title: string; text: string }) => {
  const classes = useStyles();
  return (
    <Panel>
      <div className={classes.root} role="status">
        <Typography variant="h6" component="h2">
          {title}
        </Typography>
        <Typography variant="body2">{text}</Typography>
      </div>
    </Panel>
  );
};
