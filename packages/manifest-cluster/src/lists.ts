/** Answers list and get in the view that the client asked for. */

import { Entry } from './collection';
import { convert, differsInShape } from './convert';
import { parseFieldSelector } from './fieldSelectors';
import { View } from './negotiation';
import { ListQuery, Page } from './pages';
import { Resource } from './resources';
import { ResourceTable } from './resourceTable';
import { parseLabelSelector } from './selectors';
import { withType } from './serialise';
import { badRequest } from './status';
import { Store, storageOf } from './store';
import { columnsOf, IncludeObject, tableJson } from './tables';
import { KubernetesObject } from './types';

/** Reads the parameters of a list; throws the server's own words on bad ones. */
export function listQuery(
  store: Store,
  resource: Resource,
  namespace: string | undefined,
  query: URLSearchParams,
): ListQuery {
  const labels = parseLabelSelector(query.get('labelSelector') ?? '');
  const fields = parseFieldSelector(query.get('fieldSelector') ?? '', resource);
  const matches =
    labels || fields
      ? (entry: Entry) =>
          (!labels || labels(entry.labels)) && (!fields || fields(entry))
      : undefined;
  return {
    storage: storageOf(resource),
    collection: store.collection(resource),
    namespace,
    limit: parseLimit(query.get('limit')),
    continueToken: query.get('continue') || undefined,
    resourceVersion: query.get('resourceVersion') || undefined,
    matches,
  };
}

function parseLimit(limit: string | null): number {
  if (!limit) return 0;
  if (!/^-?\d+$/.test(limit)) {
    throw badRequest(`strconv.ParseInt: parsing "${limit}": invalid syntax`);
  }
  return Number(limit);
}

type EntryReader = (entry: Entry) => string;

/** Reads entries in the asked version; only kinds with two shapes are parsed for it. */
function bareReader(table: ResourceTable, resource: Resource): EntryReader {
  const [group, version, kind] = resource.storedAs.split('/');
  const stored = table.findKind(group ? `${group}/${version}` : version, kind);
  if (!stored || !differsInShape(stored, resource)) return entry => entry.json;
  return entry =>
    JSON.stringify(
      convert(stored, resource, JSON.parse(entry.json) as KubernetesObject),
    );
}

/** Reads entries with kind and apiVersion, as anything but a list's items carries them. */
export function objectReader(
  table: ResourceTable,
  resource: Resource,
): EntryReader {
  const bare = bareReader(table, resource);
  return entry => withType(resource, bare(entry));
}

/** Kind, version and metadata of an object, and nothing else of it. */
export function metadataJson(entry: Entry): string {
  const { metadata } = JSON.parse(entry.json) as KubernetesObject;
  return JSON.stringify({
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
  });
}

function listMetadata(page: Page, custom: boolean) {
  const { resourceVersion, continue: token, remainingItemCount } = page;
  const version = String(resourceVersion);
  // Custom resources come with sorted keys, and an empty continue.
  return custom
    ? { continue: token ?? '', remainingItemCount, resourceVersion: version }
    : { resourceVersion: version, continue: token, remainingItemCount };
}

function objectList(resource: Resource, page: Page, items: string[]): string {
  const { group, version, listKind, custom } = resource;
  const apiVersion = group ? `${group}/${version}` : version;
  const metadata = JSON.stringify(listMetadata(page, custom));
  const joined = items.join(',');
  return custom
    ? `{"apiVersion":"${apiVersion}","items":[${joined}],"kind":"${listKind}","metadata":${metadata}}\n`
    : `{"kind":"${listKind}","apiVersion":"${apiVersion}","metadata":${metadata},"items":[${joined}]}\n`;
}

function metadataList(page: Page, items: string[]): string {
  const metadata = JSON.stringify(listMetadata(page, false));
  return `{"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1","metadata":${metadata},"items":[${items.join(
    ',',
  )}]}\n`;
}

export interface Rendering {
  table: ResourceTable;
  resource: Resource;
  view: View;
  includeObject: IncludeObject;
}

/** Everything a page's body consists of; `spoil` may put faults among the items. */
export function pageBody(
  { table, resource, view, includeObject }: Rendering,
  page: Page,
  spoil: (items: string[]) => string[],
): string {
  if (view === 'table') {
    return tableJson(
      columnsOf(resource),
      page.entries.map(objectReader(table, resource)),
      { metadata: listMetadata(page, false), includeObject, definitions: true },
    );
  }
  if (view === 'metadata') {
    return metadataList(page, spoil(page.entries.map(metadataJson)));
  }
  const read = resource.custom ? objectReader : bareReader;
  const items = page.entries.map(read(table, resource));
  return objectList(resource, page, spoil(items));
}

export function entryBody(
  { table, resource, view, includeObject }: Rendering,
  entry: Entry,
): string {
  if (view === 'metadata') return `${metadataJson(entry)}\n`;
  const object = objectReader(table, resource)(entry);
  if (view === 'object') return `${object}\n`;
  return tableJson(columnsOf(resource), [object], {
    metadata: { resourceVersion: String(entry.resourceVersion) },
    includeObject,
    definitions: true,
  });
}
