import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

export type UrlChange = Record<string, string | string[] | undefined>;

/** Reads and changes the page's query parameters; those it is not told of stay as they are. */
export function useUrlState() {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (changes: UrlChange, options: { replace: boolean } = { replace: true }) => {
      setParams(previous => applyChanges(previous, changes), options);
    },
    [setParams],
  );
  /** The address with these changes, for a link. */
  const linkTo = useCallback(
    (changes: UrlChange) => `?${applyChanges(params, changes)}`,
    [params],
  );
  return { params, change, linkTo };
}

export function applyChanges(
  previous: URLSearchParams,
  changes: UrlChange,
): URLSearchParams {
  const next = new URLSearchParams(previous);
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    for (const one of [value ?? []].flat()) {
      if (one !== '') next.append(name, one);
    }
  }
  return next;
}
