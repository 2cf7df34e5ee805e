/** Definitions of an installation's own: from paths and URLs, over broken ones, overridden, and hostile. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { startManifestCluster } from '@readiness-gates/manifest-cluster';
import type {
  KubernetesObject,
  ManifestCluster,
} from '@readiness-gates/manifest-cluster';
import request from 'supertest';
import {
  READER_TOKEN,
  startInstallation,
  startKubernetesBackend,
  TEST_LIBRARY,
} from './__testUtils__/installation';
import type { Installation } from './__testUtils__/installation';
import type { Backstage } from './clusters/__testUtils__/backstage';
import { service } from './clusters/__testUtils__/objects';
import { createTestStore, eachDatabase } from './store/testing';

jest.setTimeout(120_000);

const databases = eachDatabase();
const REFRESH_MINUTES = 10;

const check = (id: string, expression: string, more = '') => `id: ${id}
title: A check of our own
why: For tests.
fix: None.
responsible: owner
evidence:
  - kubernetes:
      each: workload
${more}      expression: ${JSON.stringify(expression)}
      message: "'not so'"
`;
const scorecard = (id: string, checks: string[]) => `id: ${id}
title: Our own
description: For tests.
appliesTo: { kind: Component }
sections:
  - id: all
    title: All
    items:
${checks
  .map(
    one =>
      `      - { id: ${one}, text: An item, check: ${one}, severity: blocking }`,
  )
  .join('\n')}
`;
const variables = (all: Record<string, string>) =>
  `      variables:\n${Object.entries(all)
    .map(
      ([name, expression]) =>
        `        - { name: ${name}, expression: ${JSON.stringify(
          expression,
        )} }\n`,
    )
    .join('')}`;

const LONG_LIST = `[${Array.from({ length: 40 }, (_, i) => i).join(',')}]`;
const DOUBLINGS = Array.from({ length: 30 }, (_, i) => i);

/** What somebody may write who wants the portal to stand still. */
const HOSTILE: Record<string, string> = {
  'exponential-regex': check(
    'exponential-regex',
    `!"${'a'.repeat(60)}!".matches("^(a+)+$")`,
  ),
  'nested-twice': check(
    'nested-twice',
    'variables.n.all(a, variables.n.all(b, a + b >= 0))',
    variables({
      l: LONG_LIST,
      m: `${'variables.l + '.repeat(7)}variables.l`,
      n: `${'variables.m + '.repeat(7)}variables.m`,
    }),
  ),
  'nested-thrice': check(
    'nested-thrice',
    '[1].all(a, [1].all(b, [1].all(c, true)))',
  ),
  'long-text': check(
    'long-text',
    'size(variables.s29) > 0',
    variables(
      Object.fromEntries(
        DOUBLINGS.map(i => [
          `s${i}`,
          i === 0
            ? '"0123456789"'
            : `variables.s${i - 1} + variables.s${i - 1}`,
        ]),
      ),
    ),
  ),
  'prototype-key': check('prototype-key', 'true').replace(
    'responsible: owner',
    'responsible: owner\n__proto__: { polluted: true }',
  ),
  'prototype-read': check(
    'prototype-read',
    'object[?"__proto__"].hasValue() || object[?"constructor"].hasValue()',
  ),
  'ten-megabytes': check('ten-megabytes', 'true').replace(
    'For tests.',
    'x'.repeat(10_000_000),
  ),
  'alias-bomb': `a: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefghi']
    .map(
      (name, i) =>
        `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(', ')}]`,
    )
    .join('\n')}\n`,
};

interface Item {
  id: string;
  result: string;
  severity: string;
  enforcement: object;
  answers: { result: string; cause?: string; message?: string }[];
}

