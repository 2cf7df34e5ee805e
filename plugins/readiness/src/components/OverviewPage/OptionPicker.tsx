/** Choosing several of a list; the list may be asked for only when somebody opens it. */
import { useState } from 'react';
import Chip from '@material-ui/core/Chip';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useApi } from '@backstage/core-plugin-api';
import type { SummaryQuery } from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { useApiData, useReadinessTranslation } from '../../hooks';
import { useFieldStyles } from './fieldStyles';

export interface OptionPickerProps<V extends string> {
  label: string;
  /** What it means that nothing is chosen; otherwise all. */
  placeholder?: string;
  options: V[];
  optionLabel: (value: V) => string;
  value: V[];
  onChange: (value: V[]) => void;
  loading?: boolean;
  onOpen?: () => void;
}

export function OptionPicker<V extends string>(props: OptionPickerProps<V>) {
  const { label, options, optionLabel, value, onChange, loading, onOpen } =
    props;
  const { placeholder } = props;
  const classes = useFieldStyles();
  const { t } = useReadinessTranslation();
  // What the address chose stays choosable, also while the list is not there yet.
  const all = [...new Set([...options, ...value])];
  return (
    <Autocomplete<V, true>
      multiple
      size="small"
      disableCloseOnSelect
      limitTags={2}
      options={all}
      value={value}
      loading={loading}
      noOptionsText={t('overview.noOptions')}
      loadingText={t('state.loading')}
      getOptionLabel={optionLabel}
      onOpen={onOpen}
      onChange={(_, chosen) => onChange(chosen)}
      renderTags={(chosen, tagProps) =>
        chosen.map((option, index) => (
          <Chip
            {...tagProps({ index })}
            key={option}
            className={classes.chip}
            size="small"
            label={optionLabel(option)}
          />
        ))
      }
      renderInput={params => (
        <TextField
          {...params}
          InputProps={{
            ...params.InputProps,
            className: `${params.InputProps.className} ${classes.input}`,
          }}
          variant="outlined"
          label={label}
          placeholder={
            value.length === 0 ? placeholder ?? t('overview.all') : undefined
          }
          InputLabelProps={{
            ...params.InputLabelProps,
            shrink: true,
            className: classes.label,
          }}
        />
      )}
    />
  );
}

export interface GroupPickerProps
  extends Omit<OptionPickerProps<string>, 'options' | 'loading' | 'onOpen'> {
  groupBy: NonNullable<SummaryQuery['groupBy']>;
}

/** Lists the groups that have gates the reader may see, from the summary. */
export const GroupPicker = ({ groupBy, ...rest }: GroupPickerProps) => {
  const api = useApi(readinessApiRef);
  const [opened, setOpened] = useState(false);
  const summary = useApiData(opened ? groupBy : undefined, signal =>
    api.getGatesSummary({ groupBy }, { signal }),
  );
  const groups = new Set(summary.value?.groups.map(({ group }) => group));
  groups.delete('');
  return (
    <OptionPicker
      {...rest}
      options={[...groups].sort((a, b) => a.localeCompare(b))}
      loading={summary.loading || (opened && !summary.value && !summary.error)}
      onOpen={() => setOpened(true)}
    />
  );
};
