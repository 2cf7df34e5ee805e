/** Brings the objects of the manifest folders into the store, and keeps them in step. */

import { readFile } from 'node:fs/promises';
import {
  findManifestFiles,
  Manifest,
  ManifestFile,
  parseManifests,
} from './manifests';
import { isDefinition } from './resourceTable';
import { Store } from './store';
import { moveTimes } from './times';
import { KubernetesObject, ManifestProblem } from './types';

export const MEMORY = 'memory';

interface LoadedFile extends ManifestFile {
  text: string;
}

/** Definitions come first: what they define is unknown before them. */
function definitionsFirst(manifests: Manifest[]): Manifest[] {
  return [
    ...manifests.filter(({ object }) => isDefinition(object)),
    ...manifests.filter(({ object }) => !isDefinition(object)),
  ];
}

export class Loader {
  readonly #store: Store;
  readonly #folders: string[];
  readonly #moveByMs: number;
  /** What each file held when it could last be read. */
  #files = new Map<string, LoadedFile>();
  #running: Promise<ManifestProblem[]> | undefined;
  #again = false;
  #loaded = false;

  constructor(store: Store, folders: string[], moveByMs = 0) {
    this.#store = store;
    this.#folders = folders;
    this.#moveByMs = moveByMs;
  }

  /** Reads the folders again; calls that come while it reads share one more pass. */
  async load(): Promise<ManifestProblem[]> {
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#loadUntilQuiet();
    try {
      return await this.#running;
    } finally {
      this.#running = undefined;
    }
  }

  async #loadUntilQuiet(): Promise<ManifestProblem[]> {
    let problems: ManifestProblem[];
    do {
      this.#again = false;
      problems = await this.#loadOnce();
    } while (this.#again);
    return problems;
  }

  async #loadOnce(): Promise<ManifestProblem[]> {
    const problems: ManifestProblem[] = [];
    const files = new Map<string, LoadedFile>();
    for (const folder of this.#folders) {
      for (const [file, loaded] of await this.#readFolder(folder, problems)) {
        files.set(file, loaded);
      }
    }
    this.#files = files;
    this.#loaded = true;
    problems.push(...this.#apply());
    return problems;
  }

  /** A folder that is gone for a moment, while it is replaced, counts as it was before. */
  async #readFolder(
    folder: string,
    problems: ManifestProblem[],
  ): Promise<[string, LoadedFile][]> {
    let paths: string[];
    try {
      paths = await findManifestFiles(folder);
    } catch (error) {
      if (!this.#loaded) throw error;
      const message = error instanceof Error ? error.message : String(error);
      problems.push({ file: folder, line: 1, message });
      return [...this.#files].filter(([file]) => file.startsWith(folder));
    }
    const files: [string, LoadedFile][] = [];
    for (const path of paths) {
      const loaded = await this.#read(path, problems);
      if (loaded) files.push([path, loaded]);
    }
    return files;
  }

  /** A file that cannot be parsed counts as it was before. */
  async #read(
    file: string,
    problems: ManifestProblem[],
  ): Promise<LoadedFile | undefined> {
    const before = this.#files.get(file);
    try {
      const text = await readFile(file, 'utf8');
      if (before?.text === text) return before;
      const parsed = this.#parse(text, file);
      problems.push(...parsed.problems);
      if (parsed.problems.length > 0 && before) return before;
      return { ...parsed, text };
    } catch (error) {
      // Removed since the folder was listed.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      const message = error instanceof Error ? error.message : String(error);
      problems.push({ file, line: 1, message });
      return before;
    }
  }

  #parse(text: string, file: string): ManifestFile {
    const { manifests, problems } = parseManifests(text, file);
    if (this.#moveByMs === 0) return { manifests, problems };
    const move = (manifest: Manifest) => ({
      ...manifest,
      object: moveTimes(manifest.object, this.#moveByMs),
    });
    return { manifests: manifests.map(move), problems };
  }

  #apply(): ManifestProblem[] {
    const problems: ManifestProblem[] = [];
    const places = new Map<string, Manifest>();
    const manifests = [...this.#files.values()].flatMap(file => file.manifests);
    for (const manifest of definitionsFirst(manifests)) {
      const { object, file, line } = manifest;
      const report = (message: string) =>
        problems.push({ file, line, message });
      let key: string;
      try {
        key = this.#store.put(object, file);
      } catch (error) {
        report(error instanceof Error ? error.message : String(error));
        continue;
      }
      const earlier = places.get(key);
      if (earlier) {
        const { kind, metadata } = object;
        const place = `${earlier.file}:${earlier.line}`;
        report(`${kind} "${metadata?.name}" replaces the one of ${place}`);
      }
      places.set(key, manifest);
    }
    const own = (source: string) => source !== MEMORY && source !== 'implied';
    this.#store.removeOthers(new Set(places.keys()), own);
    return problems;
  }
}

/** Objects given in memory come in any order: what is not known yet waits for its definition. */
export function putAll(store: Store, objects: Iterable<KubernetesObject>) {
  const waiting: KubernetesObject[] = [];
  for (const object of objects) {
    const { apiVersion = '', kind = '' } = object;
    if (store.table.findKind(apiVersion, kind)) store.put(object, MEMORY);
    else waiting.push(object);
  }
  for (const object of waiting) store.put(object, MEMORY);
}
