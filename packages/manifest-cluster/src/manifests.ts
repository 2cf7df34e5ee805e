/** Reads manifests: YAML of several documents, JSON, and List objects, each with its line. */

import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Document, LineCounter, parseAllDocuments, Tags } from 'yaml';
import { KubernetesObject, ManifestProblem } from './types';

export interface Manifest {
  object: KubernetesObject;
  file: string;
  line: number;
}

export interface ManifestFile {
  manifests: Manifest[];
  problems: ManifestProblem[];
}

const EXTENSIONS = ['.yaml', '.yml', '.json'];

/** Values that YAML 1.1 knows and kubectl leaves alone. */
const UNWANTED_TAGS: unknown[] = [
  'tag:yaml.org,2002:timestamp',
  'tag:yaml.org,2002:binary',
  'tag:yaml.org,2002:omap',
  'tag:yaml.org,2002:pairs',
  'tag:yaml.org,2002:set',
];

/** Kubernetes reads YAML 1.1: `0644` is octal and `<<` merges, but a date stays text and 1:20 no number. */
function kubernetesTags(tags: Tags): Tags {
  return tags.filter(
    tag =>
      typeof tag === 'string' ||
      (!UNWANTED_TAGS.includes(tag.tag) &&
        !('format' in tag && tag.format === 'TIME')),
  );
}

/** Every manifest file of a folder, in a stable order; a file stands for itself. */
export async function findManifestFiles(folder: string): Promise<string[]> {
  if (!(await stat(folder)).isDirectory()) return [folder];
  const files: string[] = [];
  const children = await readdir(folder, { withFileTypes: true });
  children.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const child of children) {
    const path = join(folder, child.name);
    const hidden = child.name.startsWith('.') || child.name === 'node_modules';
    if (hidden) continue;
    // A link may lead to a file or folder: Kubernetes mounts ConfigMaps as links.
    const isFolder = child.isSymbolicLink()
      ? (await stat(path)).isDirectory()
      : child.isDirectory();
    if (isFolder) files.push(...(await findManifestFiles(path)));
    else if (EXTENSIONS.includes(extname(child.name))) files.push(path);
  }
  return files;
}

function isObject(value: unknown): value is KubernetesObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(object: KubernetesObject): boolean {
  return (
    Array.isArray(object.items) &&
    (object.kind === 'List' || Boolean(object.kind?.endsWith('List')))
  );
}

/** Items of a typed list, as the server answers them, do not repeat their kind. */
function itemsOf(list: KubernetesObject): unknown[] {
  const typed =
    list.kind === 'List'
      ? {}
      : { apiVersion: list.apiVersion, kind: list.kind?.slice(0, -4) };
  return (list.items as unknown[]).map(item =>
    isObject(item) ? { ...typed, ...item } : item,
  );
}

/** What belongs to kustomize configures it and is not sent to a cluster. */
function isForTools({ apiVersion }: KubernetesObject): boolean {
  return Boolean(apiVersion?.startsWith('kustomize.config.k8s.io/'));
}

interface Place {
  file: string;
  line: number;
  /** The line of an item in a list. */
  itemLine(index: number): number;
}

function collect(value: unknown, place: Place, into: ManifestFile) {
  const { file, line } = place;
  if (value === null || value === undefined) return;
  if (!isObject(value)) {
    into.problems.push({ file, line, message: 'not a Kubernetes object' });
    return;
  }
  for (const key of ['apiVersion', 'kind'] as const) {
    if (value[key] !== undefined && typeof value[key] !== 'string') {
      into.problems.push({ file, line, message: `${key} must be a string` });
      return;
    }
  }
  if (isForTools(value)) return;
  if (!isList(value)) {
    into.manifests.push({ object: value, file, line });
    return;
  }
  itemsOf(value).forEach((item, index) => {
    const itemLine = place.itemLine(index);
    collect(item, { ...place, line: itemLine }, into);
  });
}

function documentPlace(
  document: Document,
  lines: LineCounter,
  file: string,
): Place {
  const lineAt = (node: unknown) => {
    const range = (node as { range?: number[] } | null | undefined)?.range;
    return range ? lines.linePos(range[0]).line : 1;
  };
  const line = lineAt(document.contents);
  return {
    file,
    line,
    itemLine: index => lineAt(document.getIn(['items', index], true)) || line,
  };
}

function parseYaml(text: string, file: string): ManifestFile {
  const result: ManifestFile = { manifests: [], problems: [] };
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, {
    version: '1.1',
    customTags: kubernetesTags,
    lineCounter,
    prettyErrors: false,
  });
  if (!Array.isArray(documents)) return result;
  for (const document of documents) {
    const [error] = document.errors;
    if (error) {
      const { line } = lineCounter.linePos(error.pos[0]);
      result.problems.push({ file, line, message: error.message });
    } else {
      const place = documentPlace(document, lineCounter, file);
      collect(document.toJS(), place, result);
    }
  }
  return result;
}

/** Large recordings are JSON, and its own parser is far faster; it does not know lines. */
function parseJson(text: string, file: string): ManifestFile | undefined {
  try {
    const result: ManifestFile = { manifests: [], problems: [] };
    collect(JSON.parse(text), { file, line: 1, itemLine: () => 1 }, result);
    return result.problems.length > 0 ? undefined : result;
  } catch {
    return undefined;
  }
}

export function parseManifests(text: string, file: string): ManifestFile {
  const json = extname(file) === '.json' ? parseJson(text, file) : undefined;
  return json ?? parseYaml(text, file);
}

export async function readManifestFile(file: string): Promise<ManifestFile> {
  return parseManifests(await readFile(file, 'utf8'), file);
}
