import { makeStyles } from '@material-ui/core/styles';

export const useFieldStyles = makeStyles(theme => ({
  input: { backgroundColor: theme.palette.background.paper },
  chip: { maxWidth: 'calc(100% - 8px)' },
}));