describe('definitions of our own', () => {
  let folder: string;
  let east: ManifestCluster;
  let kubernetes: Backstage;
  let server: Server;
  let served: { status: number; text: string };
  let url: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'readiness-own-'));
    mkdirSync(join(folder, 'ours'));
    east = await startManifestCluster({
      objects: [
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: 'shop', labels: { environment: 'production' } },
        },
        ...service('api'),
      ] as KubernetesObject[],
      tokens: { [READER_TOKEN]: { user: 'reader' } },
      rbac: 'allow-all',
    });
    kubernetes = await startKubernetesBackend({ east });
    server = createServer((_, res) => {
      res.statusCode = served.status;
      res.end(served.text);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    url = `http://127.0.0.1:${port}/main/remote.yaml?token=x`;
  });
  afterAll(async () => {
    server?.close();
    await kubernetes?.stop();
    await east?.close();
    rmSync(folder, { recursive: true });
  });

  const write = (file: string, text: string) => {
    const path = join(folder, file);
    writeFileSync(path, text);
    return path;
  };
  const start = async (
    definitions: object,
    knex?: Awaited<ReturnType<typeof createTestStore>>['knex'],
  ): Promise<Installation> => {
    const portal = await startInstallation({
      knex: knex ?? (await createTestStore(databases, 'SQLITE_3')).knex,
      clusters: { east },
      backstage: kubernetes,
      library: TEST_LIBRARY,
      readiness: { definitions },
      urlReader: UrlReaders.default({
        logger: mockServices.logger.mock(),
        config: mockServices.rootConfig({
          data: {
            backend: { reading: { allow: [{ host: new URL(url).host }] } },
          },
        }),
      }),
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: {
            name: 'api',
            annotations: { 'backstage.io/kubernetes-id': 'api' },
          },
          spec: { type: 'service', lifecycle: 'production', owner: 'shop' },
        },
      ],
    });
    await portal.settle();
    return portal;
  };
  const itemsOf = async (portal: Installation, id: string): Promise<Item[]> => {
    const { body } = await request(portal.app).get(
      `/entities/component/default/api/scorecards/${id}`,
    );
    return (body.sections ?? []).flatMap(
      ({ items }: { items: Item[] }) => items,
    );
  };
  const errorsOf = async (portal: Installation) =>
    (await request(portal.app).get('/scorecards')).body.errors as {
      file: string;
      line: number;
      message: string;
    }[];
  const later = async (portal: Installation) => {
    portal.clock.pass(REFRESH_MINUTES);
    await portal.refresher.refresh();
    await portal.settle();
  };

  it('are read from paths and judged like those of the library', async () => {
    const portal = await start({
      checks: [
        write(
          'ours/named-api.yaml',
          check('named-api', 'object.metadata.name == "api"'),
        ),
        write(
          'ours/named-web.yaml',
          check('named-web', 'object.metadata.name == "web"'),
        ),
      ],
      scorecards: [
        write(
          'mine.yaml',
          scorecard('mine', ['named-api', 'named-web', 'two-replicas']),
        ),
      ],
    });
    expect(
      (await itemsOf(portal, 'mine')).map(({ id, result }) => [id, result]),
    ).toEqual([
      ['named-api', 'pass'],
      ['named-web', 'fail'],
      ['two-replicas', expect.stringMatching(/pass|fail/)],
    ]);
    expect(await errorsOf(portal)).toEqual([]);
    await portal.stop();
  });

  it('follow a file that changes, and keep the last good one where it breaks or goes', async () => {
    const file = write('ours/changing.yaml', check('changing', 'true'));
    const portal = await start({
      checks: [file],
      scorecards: [write('follows.yaml', scorecard('follows', ['changing']))],
    });
    const result = async () => (await itemsOf(portal, 'follows'))[0].result;
    expect(await result()).toBe('pass');
    write('ours/changing.yaml', check('changing', 'false'));
    await portal.refresher.refresh();
    await portal.settle();
    // Not yet time.
    expect(await result()).toBe('pass');
    await later(portal);
    expect(await result()).toBe('fail');
    write('ours/changing.yaml', 'id: changing\ntitle: [\n');
    await later(portal);
    expect(await result()).toBe('fail');
    expect(await errorsOf(portal)).toEqual([
      {
        file,
        line: 3,
        message: expect.stringMatching(
          /^YAML: .*; the copy of 2026-11-21T12:10:00.000Z is used until it is mended$/,
        ),
      },
    ]);
    rmSync(file);
    await later(portal);
    expect(await result()).toBe('fail');
    expect((await errorsOf(portal))[0].message).toMatch(
      /there is no such file; the copy of .* is used/,
    );
    write('ours/changing.yaml', check('changing', 'true'));
    await later(portal);
    expect(await result()).toBe('pass');
    expect(await errorsOf(portal)).toEqual([]);
    await portal.stop();
  });

  it('come from a URL, and outlive a restart while it is away', async () => {
    const { knex } = await createTestStore(databases, 'SQLITE_3');
    served = { status: 200, text: check('remote', 'true') };
    const definitions = {
      checks: [url],
      scorecards: [write('far.yaml', scorecard('far', ['remote']))],
    };
    const before = await start(definitions, knex);
    expect((await itemsOf(before, 'far'))[0].result).toBe('pass');
    await before.stop();
    served = { status: 503, text: 'away' };
    const after = await start(definitions, knex);
    expect((await itemsOf(after, 'far'))[0].result).toBe('pass');
    expect(await errorsOf(after)).toEqual([
      {
        file: url,
        line: 1,
        message: expect.stringMatching(/cannot be read: .*503.*; the copy of/),
      },
    ]);
    await after.stop();
  });

  it('do not take a file of ten megabytes from a URL', async () => {
    served = { status: 200, text: HOSTILE['ten-megabytes'] };
    const portal = await start({ checks: [url] });
    expect((await errorsOf(portal))[0].message).toMatch(
      /the file has \d+ bytes, the most is 1000000/,
    );
    await portal.stop();
  });

  it('override params, severity and enforcement of items, and switch items off', async () => {
    const portal = await start({
      checks: [
        write(
          'ours/at-least.yaml',
          check('at-least', 'object.spec.replicas >= params.replicas').replace(
            'evidence:',
            'params: { replicas: { type: integer, default: 1, minimum: 1, maximum: 9 } }\nevidence:',
          ),
        ),
      ],
      scorecards: [
        write(
          'bars.yaml',
          scorecard('bars', ['at-least', 'two-replicas', 'pods-run']),
        ),
      ],
      overrides: {
        bars: {
          owner: 'group:default/platform',
          items: {
            'at-least': { params: { replicas: 9 }, severity: 'recommended' },
            'two-replicas': {
              enforcement: { mode: 'enforce', enforceFrom: '2027-01-01' },
            },
            'pods-run': { off: true },
            'two-replica': { off: true },
          },
        },
        bar: { items: {} },
      },
    });
    expect(await itemsOf(portal, 'bars')).toMatchObject([
      { id: 'at-least', result: 'fail', severity: 'recommended' },
      {
        id: 'two-replicas',
        enforcement: { mode: 'enforce', enforceFrom: '2027-01-01' },
        enforced: false,
      },
    ]);
    expect((await errorsOf(portal)).map(({ message }) => message)).toEqual([
      'readiness.definitions.overrides.bars.items.two-replica: the scorecard has no such item (did you mean `two-replicas`?)',
      'readiness.definitions.overrides.bar: there is no such scorecard (did you mean `bars`?)',
    ]);
    await portal.stop();
  });

  it('say which param of an override is wrong, and hold the gate until it is mended', async () => {
    const portal = await start({
      checks: [join(folder, 'ours/at-least.yaml')],
      scorecards: [join(folder, 'bars.yaml')],
      overrides: {
        bars: { items: { 'at-least': { params: { replicas: 99 } } } },
      },
    });
    const [item] = await itemsOf(portal, 'bars');
    expect(item).toMatchObject({
      result: 'unknown',
      answers: [
        { cause: 'check-error', message: expect.stringMatching(/replicas.*9/) },
      ],
    });
    await portal.stop();
  });

  describe('that are hostile', () => {
    let portal: Installation;
    beforeAll(async () => {
      portal = await start({
        checks: Object.entries(HOSTILE).map(([id, text]) =>
          write(`ours/${id}.yaml`, text),
        ),
        scorecards: [
          write(
            'hostile.yaml',
            scorecard('hostile', [...Object.keys(HOSTILE), 'two-replicas']),
          ),
        ],
      });
    });
    afterAll(() => portal?.stop());

    it.each([
      ['nested-thrice', /nest/],
      ['prototype-key', /__proto__/],
      ['ten-megabytes', /the file has \d+ bytes/],
      ['alias-bomb', /aliases of this file expand to too much|unknown field/],
    ])('end in one clear line: %s', async (id, says) => {
      const own = (await errorsOf(portal)).filter(({ file }) =>
        file.endsWith(`/${id}.yaml`),
      );
      expect(own[0].message).toMatch(says);
      expect(own[0].message).not.toContain('\n');
    });

    it.each([
      ['exponential-regex', ['pass', '', '']],
      ['nested-twice', ['unknown', 'timeout', /took longer than 25 ms/]],
      ['long-text', ['unknown', 'check-error', /gave more than \d+ entries/]],
      ['prototype-read', ['fail', '', '']],
    ])('are judged within bounds: %s', async (id, [result, cause, says]) => {
      const item = (await itemsOf(portal, 'hostile')).find(
        one => one.id === id,
      )!;
      const [answer] = item.answers;
      expect([answer.result, answer.cause ?? '']).toEqual([result, cause]);
      expect(answer.message ?? '').toMatch(says);
    });

    it('leave everybody else as they are', async () => {
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
      const item = (await itemsOf(portal, 'hostile')).find(
        one => one.id === 'two-replicas',
      )!;
      expect(item.answers[0].cause).toBeUndefined();
    });
  });
});
