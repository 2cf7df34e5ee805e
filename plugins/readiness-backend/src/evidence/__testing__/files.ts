import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below a folder with this ending, sorted. */
export function globSync(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith(ending))
    .sort()
    .map(file => join(folder, file));
}
