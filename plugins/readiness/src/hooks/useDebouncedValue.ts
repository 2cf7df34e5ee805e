import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';

/** The value once it has not changed for a while. */
export function useDebouncedValue<T>(value: T, milliseconds = 300): T {
  const [debounced, setDebounced] = useState(value);
  useDebounce(() => setDebounced(value), milliseconds, [value]);
  return debounced;
}
