import { makeStyles } from '@material-ui/core/styles';

export const useFieldStyles = makeStyles(theme => ({
  input: { backgroundColor: theme.palette.background.paper },
  /** Half of it lies on the page's grey, where the usual label is too pale. */
  label: { color: theme.palette.text.primary },
  chip: { maxWidth: 'calc(100% - 8px)' },
}));
