/** Answers one request: who asks, may they, what for. */

import { createHash, timingSafeEqual } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import * as discovery from './discovery';
import { ConnectionCut, FaultSwitch } from './faults';
import {
  entryBody,
  listQuery,
  objectReader,
  metadataJson,
  pageBody,
} from './lists';
import { negotiate, Negotiated } from './negotiation';
import { Pager } from './pages';
import { proxyToService, Upstreams } from './proxy';
import { ANONYMOUS_USER, authenticatedUser, Authorizer } from './rbac';
import {
  isWatch,
  requestInfo,
  RequestInfo,
  ResourceRequest,
} from './requestInfo';
import { Resource } from './resources';
import {
  Answer,
  formatted,
  jsonAnswer,
  PAGE_NOT_FOUND,
  send,
  statusAnswer,
  statusOf,
  textAnswer,
} from './responses';
import { scaleOf } from './scale';
import {
  methodNotAllowed,
  noSuchResource,
  notFound,
  unauthorized,
} from './status';
import { Store } from './store';
import { parseIncludeObject } from './tables';
import { KubernetesObject, TokenUser, User } from './types';
import { watch } from './watch';

export interface ServerParts {
  store: Store;
  pager: Pager;
  faults: FaultSwitch;
  authorizer: Authorizer;
  tokens: Record<string, TokenUser>;
  anonymous: boolean;
  upstreams: Upstreams;
}

/** One request on its way through the server. */
interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  path: string;
  query: URLSearchParams;
  info: RequestInfo;
}

const DISCOVERY_VIEWS = ['object', 'aggregated-discovery'] as const;
const RESOURCE_VIEWS = ['object', 'table', 'metadata'] as const;
const HEALTH_PATHS = ['/healthz', '/livez', '/readyz'];

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function wait(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms);
  });
}

export class ApiServer {
  readonly #parts: ServerParts;
  readonly #users: { digest: Buffer; user: User }[];

