/** Reads from a request's path and method what is asked of which resource. */

import { badRequest } from './status';

export interface ResourceRequest {
  kind: 'resource';
  verb: string;
  group: string;
  version: string;
  plural: string;
  namespace?: string;
  name?: string;
  subresource?: string;
  /** The only name that a list's field selector lets through; the authorizer counts it as the name. */
  selectedName?: string;
  /** What follows a proxy sub-resource. */
  rest?: string;
}

export interface PathRequest {
  kind: 'path';
  verb: string;
  path: string;
}

export type RequestInfo = ResourceRequest | PathRequest;

const VERBS: Record<string, string> = {
  GET: 'get',
  HEAD: 'get',
  POST: 'create',
  PUT: 'update',
  PATCH: 'patch',
  DELETE: 'delete',
};

/** Sub-resources of a namespace itself; anything else below it is a resource in it. */
const NAMESPACE_SUBRESOURCES = ['status', 'finalize'];

function verbOf(method: string, named: boolean, watch: boolean): string {
  const verb = VERBS[method] ?? method.toLowerCase();
  if (verb === 'get' && !named) return watch ? 'watch' : 'list';
  if (verb === 'get' && named && watch) return 'watch';
  if (verb === 'delete' && !named) return 'deletecollection';
  return verb;
}

export function isWatch(query: URLSearchParams): boolean {
  const watch = query.get('watch');
  return watch === 'true' || watch === '1';
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw badRequest(`invalid URL escape in "${part}"`);
  }
}

function selectedName(query: URLSearchParams): string | undefined {
  const selector = query.get('fieldSelector') ?? '';
  return /(?:^|,)metadata\.name==?([^,=]+)/.exec(selector)?.[1];
}

export function requestInfo(
  method: string,
  path: string,
  query: URLSearchParams,
): RequestInfo {
  const asPath: PathRequest = {
    kind: 'path',
    verb: (VERBS[method] ?? method).toLowerCase(),
    path,
  };
  const parts = path.split('/').slice(1);
  const core = parts[0] === 'api';
  const prefixLength = core ? 2 : 3;
  if ((!core && parts[0] !== 'apis') || parts.length <= prefixLength) {
    return asPath;
  }
  const group = core ? '' : parts[1];
  const version = parts[prefixLength - 1];
  let rest = parts.slice(prefixLength).map(decoded);
  let namespace: string | undefined;
  if (
    rest[0] === 'namespaces' &&
    rest.length > 2 &&
    !NAMESPACE_SUBRESOURCES.includes(rest[2])
  ) {
    namespace = rest[1];
    rest = rest.slice(2);
  }
  const [plural, name, subresource, ...tail] = rest;
  if (!plural) return asPath;
  // A namespace is in itself: a RoleBinding in it may grant reading it.
  if (core && plural === 'namespaces') namespace = name || undefined;
  const watch = isWatch(query) && !subresource;
  return {
    kind: 'resource',
    verb: verbOf(method, Boolean(name), watch),
    group,
    version,
    plural,
    namespace,
    name: name || undefined,
    subresource: subresource || undefined,
    selectedName: name ? undefined : selectedName(query),
    rest: tail.length > 0 ? tail.map(encodeURIComponent).join('/') : undefined,
  };
}
