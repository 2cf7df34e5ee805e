/** `library.json`: what is known of the library, as a file. Nothing depends on it but the time that a start takes. */
import { readFile } from 'node:fs/promises';
import type { PrebuiltDefinition, PrebuiltLibrary } from './types';

/** Undefined where it cannot be read: then everything is parsed. */
export async function readPrebuilt(
  location: string,
): Promise<PrebuiltLibrary | undefined> {
  try {
    // Decoded as a whole: with an encoding, the file would be decoded piece by piece, at ten times the cost.
    const text = (await readFile(location)).toString();
    const entries = JSON.parse(text);
    return new Map(Object.entries<PrebuiltDefinition>(entries));
  } catch {
    return undefined;
  }
}

/** One line for each file, so that a change of one is a change of one. */
export function writtenLibrary(library: PrebuiltLibrary): string {
  const lines = [...library].map(
    ([file, known]) => `${JSON.stringify(file)}:${JSON.stringify(known)}`,
  );
  return `{\n${lines.join(',\n')}\n}\n`;
}
