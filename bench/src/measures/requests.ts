/** Measure 1: requests to the API server, of one evaluation and of Backstage's own way, entity by entity. */
import { mockServices } from '@backstage/backend-test-utils';
import { entityRefOf } from '../workload/catalog';
import { figure, ratio } from '../report/arithmetic';
import { measure } from '../report/measure';
import { CLUSTER } from './bench';
import type { Estate, MeasureGroup } from './bench';

/** Each costs the same number of requests: more of them would only take longer. */
const ASKED = 100;

async function requestsPerEntity({ cluster, port, services }: Estate) {
  const auth = mockServices.auth({ pluginId: 'readiness' });
  const asked = Math.min(ASKED, services);
  await cluster.call.takeRequests();
  for (let index = 0; index < asked; index += 1) {
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'kubernetes',
    });
    const response = await fetch(
      `http://127.0.0.1:${port}/api/kubernetes/resources/workloads/query`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ entityRef: entityRefOf(index), auth: {} }),
      },
    );
    const { items } = (await response.json()) as {
      items: { resources: { resources: unknown[] }[] }[];
    };
    const found = items
      .flatMap(({ resources }) => resources)
      .flatMap(({ resources }) => resources);
    if (found.length === 0)
      throw new Error(`nothing was found for ${entityRefOf(index)}`);
  }
  return (await cluster.call.takeRequests()).count / asked;
}

export const requestMeasures: MeasureGroup = {
  ids: [1],
  async run(bench) {
    const { services } = bench.sizes;
    const estate = await bench.estate(services);
    const ours = await bench.withService(estate, async service => {
      await service.call.readCatalog();
      await estate.cluster.call.takeRequests();
      await service.call.evaluate(CLUSTER);
      return (await estate.cluster.call.takeRequests()).count;
    });
    const each = await requestsPerEntity(estate);
    return [
      measure(
        {
          id: 1,
          name: `Kubernetes requests per entity ÷ those of one evaluation, ${figure(
            services,
          )} services`,
          unit: '×',
          note: `${ours} requests for one evaluation; ${figure(
            each,
          )} for each of ${figure(services)} entities`,
        },
        ratio(each * services, ours),
        { atLeast: 100 },
      ),
    ];
  },
};
