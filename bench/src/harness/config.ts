/** The app-config that everybody who is measured is given. */
import { resolve } from 'node:path';

export const CLUSTER_TOKEN = 'bench-reader-token';

const SHIPPED = [
  'cluster-beta',
  'istio-mesh-beta',
  'kubernetes-deployment',
  'production-readiness',
  'production-self-assessment',
  'service-baseline',
];

/** Of one that lies in ../../scorecards, or anywhere by its path. */
export const scorecardFile = (name: string) =>
  resolve(__dirname, '../../scorecards', `${name}.yaml`);

export interface ConfigOptions {
  /** URLs by name. */
  clusters: Record<string, string>;
  /** See scorecardFile; only these are loaded. */
  scorecards?: readonly string[];
  readiness?: object;
}

export function appConfig({
  clusters,
  scorecards = ['workload-40'],
  readiness = {},
}: ConfigOptions) {
  return {
    app: { baseUrl: 'http://localhost' },
    backend: { baseUrl: 'http://localhost', listen: { port: 0 } },
    readiness: {
      schedule: { catalog: { minutes: 60 }, clusters: { minutes: 60 } },
      definitions: {
        scorecards: scorecards.map(scorecardFile),
        disabled: SHIPPED,
      },
      ...readiness,
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: Object.entries(clusters).map(([name, url]) => ({
            name,
            url,
            authProvider: 'serviceAccount',
            serviceAccountToken: CLUSTER_TOKEN,
          })),
        },
      ],
    },
  };
}
