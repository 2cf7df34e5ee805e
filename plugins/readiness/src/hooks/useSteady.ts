import { useCallback, useRef } from 'react';

/** A function that stays the same between renderings and does what the last of them says. */
export function useSteady<A extends unknown[]>(
  act: (...asked: A) => void,
): (...asked: A) => void {
  const latest = useRef(act);
  latest.current = act;
  return useCallback((...asked: A) => latest.current(...asked), []);
}

/** How far behind ages may be. */
const LATE_MS = 15_000;

/** The time, the same for a while: what shows ages need not be rendered with everything around it. */
export function useSteadyNow(now: number, readAt: unknown): number {
  const steady = useRef({ now, readAt });
  if (steady.current.readAt !== readAt || now - steady.current.now > LATE_MS)
    steady.current = { now, readAt };
  return steady.current.now;
}
