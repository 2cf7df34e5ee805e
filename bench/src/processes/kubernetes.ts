/** A Backstage backend with the real Kubernetes plugin: the way to a cluster for everybody who is measured. */
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { serve } from '../harness/remote';
import { catalogEntities } from '../workload/catalog';

export interface KubernetesOptions {
  config: object;
  services: number;
}

export type KubernetesHandlers = { port(): number };

serve<KubernetesOptions>(async ({ config, services }) => {
  const { server } = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({ data: config as never }),
      catalogServiceMock.factory({ entities: catalogEntities({ services }) }),
      import('@backstage/plugin-kubernetes-backend'),
    ],
  });
  return { port: () => server.port() };
});
