/** A portal whose definitions are partly broken: each error is one line with file and line, and the rest works. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startManifestCluster } from '@readiness-gates/manifest-cluster';
import type {
  KubernetesObject,
  ManifestCluster,
} from '@readiness-gates/manifest-cluster';
import request from 'supertest';
import {
  READER_TOKEN,
  startInstallation,
  TEST_LIBRARY,
} from './__testUtils__/installation';
import type { Installation } from './__testUtils__/installation';
import { service } from './clusters/__testUtils__/objects';
import { createTestStore, eachDatabase } from './store/testing';

jest.setTimeout(120_000);

const databases = eachDatabase();

const scorecard = (id: string, items: string, more = '') => `id: ${id}
title: ${id}
description: For tests.
appliesTo: { kind: Component }
${more}sections:
  - id: all
    title: All
    items:
${items.trim().replace(/^/gm, '      ')}
`;
const item = (id: string, check: string) =>
  `- { id: ${id}, text: An item, check: ${check}, severity: blocking }`;

const FILES = {
  'scorecards/broken.yaml': 'id: broken\ntitle: [\n',
  'scorecards/field.yaml': scorecard(
    'field',
    item('field.01', 'two-replicas'),
    'colour: red\n',
  ),
  'scorecards/twice.yaml': scorecard(
    'twice',
    `${item('twice.01', 'two-replicas')}\n${item('twice.01', 'pods-run')}`,
  ),
  'scorecards/partly.yaml': scorecard(
    'partly',
    [
      item('partly.01', 'two-replicas'),
      item('partly.02', 'two-replica'),
      item('partly.03', 'calls-nobody'),
    ].join('\n'),
  ),
  'scorecards/unwanted.yaml': scorecard(
    'unwanted',
    item('unwanted.01', 'two-replicas'),
  ),
  'checks/test/calls-nobody.yaml': `id: calls-nobody
title: Calls a function that is not there
why: For tests.
fix: None.
responsible: owner
evidence:
  - kubernetes:
      each: workload
      expression: object.metadata.name.isShouted()
      message: "'it whispers'"
`,
};
const OWN = scorecard('own', item('own.01', 'two-replicas'));

describe('a portal with broken definitions', () => {
  let folder: string;
  let east: ManifestCluster;
  let portal: Installation;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'readiness-definitions-'));
    cpSync(dirname(TEST_LIBRARY.checksDir), folder, { recursive: true });
    for (const [file, text] of Object.entries(FILES))
      writeFileSync(join(folder, file), text);
    writeFileSync(join(folder, 'own.yaml'), OWN);
    const namespace = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: { environment: 'production' } },
    };
    east = await startManifestCluster({
      objects: [namespace, ...service('api')] as KubernetesObject[],
      tokens: { [READER_TOKEN]: { user: 'reader' } },
      rbac: 'allow-all',
    });
    const { knex } = await createTestStore(databases, 'SQLITE_3');
    portal = await startInstallation({
      knex,
      clusters: { east },
      library: {
        checksDir: join(folder, 'checks'),
        scorecardsDir: join(folder, 'scorecards'),
      },
      readiness: {
        definitions: {
          scorecards: [join(folder, 'own.yaml'), join(folder, 'gone.yaml')],
          disabled: ['unwanted', 'never-there'],
        },
      },
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
  });
  afterAll(async () => {
    await portal?.stop();
    await east?.close();
    rmSync(folder, { recursive: true });
  });

  const EXPECTED: [string, string, number, RegExp][] = [
    ['broken YAML', 'scorecards/broken.yaml', 3, /^YAML: /],
    ['an unknown field', 'scorecards/field.yaml', 5, /unknown field `colour`/],
    [
      'a duplicate id',
      'scorecards/twice.yaml',
      10,
      /duplicate item id `twice.01`, first used at line 9/,
    ],
    [
      'an item that names no check',
      'scorecards/partly.yaml',
      10,
      /no check has the id `two-replica`.*`two-replicas`/,
    ],
    [
      'an item whose check did not load',
      'scorecards/partly.yaml',
      11,
      /`calls-nobody` did not load/,
    ],
    [
      'an unknown function',
      'checks/test/calls-nobody.yaml',
      9,
      /unknown function `isShouted`/,
    ],
    [
      'a file that is not there',
      'gone.yaml',
      1,
      /cannot be read: there is no such file/,
    ],
    [
      'an unknown id in `disabled`',
      'app-config: readiness.definitions.disabled',
      1,
      /no scorecard never-there/,
    ],
  ];

  it.each(EXPECTED)(
    'tells %s in one line of the API and the log',
    async (_, file, line, message) => {
      const { body } = await request(portal.app).get('/scorecards');
      const told = body.errors.filter(
        (error: { file: string; line: number }) =>
          error.file.endsWith(file) && error.line === line,
      );
      expect(told).toEqual([
        {
          file: expect.any(String),
          line,
          message: expect.stringMatching(message),
        },
      ]);
      expect(told[0].message).not.toContain('\n');
      const logged = portal.logged.filter(text =>
        text.startsWith(`${told[0].file}:${line}: ${told[0].message}`),
      );
      expect(logged).toHaveLength(1);
    },
  );

  it('tells nothing else', async () => {
    const { body } = await request(portal.app).get('/scorecards');
    expect(body.errors).toHaveLength(EXPECTED.length);
  });

  it('serves the others, with those of app-config and without those it switched off', async () => {
    const { body } = await request(portal.app).get('/scorecards');
    expect(body.items.map(({ id }: { id: string }) => id).sort()).toEqual([
      'own',
      'partly',
      'service',
    ]);
    expect(await portal.verdict('component:default/api', 'own')).toMatchObject({
      verdict: 'ready',
      exitCode: 0,
    });
    expect(
      await portal.verdict('component:default/api', 'service'),
    ).toMatchObject({ verdict: 'blocked', exitCode: 1 });
    expect(
      await portal.verdict('component:default/api', 'unwanted'),
    ).toMatchObject({ exitCode: 4 });
  });

  it('makes a broken item unknown for itself alone', async () => {
    const { body } = await request(portal.app).get(
      '/entities/component/default/api/scorecards/partly',
    );
    const items: { id: string; result: string; answers: object[] }[] =
      body.sections[0].items;
    expect(items.map(({ id, result }) => `${id} ${result}`)).toEqual([
      'partly.01 pass',
      'partly.02 unknown',
      'partly.03 unknown',
    ]);
    expect(items[1].answers).toEqual([
      expect.objectContaining({
        cause: 'check-error',
        message: expect.stringContaining('no check has the id'),
      }),
    ]);
    const answer = await portal.verdict('component:default/api', 'partly');
    expect(answer).toMatchObject({ verdict: 'incomplete', exitCode: 3 });
    expect(answer.reasons[0]).toMatchObject({
      item: 'partly.02',
      cause: 'check-error',
    });
  });
});
