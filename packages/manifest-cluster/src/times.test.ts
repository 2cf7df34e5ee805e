import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startManifestCluster } from './cluster';
import { moveTimes } from './times';

const HOUR_MS = 3_600_000;

describe('moveTimes', () => {
  it('moves times wherever they stand and nothing else', () => {
    const pod = {
      metadata: {
        name: '2026-11-20T06:00:00',
        creationTimestamp: '2026-11-20T06:00:00Z',
        annotations: { restartedAt: '2026-12-31T23:30:00Z', note: 'at 6' },
      },
      spec: { renewTime: '2026-11-20T06:00:00.123456Z', replicas: 2 },
      status: { conditions: [{ lastProbeTime: null, ok: true }] },
    };
    expect(moveTimes(pod, HOUR_MS)).toEqual({
      metadata: {
        name: '2026-11-20T06:00:00',
        creationTimestamp: '2026-11-20T07:00:00Z',
        annotations: { restartedAt: '2027-01-01T00:30:00Z', note: 'at 6' },
      },
      spec: { renewTime: '2026-11-20T07:00:00.123456Z', replicas: 2 },
      status: { conditions: [{ lastProbeTime: null, ok: true }] },
    });
  });

  it('leaves what only looks like a time', () => {
    expect(moveTimes('2026-13-40T06:00:00Z', HOUR_MS)).toBe(
      '2026-13-40T06:00:00Z',
    );
  });
});

describe('a cluster whose manifests tell of a moment', () => {
  it('tells of now, after a change as well', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'manifest-times-'));
    const write = (created: string) =>
      writeFile(
        join(folder, 'all.yaml'),
        `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, creationTimestamp: "${created}" }\n`,
      );
    await write('2020-01-01T00:00:00Z');
    const cluster = await startManifestCluster({
      folder,
      anonymous: true,
      rbac: 'allow-all',
      asOf: new Date('2020-01-01T01:00:00Z'),
    });
    const hoursOld = async () => {
      const answer = await fetch(`${cluster.url}/api/v1/namespaces/shop`);
      const { metadata } = await answer.json();
      return Math.round(
        (Date.now() - Date.parse(metadata.creationTimestamp)) / HOUR_MS,
      );
    };
    try {
      expect(await hoursOld()).toBe(1);
      await write('2019-12-31T23:00:00Z');
      await cluster.reload();
      expect(await hoursOld()).toBe(2);
    } finally {
      await cluster.close();
      await rm(folder, { recursive: true });
    }
  });
});
