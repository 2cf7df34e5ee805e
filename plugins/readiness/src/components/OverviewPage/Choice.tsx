/** One of a few, in the browser's own list. */
import TextField from '@material-ui/core/TextField';
import { useFieldStyles } from './fieldStyles';

export interface ChoiceProps<V extends string> {
  /** Ties the label to its field. */
  id: string;
  label: string;
  value: V;
  options: { value: V; label: string }[];
  onChange: (value: V) => void;
}

export function Choice<V extends string>({
  id,
  label,
  value,
  options,
  onChange,
}: ChoiceProps<V>) {
  const classes = useFieldStyles();
  return (
    <TextField
      id={id}
      select
      fullWidth
      size="small"
      variant="outlined"
      label={label}
      SelectProps={{ native: true }}
      InputLabelProps={{ shrink: true, className: classes.label }}
      InputProps={{ className: classes.input }}
      value={value}
      onChange={event => onChange(event.target.value as V)}
    >
      {options.map(option => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </TextField>
  );
}
