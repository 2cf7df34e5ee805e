/**
 * What is secret on a cluster stays there: the values planted in the examples are in no table, no log
 * line, no finding and no answer, with every check of the library failing that can.
 */
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ManifestCluster } from '@readiness-gates/manifest-cluster';
import type { Knex } from 'knex';
import { parse, stringify } from 'yaml';
import {
  clusterFolder,
  CLUSTERS,
  exampleEntities,
  startExampleCluster,
} from './__testUtils__/examples';
import {
  startInstallation,
  startKubernetesBackend,
} from './__testUtils__/installation';
import type { Installation } from './__testUtils__/installation';
import { askEverything } from './__testUtils__/routes';
import type { Backstage } from './clusters/__testUtils__/backstage';
import { createTestStore, eachDatabase } from './store/testing';

jest.setTimeout(180_000);

const databases = eachDatabase();
const PLANTED = /s3cr3t-marker-[\w-]+|czNjcjN0LW1hcmtlci[\w+/=]*/g;
/** As many as examples/README.md lists. */
const DIFFERENT_VALUES = 9;
const LIBRARY = join(__dirname, '../checks');

/** Every check of the library, asked of everything and never content. */
function checksThatFail(folder: string): string[] {
  return readdirSync(LIBRARY, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(area =>
      readdirSync(join(LIBRARY, area.name)).map(file => {
        const {
          cases: _cases,
          fixtures: _fixtures,
          ...check
        } = parse(readFileSync(join(LIBRARY, area.name, file), 'utf8'), {
          merge: true,
        });
        for (const { kubernetes } of check.evidence) {
          if (!kubernetes) continue;
          kubernetes.expression = 'false';
          delete kubernetes.where;
        }
        return write(folder, area.name, { ...check, settle: 'PT0S' });
      }),
    );
}

/** What a careless author might show, by every way into a finding. */
function carelessChecks(folder: string, reveals: string[] = []): string[] {
  const check = (id: string, each: string, shown: string, more: object = {}) =>
    write(folder, 'careless', {
      id,
      title: id,
      why: 'For tests.',
      fix: 'None.',
      responsible: 'owner',
      evidence: [
        {
          kubernetes: {
            each,
            expression: 'false',
            message: `'it is ' + ${shown}`,
            path: shown,
            found: shown,
            wanted: `'not ' + ${shown}`,
            ...(reveals.length > 0 && { reveals }),
            ...more,
          },
        },
      ],
    });
  const env =
    "container.?env.orValue([]).map(e, e.?value.orValue('')).join(' ')";
  return [
    check('careless-env', 'container', env),
    check(
      'careless-args',
      'container',
      "container.?args.orValue([]).join(' ')",
    ),
    check(
      'careless-annotation',
      'workload',
      "template.?metadata.?annotations[?'x0tta6bl4.example/support-token'].orValue('')",
    ),
    check(
      'careless-config',
      'workload',
      "maps.map(m, m.?data[?'SMTP_PASSWORD'].orValue('')).join(' ')",
      {
        reads: { maps: { resource: 'configmaps', relation: 'usedBy' } },
      },
    ),
    check('careless-error', 'container', "''", {
      expression:
        "container.?env.orValue([]).all(e, int(e.?value.orValue('0')) > 0)",
    }),
  ];
}

function write(
  folder: string,
  area: string,
  check: { id: string } & Record<string, unknown>,
): string {
  mkdirSync(join(folder, 'checks', area), { recursive: true });
  writeFileSync(
    join(folder, 'checks', area, `${check.id}.yaml`),
    stringify(check),
  );
  return check.id;
}

function writeScorecard(folder: string, checks: readonly string[]): void {
  const items = checks.map(check => ({
    id: `all.${check}`,
    text: check,
    check,
    severity: 'blocking',
  }));
  mkdirSync(join(folder, 'scorecards'), { recursive: true });
  const scorecard = {
    id: 'all',
    title: 'All',
    description: 'Every check.',
    appliesTo: { kind: { $in: ['Component', 'Resource'] } },
    sections: [{ id: 'all', title: 'All', items }],
  };
  writeFileSync(join(folder, 'scorecards', 'all.yaml'), stringify(scorecard));
}

async function dumpOf(knex: Knex): Promise<string> {
  const tables: { name: string }[] = await knex('sqlite_master')
    .where({ type: 'table' })
    .select('name');
  expect(tables.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'state',
      'problems',
      'gates',
      'transitions',
      'observations',
      'entities',
      'shards',
      'evaluations',
    ]),
  );
  const rows = await Promise.all(
    tables.map(({ name }) => knex(name).select('*')),
  );
  return JSON.stringify(rows);
}

