/** Plain HTTP for tests: nothing is decoded, retried or followed on the way. */

import { IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { ManifestCluster } from '..';

export interface TestResponse {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

export interface TestRequest {
  method?: string;
  /** The cluster's own admin when not given; null sends none. */
  token?: string | null;
  headers?: Record<string, string>;
}

export function send(
  cluster: ManifestCluster,
  path: string,
  { method = 'GET', token = cluster.token, headers = {} }: TestRequest = {},
): Promise<TestResponse> {
  const authorization = token && { authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      `${cluster.url}${path}`,
      { method, agent: false, headers: { ...authorization, ...headers } },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const raw = Buffer.concat(chunks);
          const zipped = response.headers['content-encoding'] === 'gzip';
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: (zipped ? gunzipSync(raw) : raw).toString('utf8'),
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end();
  });
}

export interface ListBody {
  kind: string;
  metadata: {
    resourceVersion: string;
    continue?: string;
    remainingItemCount?: number;
  };
  items: { metadata: { name: string; namespace?: string } }[];
}

export async function getJson<T = ListBody>(
  cluster: ManifestCluster,
  path: string,
  options?: TestRequest,
): Promise<T> {
  return JSON.parse((await send(cluster, path, options)).text) as T;
}

/** The names in a list, or the status and message of a refusal. */
export async function names(
  cluster: ManifestCluster,
  path: string,
  options?: TestRequest,
): Promise<string> {
  const response = await send(cluster, path, options);
  const body = JSON.parse(response.text) as ListBody & { message?: string };
  return response.status === 200
    ? body.items.map(({ metadata }) => metadata.name).join(' ')
    : `${response.status} ${body.message}`;
}

export function configMap(name: string, namespace = 'shop', more = {}) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, ...more },
  };
}

/** Tries until it holds: files and connections take their time. */
export async function eventually(
  assertion: () => Promise<void> | void,
  timeoutMs = 5000,
): Promise<void> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise(resolve => {
        setTimeout(resolve, 20);
      });
    }
  }
}
