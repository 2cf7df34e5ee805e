/** Every answer that was recorded from a real 1.36 server, asked of this one. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ManifestCluster, startManifestCluster } from '.';
import { configMap, send } from './__testUtils__/http';

const FOLDER = join(__dirname, '__fixtures__/recorded');

interface Recording {
  path: string;
  accept: string;
  token: string;
  status: number;
  headers: Record<string, string>;
  body: string;
}

function readRecording(name: string): Recording {
  const text = readFileSync(join(FOLDER, `${name}.http`), 'utf8');
  const [request, response, ...body] = text.trimEnd().split('\n\n');
  const [statusLine, ...headerLines] = response.split('\n');
  return {
    path: /GET (.*)/.exec(request)![1].replace(/ /g, '%20'),
    accept: /Accept: (.*)/.exec(request)![1],
    token: /Bearer <(.*)>/.exec(request)![1],
    status: Number(statusLine.split(' ')[1]),
    headers: Object.fromEntries(
      headerLines.map(line => {
        const colon = line.indexOf(': ');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 2)];
      }),
    ),
    body: body.join('\n\n'),
  };
}

/** The ages of a table depend on the hour, and everything after them is not read in the test. */
function comparable(name: string, body: string): string {
  const ageless = body.replace(/"\d[\dsmhdy]+"(?=,"web")/, '"<age>"');
  if (name === 'list-table') {
    const { columnDefinitions, rows } = JSON.parse(ageless);
    const columns = columnDefinitions.map(
      (column: { name: string; priority: number }) => [
        column.name,
        column.priority,
      ],
    );
    return JSON.stringify({ columns, rows }, null, 1);
  }
  if (name === 'aggregated-discovery' || name === 'api-groups') {
    // The recordings hold what was installed there; here the four groups that stand for the rest.
    const shown = ['apps', 'autoscaling', 'networking.istio.io', 'velero.io'];
    const { items = [], groups = [], ...rest } = JSON.parse(ageless);
    const some = [...items, ...groups].filter(group =>
      shown.includes(group.metadata?.name ?? group.name),
    );
    return JSON.stringify({ ...rest, some }, null, 1);
  }
  return ageless.trimEnd();
}

const recordings = readdirSync(FOLDER)
  .filter(file => !file.startsWith('watch-'))
  .map(file => file.replace('.http', ''));

describe('recorded answers', () => {
  let cluster: ManifestCluster;

  beforeAll(async () => {
    cluster = await startManifestCluster({
      folder: join(__dirname, '__fixtures__/smoke'),
      strict: true,
      tokens: {
        'admin-token': { user: 'admin', groups: ['system:masters'] },
        'reader-token': { user: 'readiness-reader' },
      },
    });
  });

  afterAll(() => cluster.close());

  it.each(recordings)('%s', async name => {
    const recording = readRecording(name);
    if (name === 'list-expired-continue') cluster.expireContinueTokens();
    if (name.startsWith('list-page')) {
      // A page is remembered once the one before it was asked for.
      await send(cluster, '/api/v1/namespaces/smoke/configmaps?limit=3');
    }
    const response = await send(cluster, recording.path, {
      token: recording.token,
      headers: { accept: recording.accept },
    });

    const body = response.text.replace(
      `127.0.0.1:${cluster.port}`,
      '127.0.0.1:6443',
    );
    expect(comparable(name, body)).toBe(comparable(name, recording.body));
    expect(response.status).toBe(recording.status);
    const { 'content-length': length, ...headers } = recording.headers;
    expect(response.headers).toMatchObject(
      name === 'api-versions' ? headers : recording.headers,
    );
    expect(Boolean(response.headers['content-length'])).toBe(
      Boolean(length) || !recording.headers['transfer-encoding']
        ? response.text.length <= 2048
        : false,
    );
  });

  it('watch-events', async () => {
    const path = readRecording('watch-events').path.replace(
      'timeoutSeconds=4',
      'timeoutSeconds=1',
    );
    const watching = send(cluster, path, { token: 'admin-token' });
    const meta = {
      uid: '775ba662-7fdb-4e83-99bc-1d6901cba572',
      creationTimestamp: '2026-11-21T01:31:34Z',
    };
    const created = {
      ...configMap('cm-watch', 'smoke', meta),
      data: { a: 'b' },
    };
    cluster.put(created);
    cluster.put({
      ...created,
      metadata: { ...created.metadata, labels: { x: 'y' } },
    });
    cluster.remove({ ...created, name: 'cm-watch', namespace: 'smoke' });

    const { text } = await watching;

    const recorded = readRecording('watch-events').body.split('\n');
    expect(text.trimEnd().split('\n')).toEqual(recorded.slice(0, 4));
  });

  it('watch-expired', async () => {
    const { path } = readRecording('watch-expired');
    const { status, text } = await send(cluster, path, {
      token: 'admin-token',
    });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({
      type: 'ERROR',
      object: { code: 410, reason: 'Expired' },
    });
  });
});
