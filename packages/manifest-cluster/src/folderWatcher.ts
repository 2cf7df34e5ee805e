/** Tells when something in the manifest folders may have changed, once per burst. */

import { FSWatcher, watch } from 'node:fs';

/** Editors and `git checkout` write in bursts. */
const DEBOUNCE_MS = 100;

/** Node 20 watches folders recursively on Linux, macOS and Windows. */
export function watchFolders(folders: string[], onChange: () => void) {
  let timer: NodeJS.Timeout | undefined;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, DEBOUNCE_MS);
  };
  const watchers: FSWatcher[] = folders.map(folder => {
    const watcher = watch(folder, { recursive: true }, later);
    // A folder that is removed ends its watch; the objects stay as they were.
    watcher.on('error', later);
    return watcher;
  });
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