const plantedIn = (text: string) =>
  [...new Set(text.match(PLANTED) ?? [])].sort();

describe('secrets', () => {
  let folder: string;
  let clusters: Record<string, ManifestCluster>;
  let backstage: Backstage;

  const evaluate = async (): Promise<{ portal: Installation; knex: Knex }> => {
    const { knex } = await createTestStore(databases, 'SQLITE_3');
    const portal = await startInstallation({
      knex,
      backstage,
      clusters,
      entities: exampleEntities(),
      readiness: { grants: { extended: true } },
      library: {
        checksDir: join(folder, 'checks'),
        scorecardsDir: join(folder, 'scorecards'),
      },
    });
    expect(portal.logged.filter(line => line.includes('.yaml:'))).toEqual([]);
    await portal.settle();
    return { portal, knex };
  };

  beforeAll(async () => {
    const started = await Promise.all(
      CLUSTERS.map(
        async name =>
          [
            name,
            await startExampleCluster(name, { everything: true }),
          ] as const,
      ),
    );
    clusters = Object.fromEntries(started);
    backstage = await startKubernetesBackend(clusters);
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'readiness-secrets-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  afterAll(async () => {
    await backstage?.stop();
    await Promise.all(
      Object.values(clusters ?? {}).map(cluster => cluster.close()),
    );
  });

  it('lie in the manifests, in plain text and in base64', () => {
    const text = execFileSync(
      'grep',
      [
        '-rhE',
        's3cr3t-marker-|czNjcjN0LW1hcmtlci',
        ...CLUSTERS.map(clusterFolder),
      ],
      {
        encoding: 'utf8',
        maxBuffer: 50_000_000,
      },
    );
    const plain = plantedIn(text).map(value =>
      value.startsWith('czN')
        ? Buffer.from(value, 'base64').toString('utf8')
        : value,
    );
    expect(new Set(plain).size).toBe(DIFFERENT_VALUES);
    expect(plantedIn(text).some(value => value.startsWith('czN'))).toBe(true);
  });

  it('are nowhere after every check has failed', async () => {
    writeScorecard(folder, [
      ...checksThatFail(folder),
      ...carelessChecks(folder),
    ]);
    const { portal, knex } = await evaluate();
    const problems = await knex('problems').select(
      { check: 'check_id' },
      'result',
    );
    const failed = new Set(
      problems
        .filter(({ result }) => result === 'fail')
        .map(({ check }) => check),
    );
    expect(failed.size).toBeGreaterThan(60);
    expect([...failed]).toEqual(
      expect.arrayContaining([
        'careless-env',
        'careless-args',
        'careless-annotation',
        'careless-config',
      ]),
    );
    expect(problems).toContainEqual({
      check: 'careless-error',
      result: 'unknown',
    });

    const answers = await askEverything(portal.app);
    expect(answers.filter(({ status }) => status >= 400)).toEqual([]);
    const told = JSON.stringify(answers);
    expect(told).toContain('it is [redacted]');
    expect(plantedIn(told)).toEqual([]);
    expect(plantedIn(await dumpOf(knex))).toEqual([]);
    expect(plantedIn(portal.logged.join('\n'))).toEqual([]);
  });

  it('are found by this test where a check reveals them', async () => {
    const reveals = ['env.value', 'args', 'metadata.annotations', 'data'];
    writeScorecard(folder, carelessChecks(folder, reveals));
    const { portal, knex } = await evaluate();
    const shown = [
      's3cr3t-marker-annotation-c81f05',
      's3cr3t-marker-arg-a3d907',
      's3cr3t-marker-configmap-4b7e1d',
      's3cr3t-marker-env-51be90',
      's3cr3t-marker-env-7d31c2',
    ];
    expect(plantedIn(await dumpOf(knex))).toEqual(shown);
    expect(plantedIn(JSON.stringify(await askEverything(portal.app)))).toEqual(
      shown,
    );
  });
});
