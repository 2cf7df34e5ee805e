/** Which clusters may be read in the background, and what app-config says of them. */
import type { Config } from '@backstage/config';
import { isRecord, listAt, textAt } from '../objects';
import type { ClusterAccess, ClusterInfo } from '../types';

/**
 * Providers whose strategy in @backstage/plugin-kubernetes-backend 0.21.11 always answers with a
 * bearer token of the server's own. For every other one the proxy forwards the caller's
 * Authorization header, which here would be a Backstage token: `localKubectlProxy` is anonymous,
 * `google`, `aks` and `oidc` need a user, and of a custom one nothing is known.
 */
const BEARER_TOKEN_PROVIDERS: ReadonlySet<string> = new Set([
  'serviceAccount',
  'aws',
  'azure',
  'googleServiceAccount',
]);

export function accessOf(authProvider: string): ClusterAccess {
  return BEARER_TOKEN_PROVIDERS.has(authProvider)
    ? { kind: 'bearer-token' }
    : { kind: 'needs-user-credentials', authProvider };
}

export interface ClusterSettings {
  /** What app-config says of single clusters, by name. */
  named: ReadonlyMap<string, { environment?: string; observe: boolean }>;
  /**
   * Clusters that app-config declares for the kubernetes plugin, where some are located by the
   * catalog; absent where none are, and every cluster counts.
   */
  declared?: ReadonlySet<string>;
}

/**
 * `readiness.clusters: [{ name, environment?, observe? }]`. Whoever may register a catalog entity may
 * name an address there: a cluster that only the catalog knows is read when it is named here.
 */
export function readClusterSettings(config: Config): ClusterSettings {
  const named = (config.getOptionalConfigArray('readiness.clusters') ?? []).map(
    cluster =>
      [
        cluster.getString('name'),
        {
          environment: cluster.getOptionalString('environment'),
          observe: cluster.getOptionalBoolean('observe') ?? true,
        },
      ] as const,
  );
  const locators =
    config.getOptionalConfigArray('kubernetes.clusterLocatorMethods') ?? [];
  const types = locators.map(locator => locator.getOptionalString('type'));
  const declared = locators
    .filter(locator => locator.getOptionalString('type') === 'config')
    .flatMap(locator => locator.getOptionalConfigArray('clusters') ?? [])
    .map(cluster => cluster.getString('name'));
  return {
    named: new Map(named),
    ...(types.includes('catalog') && { declared: new Set(declared) }),
  };
}

function isObserved(
  name: string,
  { named, declared }: ClusterSettings,
): boolean {
  return (
    named.get(name)?.observe ?? (declared === undefined || declared.has(name))
  );
}

/** The clusters of `GET /clusters` that count, in its order. */
export function clusterInfos(
  body: unknown,
  settings: ClusterSettings,
): ClusterInfo[] {
  const clusters = new Map<string, ClusterInfo>();
  for (const item of listAt(body, 'items').filter(isRecord)) {
    const name = textAt(item, 'name');
    if (name && isObserved(name, settings)) {
      const access = accessOf(textAt(item, 'authProvider') ?? 'none');
      const known = clusters.get(name);
      const environment = settings.named.get(name)?.environment;
      const title = textAt(item, 'title');
      // Of two clusters with one name the proxy calls either: both must be safe to call.
      clusters.set(name, {
        name,
        ...(title && { title }),
        ...(environment && { environment }),
        access:
          known?.access.kind === 'needs-user-credentials'
            ? known.access
            : access,
      });
    }
  }
  return [...clusters.values()];
}
