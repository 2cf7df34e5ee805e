import { join } from 'node:path';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import {
  metricsServiceMock,
  tracingServiceMock,
} from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { readinessDefinitionsExtensionPoint } from '@readiness-gates/backstage-plugin-readiness-node';
import request from 'supertest';
import { readinessPlugin } from './plugin';
import { TEST_LIBRARY } from './__testUtils__/installation';

jest.setTimeout(60_000);

const brought = createBackendModule({
  pluginId: 'readiness',
  moduleId: 'brought',
  register(env) {
    env.registerInit({
      deps: { definitions: readinessDefinitionsExtensionPoint },
      async init({ definitions }) {
        const { checksDir, scorecardsDir } = TEST_LIBRARY;
        definitions.addScorecards(join(scorecardsDir, 'service.yaml'));
        definitions.addChecks(
          ...['two-replicas', 'budget-selects', 'pods-run', 'throws'].map(id =>
            join(checksDir, 'test', `${id}.yaml`),
          ),
        );
      },
    });
  },
});

const WEB = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'web', namespace: 'default' },
  spec: { type: 'service' },
};

it('starts with the library, and takes what a module brings', async () => {
  const metrics = metricsServiceMock.mock();
  const tracing = tracingServiceMock.mock();
  const { server } = await startTestBackend({
    features: [
      readinessPlugin,
      brought,
      metrics.factory,
      tracing.factory,
      catalogServiceMock.factory({ entities: [WEB] }),
    ],
  });
  const { body } = await request(server).get('/api/readiness/scorecards');
  expect(body.errors).toEqual([]);
  expect(body.items.map(({ id }: { id: string }) => id).sort()).toEqual([
    'cluster-beta',
    'istio-mesh-beta',
    'kubernetes-deployment',
    'production-readiness',
    'production-self-assessment',
    'service',
    'service-baseline',
  ]);
  const check = await request(server).get('/api/readiness/checks/pods-run');
  expect(check.body).toMatchObject({ id: 'pods-run', area: 'test' });
  // There is no Kubernetes backend to ask for clusters here: what is known is still shown.
  const gates = await request(server).get(
    '/api/readiness/entities/component/default/web',
  );
  expect(gates.status).toBe(200);
  expect(metrics.createObservableGauge).toHaveBeenCalledWith(
    'readiness.gates',
    expect.anything(),
  );
});
