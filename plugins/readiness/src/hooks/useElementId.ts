import { useState } from 'react';

let last = 0;

/** An id for an element that another one points at. `useId` needs React 18; the plugin serves 17 too. */
export function useElementId(): string {
  const [id] = useState(() => {
    last += 1;
    return `readiness-element-${last}`;
  });
  return id;
}
