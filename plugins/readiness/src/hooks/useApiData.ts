import { useCallback, useEffect, useRef } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';

export interface ApiData<T> {
  value?: T;
  error?: Error;
  /** True on the first load and on every reload; `value` stays meanwhile, and where a reload fails. */
  loading: boolean;
  retry: () => void;
}

/**
 * Loads when `key` changes, once. An answer that nobody waits for any more is cancelled, so a fast
 * typist does not queue up requests. `undefined` as key loads nothing.
 */
export function useApiData<T>(
  key: string | undefined,
  load: (signal: AbortSignal) => Promise<T>,
): ApiData<T> {
  const latestLoad = useRef(load);
  latestLoad.current = load;
  const running = useRef<AbortController>();
  const last = useRef<{ key: string; value: T }>();

  const { value, error, loading, retry } = useAsyncRetry(async () => {
    running.current?.abort();
    if (key === undefined) return undefined;
    const controller = new AbortController();
    running.current = controller;
    const loaded = await latestLoad.current(controller.signal);
    last.current = { key, value: loaded };
    return loaded;
  }, [key]);
  const known = error && last.current?.key === key ? last.current : undefined;

  useEffect(() => () => running.current?.abort(), []);

  // A retry while loading would be dropped by useAsyncRetry without a word; nothing is lost by it.
  const retryNow = useCallback(() => retry(), [retry]);
  return { value: known?.value ?? value, error, loading, retry: retryNow };
}
