/** The services/proxy sub-resource: hands a GET to the upstream that stands for a Service. */

import {
  IncomingMessage,
  request as httpRequest,
  ServerResponse,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { ResourceRequest } from './requestInfo';
import { badRequest, notFound, unavailable } from './status';
import { Store } from './store';
import { KubernetesObject } from './types';

/** `namespace/name:port` (or `namespace/name`) to a base URL. */
export type Upstreams = Record<string, string>;

interface ServicePort {
  name?: string;
  port: number;
}

/** `[scheme:]name[:port]`; with two parts the first is the name. */
function parseTarget(text: string): { name: string; port: string } {
  const parts = text.split(':');
  if (parts.length === 1) return { name: parts[0], port: '' };
  if (parts.length === 2) return { name: parts[0], port: parts[1] };
  if (parts.length === 3) return { name: parts[1], port: parts[2] };
  throw badRequest(`invalid service request "${text}"`);
}

/** A port may be asked for by name or number; an upstream may be declared by either. */
function portAliases(service: KubernetesObject | undefined, port: string) {
  const spec = service?.spec as { ports?: ServicePort[] } | undefined;
  const ports = spec?.ports ?? [];
  const match = ports.find(
    candidate => candidate.name === port || String(candidate.port) === port,
  );
  const only = port === '' && ports.length === 1 ? ports[0] : undefined;
  const known = match ?? only;
  return [port, known?.name, known && String(known.port)].filter(Boolean);
}

function findUpstream(
  store: Store,
  upstreams: Upstreams,
  { namespace = '', name: target = '' }: ResourceRequest,
): string {
  const { name, port } = parseTarget(target);
  const services = store.collection({ group: '', plural: 'services' });
  const entry = services.get(`${namespace}/${name}`);
  const service = entry && (JSON.parse(entry.json) as KubernetesObject);
  const base = `${namespace}/${name}`;
  const keys = portAliases(service, port).map(alias => `${base}:${alias}`);
  const key = [...keys, base].find(candidate => upstreams[candidate]);
  if (key) return upstreams[key];
  if (!service) throw notFound({ group: '', plural: 'services' }, name);
  throw unavailable(`no endpoints available for service "${target}"`);
}

/** The server keeps the caller's credentials to itself, and so do we. */
function forwardedHeaders(request: IncomingMessage) {
  const {
    authorization: _credentials,
    host: _host,
    connection: _connection,
    ...headers
  } = request.headers;
  return headers;
}

function fetchUpstream(
  url: URL,
  request: IncomingMessage,
): Promise<IncomingMessage> {
  const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    start(url, { headers: forwardedHeaders(request) }, resolve)
      .on('error', reject)
      .end();
  });
}

function reasonOf(error: unknown, url: URL): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ECONNREFUSED'
    ? `dial tcp ${url.host}: connect: connection refused`
    : message;
}

export async function proxyToService(
  store: Store,
  upstreams: Upstreams,
  target: ResourceRequest,
  exchange: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const { request, response } = exchange;
  const base = findUpstream(store, upstreams, target).replace(/\/$/, '');
  const search = request.url?.includes('?')
    ? request.url.slice(request.url.indexOf('?'))
    : '';
  const url = new URL(`${base}/${target.rest ?? ''}${search}`);
  let answer: IncomingMessage;
  try {
    answer = await fetchUpstream(url, request);
  } catch (error) {
    throw unavailable(`error trying to reach service: ${reasonOf(error, url)}`);
  }
  const {
    connection: _connection,
    'transfer-encoding': _encoding,
    ...headers
  } = answer.headers;
  response.writeHead(answer.statusCode ?? 502, headers);
  await pipeline(answer, response);
}
