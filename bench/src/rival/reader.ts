/** Reads what belongs to one entity the way that Backstage offers it: two queries, seventeen lists. */
import type { AuthService } from '@backstage/backend-plugin-api';
import { entityRefOf } from '../workload/catalog';

export type ObjectsByType = Record<string, KubernetesObject[]>;

/** Read freely: a retriever's author knows the shapes. */
export interface KubernetesObject {
  metadata: { name: string; labels?: Record<string, string> };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  [field: string]: any;
}

const OTHERS = [
  {
    group: 'policy',
    plural: 'poddisruptionbudgets',
    kind: 'PodDisruptionBudget',
  },
  {
    group: 'networking.k8s.io',
    plural: 'networkpolicies',
    kind: 'NetworkPolicy',
  },
  {
    group: 'discovery.k8s.io',
    plural: 'endpointslices',
    kind: 'EndpointSlice',
  },
  { group: '', plural: 'serviceaccounts', kind: 'ServiceAccount' },
];

const customResources = OTHERS.map(({ group, plural }) => ({
  group,
  apiVersion: 'v1',
  plural,
}));

interface QueryAnswer {
  items: {
    resources: { type: string; resources: KubernetesObject[] }[];
    errors: unknown[];
  }[];
}

export async function readEntity(
  index: number,
  { port, auth }: { port: number; auth: AuthService },
): Promise<ObjectsByType> {
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: await auth.getOwnServiceCredentials(),
    targetPluginId: 'kubernetes',
  });
  const query = async (what: string, more: object) => {
    const response = await fetch(
      `http://127.0.0.1:${port}/api/kubernetes/resources/${what}/query`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          entityRef: entityRefOf(index),
          auth: {},
          ...more,
        }),
      },
    );
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as QueryAnswer;
  };
  const [workloads, others] = await Promise.all([
    query('workloads', {}),
    query('custom', { customResources }),
  ]);
  const objects: ObjectsByType = {};
  for (const { type, resources } of workloads.items.flatMap(it => it.resources))
    objects[type] = [...(objects[type] ?? []), ...resources];
  const custom = others.items
    .flatMap(it => it.resources)
    .flatMap(it => it.resources);
  for (const { plural, kind } of OTHERS)
    objects[plural] = custom.filter(object => object.kind === kind);
  return objects;
}
