import { useCallback, useEffect, useRef, useState } from 'react';

export interface Pages<P> {
  pages: P[];
  /** True on the first load, on a reload and while more is on its way; `pages` stay meanwhile. */
  loading: boolean;
  error?: Error;
  more: () => void;
  /** From the first page again. */
  reload: () => void;
}

interface State<P> {
  pages: P[];
  loading: boolean;
  error?: Error;
}

/**
 * Loads a list page by page, each after those before. `undefined` as key loads nothing; another
 * key starts anew, and what nobody waits for any more is cancelled.
 */
export function usePages<P>(
  key: string | undefined,
  load: (before: P[], signal: AbortSignal) => Promise<P>,
): Pages<P> {
  const [state, setState] = useState<State<P>>({ pages: [], loading: true });
  const latestLoad = useRef(load);
  latestLoad.current = load;
  const running = useRef<AbortController>();

  const loadAfter = useCallback(async (pages: P[]) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const show = (next: (before: State<P>) => State<P>) => {
      if (!controller.signal.aborted) setState(next);
    };
    show(before => ({ pages: before.pages, loading: true }));
    try {
      const page = await latestLoad.current(pages, controller.signal);
      show(() => ({ pages: [...pages, page], loading: false }));
    } catch (error) {
      show(before => ({
        pages: before.pages,
        loading: false,
        error: error as Error,
      }));
    }
  }, []);

  useEffect(() => {
    if (key === undefined) return undefined;
    setState({ pages: [], loading: true });
    loadAfter([]);
    return () => running.current?.abort();
  }, [key, loadAfter]);

  const { pages } = state;
  const more = useCallback(() => {
    loadAfter(pages);
  }, [loadAfter, pages]);
  const reload = useCallback(() => {
    loadAfter([]);
  }, [loadAfter]);
  return { ...state, more, reload };
}
