import { useEffect, useReducer } from 'react';

/**
 * The time of this very rendering, so that nothing that was just read lies in the future; renewed every half
 * minute while somebody looks, so that ages do not freeze.
 */
export function useNow(everyMs = 30_000): number {
  const [, renew] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const renewIfSeen = () => {
      if (document.visibilityState === 'visible') renew();
    };
    const timer = setInterval(renewIfSeen, everyMs);
    document.addEventListener('visibilitychange', renewIfSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', renewIfSeen);
    };
  }, [everyMs]);
  return Date.now();
}
