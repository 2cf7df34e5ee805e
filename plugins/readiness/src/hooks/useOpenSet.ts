import { useCallback, useState } from 'react';

/** Which of several parts are open. */
export function useOpenSet(initial: () => string[]) {
  const [open, setOpen] = useState<ReadonlySet<string>>(
    () => new Set(initial()),
  );
  const toggle = useCallback((id: string, on: boolean) => {
    setOpen(previous => {
      const next = new Set(previous);
      if (on) next.add(id);
      else next.delete(id);
      return next;
    });
  }, []);
  const replace = useCallback((ids: string[]) => setOpen(new Set(ids)), []);
  return { open, toggle, replace };
}
