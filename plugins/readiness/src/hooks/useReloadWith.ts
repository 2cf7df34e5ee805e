import { useEffect, useRef } from 'react';

/** Reloads when another value of `readAt` says that something may have changed; not for the first one. */
export function useReloadWith(readAt: unknown, reload?: () => void) {
  const before = useRef(readAt);
  useEffect(() => {
    if (before.current === readAt) return;
    before.current = readAt;
    reload?.();
  }, [readAt, reload]);
}
