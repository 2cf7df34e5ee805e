/** Where each cluster's Prometheus is: app-config says so, and nothing else ever does. See config.d.ts. */
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readOptionalDuration } from '../duration';

export interface PrometheusSettings {
  at:
    | { url: string; headers: Readonly<Record<string, string>> }
    | { namespace: string; service: string; port: string };
  timeoutMs: number;
}

const DEFAULT_TIMEOUT_MS = 30_000;
const NAME = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SERVICE = new RegExp(`^(${NAME})/(${NAME}):(\\d{1,5}|${NAME})$`);

/** By the name of the cluster. @throws InputError that names the setting. */
export function readPrometheusSettings(
  config: Config,
): ReadonlyMap<string, PrometheusSettings> {
  const clusters = config.getOptionalConfigArray('readiness.clusters') ?? [];
  return new Map(
    clusters.flatMap(cluster => {
      const prometheus = cluster.getOptionalConfig('prometheus');
      if (!prometheus) return [];
      const name = cluster.getString('name');
      return [[name, settingsOf(prometheus, name)] as const];
    }),
  );
}

function settingsOf(config: Config, cluster: string): PrometheusSettings {
  const url = config.getOptionalString('url');
  const service = config.getOptionalString('service');
  const wrong = (problem: string) =>
    new InputError(
      `readiness.clusters: the prometheus of cluster ${cluster} ${problem}`,
    );
  if ((url === undefined) === (service === undefined))
    throw wrong('needs either url or service');
  const timeoutMs =
    readOptionalDuration(config, 'timeout') ?? DEFAULT_TIMEOUT_MS;
  if (service !== undefined) {
    const parts = SERVICE.exec(service);
    if (!parts) throw wrong('has a service that is not namespace/service:port');
    if (config.has('headers')) throw wrong('takes headers only with url');
    const [, namespace, , name, , port] = parts;
    return { at: { namespace, service: name, port }, timeoutMs };
  }
  return {
    at: { url: baseUrl(url!, wrong), headers: headersOf(config) },
    timeoutMs,
  };
}

function baseUrl(text: string, wrong: (problem: string) => Error): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw wrong('has a url that is no http or https address');
  if (url.username || url.password)
    throw wrong('has credentials in its url: put them into headers');
  if (url.search || url.hash) throw wrong('has a url with a query');
  return url.href.replace(/\/+$/, '');
}

function headersOf(config: Config): Record<string, string> {
  const headers = config.getOptionalConfig('headers');
  return Object.fromEntries(
    (headers?.keys() ?? []).map(name => [name, headers!.getString(name)]),
  );
}