  constructor(parts: ServerParts) {
    this.#parts = parts;
    this.#users = Object.entries(parts.tokens).map(([token, entry]) => ({
      digest: digest(token),
      user: authenticatedUser(entry.user, entry.groups),
    }));
  }

  async handle(request: IncomingMessage, response: ServerResponse) {
    const url = request.url ?? '/';
    const mark = url.indexOf('?');
    const path = mark < 0 ? url : url.slice(0, mark);
    const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
    // Bodies of refused writes are not read, only thrown away.
    request.resume();
    try {
      const info = requestInfo(request.method ?? 'GET', path, query);
      await this.#route({ request, response, path, query, info });
    } catch (error) {
      if (error instanceof ConnectionCut || response.headersSent) {
        response.destroy();
        return;
      }
      await send(request, response, statusAnswer(statusOf(error)));
    }
  }

  async #route(exchange: Exchange) {
    const { request, response, info } = exchange;
    const { faults, authorizer } = this.#parts;
    const target = info.kind === 'resource' ? info : undefined;
    const delay = faults.delay(target);
    if (delay > 0) await wait(delay);
    const user = this.#authenticate(request);
    const refusal =
      faults.refusal(user.name, target) ?? authorizer.refusal(user, info);
    if (refusal) throw refusal;
    const answer = target
      ? await this.#resource(exchange, target)
      : this.#path(exchange);
    if (!answer) return;
    const body = faults.truncate(target, answer.body);
    await send(request, response, { ...answer, body });
  }

  #authenticate(request: IncomingMessage): User {
    const header = request.headers.authorization;
    if (!header && this.#parts.anonymous) return ANONYMOUS_USER;
    const token = /^Bearer +(.+)$/i.exec(header ?? '')?.[1];
    if (!token) throw unauthorized();
    const asked = digest(token.trim());
    const known = this.#users.find(user => timingSafeEqual(user.digest, asked));
    if (!known) throw unauthorized();
    return known.user;
  }

  #path({ request, path, query }: Exchange): Answer {
    if (HEALTH_PATHS.includes(path)) return textAnswer('ok');
    const trimmed = path.length > 1 ? path.replace(/\/$/, '') : path;
    const { view, format } = negotiate(request.headers.accept, DISCOVERY_VIEWS);
    if (
      view === 'aggregated-discovery' &&
      (trimmed === '/api' || trimmed === '/apis')
    ) {
      return this.#aggregated(request, trimmed);
    }
    if (trimmed === '/version') {
      // The only body that the server always indents, without a last line end.
      return { body: JSON.stringify(discovery.VERSION_INFO, null, 2) };
    }
    const document = this.#discovery(trimmed, request);
    if (!document) return PAGE_NOT_FOUND;
    return formatted(jsonAnswer(document), request, query, format);
  }

  #discovery(path: string, { socket }: IncomingMessage): object | undefined {
    const { store } = this.#parts;
    const [, root, group, version, ...more] = path.split('/');
    if (more.length > 0) return undefined;
    if (root === '') return this.#paths();
    if (root === 'api' && version === undefined) {
      return group
        ? discovery.apiResourceList(store.table, '', group)
        : discovery.apiVersions(`${socket.localAddress}:${socket.localPort}`);
    }
    if (root !== 'apis') return undefined;
    if (!group) return discovery.apiGroupList(store.table);
    return version
      ? discovery.apiResourceList(store.table, group, version)
      : discovery.apiGroup(store.table, group);
  }

  #paths() {
    const groups = this.#parts.store.table.groups.filter(({ name }) => name);
    const paths = groups.flatMap(({ name, versions }) => [
      `/apis/${name}`,
      ...versions.map(version => `/apis/${name}/${version}`),
    ]);
    const others = [...HEALTH_PATHS, '/version'];
    return { paths: ['/api', '/api/v1', '/apis', ...paths, ...others].sort() };
  }

  #aggregated(request: IncomingMessage, path: string): Answer {
    const answer = jsonAnswer(
      discovery.aggregatedDiscovery(this.#parts.store.table, path),
    );
    const etag = discovery.etagOf(answer.body);
    const headers = { 'Cache-Control': 'public', ETag: etag, Vary: 'Accept' };
    return request.headers['if-none-match'] === etag
      ? { code: 304, body: '', headers }
      : { ...answer, headers, contentType: discovery.AGGREGATED_TYPE };
  }

  /** Undefined when the response has been taken over. */
  async #resource(
    exchange: Exchange,
    target: ResourceRequest,
  ): Promise<Answer | undefined> {
    const { request, response, query } = exchange;
    const { store, upstreams } = this.#parts;
    const resource = this.#find(target);
    if (!resource) return this.#unknown(target);
    if (!['GET', 'HEAD'].includes(request.method ?? '')) {
      throw methodNotAllowed();
    }
    if (target.subresource === 'proxy' && resource.plural === 'services') {
      await proxyToService(store, upstreams, target, { request, response });
      return undefined;
    }
    if (!resource.verbs.includes('get')) throw methodNotAllowed();
    const negotiated = negotiate(request.headers.accept, RESOURCE_VIEWS);
    if (isWatch(query) && !target.subresource) {
      this.#watch(exchange, target, resource, negotiated);
      return undefined;
    }
    const answer = target.name
      ? this.#get(target, resource, query, negotiated)
      : this.#list(target, resource, query, negotiated);
    return formatted(answer, request, query, negotiated.format);
  }

  #find({ group, version, plural, namespace, name }: ResourceRequest) {
    const resource = this.#parts.store.table.find(group, version, plural);
    if (!resource) return undefined;
    const own = group === '' && plural === 'namespaces';
    // A name needs its namespace, and what has no namespace is in none.
    const misplaced = resource.namespaced
      ? name !== undefined && namespace === undefined
      : namespace !== undefined && !own;
    return misplaced ? undefined : resource;
  }

  #unknown({ group, version }: ResourceRequest): Answer {
    const { table } = this.#parts.store;
    if (!table.inVersion(group, version) || table.isCustomGroup(group)) {
      return PAGE_NOT_FOUND;
    }
    throw noSuchResource();
  }

  #rendering(resource: Resource, query: URLSearchParams, { view }: Negotiated) {
    return {
      table: this.#parts.store.table,
      resource,
      view,
      includeObject: parseIncludeObject(query.get('includeObject')),
    };
  }

  #list(
    target: ResourceRequest,
    resource: Resource,
    query: URLSearchParams,
    negotiated: Negotiated,
  ): Answer {
    const { store, pager, faults } = this.#parts;
    const list = listQuery(store, resource, target.namespace, query);
    const expire =
      list.continueToken !== undefined && faults.expiresContinue(target);
    const page = pager.page(list, store.resourceVersion, expire);
    faults.checkPage(target, page);
    const rendering = this.#rendering(resource, query, negotiated);
    const body = pageBody(rendering, page, items =>
      faults.spoil(target, items),
    );
    return { body, compressible: true };
  }

  #get(
    target: ResourceRequest,
    resource: Resource,
    query: URLSearchParams,
    negotiated: Negotiated,
  ): Answer {
    const { store } = this.#parts;
    const { name = '', namespace, subresource } = target;
    const known = resource.subresources.find(
      entry => entry.name === subresource,
    );
    if (subresource && !known) throw noSuchResource();
    if (known && !known.verbs.includes('get')) throw methodNotAllowed();
    const key = resource.namespaced ? `${namespace}/${name}` : name;
    const entry = store.collection(resource).get(key);
    if (!entry) throw notFound(resource, name);
    if (subresource === 'scale') {
      return jsonAnswer(scaleOf(JSON.parse(entry.json) as KubernetesObject));
    }
    if (subresource && subresource !== 'status') throw methodNotAllowed();
    const rendering = this.#rendering(resource, query, negotiated);
    return { body: entryBody(rendering, entry), compressible: true };
  }

  #watch(
    { response, query }: Exchange,
    target: ResourceRequest,
    resource: Resource,
    negotiated: Negotiated,
  ) {
    const { store } = this.#parts;
    const { group, version, kind } = resource;
    const selected = new URLSearchParams(query);
    if (target.name) {
      selected.set('fieldSelector', `metadata.name=${target.name}`);
    }
    const whole = objectReader(store.table, resource);
    const rendering = this.#rendering(resource, query, negotiated);
    const tabular = negotiated.view === 'table';
    watch(
      {
        store,
        list: listQuery(store, resource, target.namespace, selected),
        apiVersion: group ? `${group}/${version}` : version,
        kind,
        query,
        render: entry => {
          if (tabular) return entryBody(rendering, entry).trimEnd();
          return negotiated.view === 'metadata'
            ? metadataJson(entry)
            : whole(entry);
        },
      },
      response,
    );
  }
}
