import { useEffect, useState } from 'react';

const isVisible = () => document.visibilityState !== 'hidden';

/** Whether somebody looks at the page, or could. */
export function useVisible(): boolean {
  const [visible, setVisible] = useState(isVisible);
  useEffect(() => {
    const look = () => setVisible(isVisible());
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return visible;
}
