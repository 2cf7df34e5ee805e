/** One field of a dialog; what is wrong with it stands under it, in words and with a sign. */
import type { ReactNode } from 'react';
import TextField from '@material-ui/core/TextField';
import type { StandardTextFieldProps } from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import ErrorIcon from '@material-ui/icons/Error';
import { toneColors } from '../../model/tones';
import type { FieldState } from './useDialogForm';

type TextProps = Pick<
  StandardTextFieldProps,
  'label' | 'type' | 'required' | 'inputProps' | 'placeholder'
>;

export interface FieldProps extends FieldState, TextProps {
  hint?: ReactNode;
  /** Where a dialog is begun: the keyboard starts in it. */
  first?: boolean;
  rows?: number;
  /** Makes it a list to choose from; the first is chosen at first. */
  options?: { value: string; label: string }[];
}

const useStyles = makeStyles(theme => ({
  label: { '&&': { color: theme.palette.text.primary } },
  hint: {
    marginLeft: 0,
    '&&': { color: theme.palette.text.primary },
    '& svg': {
      fontSize: theme.typography.pxToRem(16),
      verticalAlign: 'text-bottom',
      marginRight: theme.spacing(0.5),
      color: toneColors(theme, 'bad').main,
    },
  },
}));

export const Field = (props: FieldProps) => {
  const { name, error, hint, first, rows, options, ...rest } = props;
  const classes = useStyles();
  return (
    <TextField
      {...rest}
      id={`readiness-dialog-${name}`}
      name={name}
      // A dialog takes the focus in any case; its first field is where one begins.
      autoFocus={first} // eslint-disable-line jsx-a11y/no-autofocus
      fullWidth
      size="small"
      variant="outlined"
      autoComplete="off"
      error={Boolean(error)}
      helperText={
        error ? (
          <>
            <ErrorIcon aria-hidden />
            {error}
          </>
        ) : (
          hint
        )
      }
      InputLabelProps={{ shrink: true, className: classes.label }}
      FormHelperTextProps={{ className: classes.hint }}
      {...(rows && { multiline: true, rows })}
      {...(options && { select: true, SelectProps: { native: true } })}
    >
      {options?.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </TextField>
  );
};
