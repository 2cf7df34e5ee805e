import type { ClusterInfo } from '../clusters';
import type { ClusterAnswer } from '../clusters/observation/answers';
import { LeaseLostError } from '../store/types';
import { ObservedClusters } from './observedClusters';

const EAST: ClusterInfo = { name: 'east', access: { kind: 'bearer-token' } };
const REFUSED: ClusterAnswer = {
  ok: false,
  failure: { cause: 'forbidden', message: 'no' },
};
const PLAN = { resources: new Map() };

function observed() {
  const read = jest.fn();
  const clusters = new ObservedClusters({
    backend: {
      clusters: async () => [EAST],
      read: async (_cluster, path, _options, use) => {
        read(path);
        return use(REFUSED);
      },
      getRaw: jest.fn(),
    },
    prometheus: new Map(),
    extendedGrant: false,
    environmentLabel: 'environment',
    concurrency: 1,
    clock: () => new Date(),
  });
  return { clusters, read };
}

it('gives a sign of life after every request, however long a cluster takes', async () => {
  const { clusters, read } = observed();
  const alive = jest.fn(async () => undefined);
  const { requests } = await clusters.observe('east', PLAN, [], alive);
  expect(requests).toBeGreaterThan(0);
  expect(read).toHaveBeenCalledTimes(requests);
  expect(alive).toHaveBeenCalledTimes(requests);
});

it('asks no more once another replica has the shard', async () => {
  const { clusters, read } = observed();
  const lost = new LeaseLostError('cluster:east');
  const alive = jest.fn().mockRejectedValue(lost);
  await expect(clusters.observe('east', PLAN, [], alive)).rejects.toBe(lost);
  expect(read).toHaveBeenCalledTimes(1);
});
