import { object, service } from './__testUtils__/objects';
import { Sharing } from './sharing';
import type { KubernetesObject } from './types';

const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const partsOf = ({ metadata, spec }: KubernetesObject) => {
  const { containers } = spec as { containers: object[] };
  return { labels: metadata.labels, containers };
};

describe('equal parts of objects', () => {
  const pod = service('web')[2] as KubernetesObject;
  const replica = (name: string, more: object = {}): KubernetesObject => ({
    ...copyOf(pod),
    ...more,
    metadata: { ...copyOf(pod.metadata), name },
  });

  it('are one', () => {
    const sharing = new Sharing();
    const [a, b] = ['a', 'b'].map(name =>
      partsOf(sharing.share(replica(name))),
    );
    expect(a.containers).toBe(b.containers);
    expect(a.labels).toBe(b.labels);
  });

  it('are one with those of the template', () => {
    const sharing = new Sharing();
    const { containers } = partsOf(sharing.share(replica('a')));
    const template = { spec: { containers: copyOf(containers) } };
    const deployment = object(
      'apps/v1',
      'Deployment',
      'web',
      {},
      { spec: { template } },
    );
    const shared = sharing.share(deployment as KubernetesObject);
    const of = (shared.spec as { template: { spec: object } }).template.spec;
    expect((of as { containers: object }).containers).toBe(containers);
  });

  it('stay apart where they differ, and every object stays what it was', () => {
    const sharing = new Sharing();
    const other = { spec: { containers: [{ name: 'web', image: 'web:2' }] } };
    const objects = [replica('a'), replica('b', other), replica('c')];
    const before = copyOf(objects);
    const shared = objects.map(it => sharing.share(it));
    expect(shared).toEqual(before);
    expect(partsOf(shared[0]).containers).not.toBe(
      partsOf(shared[1]).containers,
    );
  });

  it('of a status are its own', () => {
    const sharing = new Sharing();
    const status = { phase: 'Running', conditions: [{ type: 'Ready' }] };
    const [a, b] = ['a', 'b'].map(name =>
      sharing.share(replica(name, { status: copyOf(status) })),
    );
    expect(a.status).not.toBe(b.status);
  });
});
