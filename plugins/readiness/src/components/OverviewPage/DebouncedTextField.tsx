/** A field that tells its value once the typing has paused, unless that is not valid. */
import { useEffect, useRef, useState } from 'react';
import TextField from '@material-ui/core/TextField';
import { useDebouncedValue } from '../../hooks';
import { useFieldStyles } from './fieldStyles';

export interface DebouncedTextFieldProps {
  /** Ties the label to its field. */
  id: string;
  label: string;
  placeholder?: string;
  /** Days from `min` to `max` only. */
  day?: { min: string; max: string };
  value: string;
  onChange: (value: string) => void;
}

export const DebouncedTextField = ({
  id,
  label,
  placeholder,
  day,
  value,
  onChange,
}: DebouncedTextFieldProps) => {
  const classes = useFieldStyles();
  const [text, setText] = useState(value);
  const valid = useRef(value);
  const debounced = useDebouncedValue(text);
  const told = useRef(value);
  const tell = useRef(onChange);
  tell.current = onChange;

  useEffect(() => {
    if (debounced === told.current || debounced !== valid.current) return;
    told.current = debounced;
    tell.current(debounced);
  }, [debounced]);

  // The address changed from elsewhere (cleared, back button): what is being typed is older.
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);

  return (
    <TextField
      id={id}
      fullWidth
      size="small"
      variant="outlined"
      label={label}
      placeholder={placeholder}
      InputLabelProps={{ shrink: true, className: classes.label }}
      InputProps={{ className: classes.input }}
      inputProps={
        day ? { type: 'date', ...day } : { maxLength: 200, type: 'search' }
      }
      value={text}
      onChange={({ target }) => {
        if (target.validity.valid) valid.current = target.value;
        setText(target.value);
      }}
    />
  );
};
