/**
 * What the how-to guides tell a pipeline to do is what the API understands: each step runs as far as it
 * runs without its product, against real HTTP, and its exit code is looked at.
 */
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startFakePortal } from './__testUtils__/fakePortal';
import type { FakePortal, PortalState } from './__testUtils__/fakePortal';
import {
  COMMIT,
  gitHubStep,
  gitLabJob,
  HOW_TO,
  kubernetesJob,
  makeCheckout,
  measure,
  resolveMetric,
  run,
  SCRIPT,
  snippet,
  tektonTask,
  yamlSnippet,
} from './__testUtils__/pipelines';
import type {
  AnalysisTemplate,
  Step,
  Surroundings,
} from './__testUtils__/pipelines';
import { FORMATS } from './reports';

jest.setTimeout(60_000);

const GATE = 'release-gate.md';
const REPORTS = 'send-reports.md';
const ENTITY = 'component:default/payments';
const IMAGE =
  'shop/payments@sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae';
const SUMMARY = resolve(
  __dirname,
  'reports/__fixtures__/k6-summary-export.json',
);
/** When the tool wrote its report: an hour ago, in whole seconds. */
const RAN_AT = new Date(Math.floor(Date.now() / 1000 - 3600) * 1000);
/** Retries wait, and an answer that never comes is waited for this long. */
const QUICK = { READINESS_TRIES: '1', READINESS_TIMEOUT: '1' };
const NOBODY_THERE = { PORTAL_URL: 'http://127.0.0.1:9' };

const has = (program: string) => {
  try {
    return Boolean(execFileSync('which', [program]));
  } catch {
    return false;
  }
};
const required = process.env.REQUIRE_TOOLS === '1';
const withCurl = has('curl') || required ? describe : describe.skip;
const withJq = has('jq') || required ? describe : describe.skip;

let folder: string;
let portal: FakePortal;
let at: Surroundings;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'readiness-pipelines-'));
  const token = 'a token of its own';
  portal = await startFakePortal(token);
  const checkout = makeCheckout(folder, { 'summary.json': SUMMARY });
  utimesSync(join(checkout, 'summary.json'), RAN_AT, RAN_AT);
  at = { portalUrl: portal.url, token, checkout };
});

afterAll(async () => {
  await portal?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const rolloutArgs = () => {
  const [{ analysis }] = yamlSnippet(GATE, 'rollout.yaml').spec.strategy.canary
    .steps;
  return Object.fromEntries(
    analysis.args.map(({ name, value }: { name: string; value: string }) => [
      name,
      value,
    ]),
  );
};

const byCommit = { commit: COMMIT, promotedFrom: 'staging' };
const byImage = { image: IMAGE, promotedFrom: 'staging' };

const GATES: [string, () => Step, object][] = [
  [
    'GitHub Actions',
    () =>
      gitHubStep(
        yamlSnippet(GATE, '.github/workflows/release.yaml'),
        'gate',
        at,
      ),
    byCommit,
  ],
  [
    'GitLab CI',
    () => gitLabJob(yamlSnippet(GATE, '.gitlab-ci.yml')['release-gate'], at),
    byCommit,
  ],
  [
    'an Argo CD PreSync Job',
    () =>
      kubernetesJob(
        yamlSnippet(GATE, 'readiness-gate.yaml').spec,
        yamlSnippet(GATE, 'kustomization.yaml'),
        at,
      ),
    byImage,
  ],
  [
    'Argo Rollouts with a Job',
    () => {
      const template = yamlSnippet(GATE, 'readiness-analysis-job.yaml');
      return kubernetesJob(
        resolveMetric(template, rolloutArgs(), at).provider.job!.spec,
        yamlSnippet(GATE, 'kustomization.yaml'),
        at,
      );
    },
    byImage,
  ],
];

withCurl.each(GATES)('the gate in %s', (_, stepOf, candidate) => {
  it('asks for the verdict of the candidate', async () => {
    portal.does('ready');
    const { code, stdout } = await run(stepOf());
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining(`${ENTITY}: ready`),
    });
    expect(portal.seen).toHaveLength(1);
    const [{ method, path, query, headers, body }] = portal.seen;
    expect({ method, path, query, body: JSON.parse(String(body)) }).toEqual({
      method: 'POST',
      path: '/api/readiness/verdicts',
      query: {},
      body: { entityRef: ENTITY, scorecard: 'service-baseline', ...candidate },
    });
    expect(headers).toMatchObject({
      authorization: `Bearer ${at.token}`,
      'content-type': 'application/json',
    });
  });

  it.each<[PortalState, number, RegExp]>([
    ['blocked', 1, /003\.02/],
    ['waits for people', 2, /waits for people/],
    ['waits for the platform', 3, /waits for the platform/],
    ['no such gate', 4, /no such gate/],
    ['unauthorized', 4, /answered 401.*Missing credentials/],
    ['a sign-in page', 4, /no exit code/],
  ])(
    'ends when the portal says %s, asked once, open or not',
    async (state, code, told) => {
      for (const READINESS_WHEN_DOWN of ['closed', 'open']) {
        portal.does(state);
        const ended = await run(stepOf(), { ...QUICK, READINESS_WHEN_DOWN });
        expect(ended.code).toBe(code);
        expect(ended.stdout + ended.stderr).toMatch(told);
        expect(portal.seen).toHaveLength(1);
      }
    },
  );

  it.each<[PortalState]>([['failing'], ['slow']])(
    'is closed while the portal is %s, and open where the caller says so',
    async state => {
      portal.does(state);
      const closed = await run(stepOf(), QUICK);
      expect(closed.code).toBe(4);
      const open = await run(stepOf(), {
        ...QUICK,
        READINESS_WHEN_DOWN: 'open',
      });
      expect(open.code).toBe(0);
      expect(open.stderr).toContain('going on without it');
    },
  );

  it('is closed while nobody is there, and open where the caller says so', async () => {
    const down = { ...QUICK, ...NOBODY_THERE };
    await expect(run(stepOf(), down)).resolves.toMatchObject({ code: 4 });
    await expect(
      run(stepOf(), { ...down, READINESS_WHEN_DOWN: 'open' }),
    ).resolves.toMatchObject({ code: 0 });
  });

  it('says by itself that it is closed', () => {
    expect(stepOf().env.READINESS_WHEN_DOWN).toBe('closed');
  });
});

withCurl('the script', () => {
  const step = (...args: string[]): Step => ({
    command: ['sh', SCRIPT, ...args],
    env: { PORTAL_URL: `${portal.url}/`, READINESS_TOKEN: at.token },
    cwd: folder,
  });

  it('asks again until the portal answers, three times at most', async () => {
    portal.does('failing', 'blocked');
    const ended = await run(step('gate', ENTITY, 'service-baseline'));
    expect(ended.code).toBe(1);
    expect(portal.seen).toHaveLength(2);
    portal.does('failing');
    await run(step('gate', ENTITY, 'service-baseline'));
    expect(portal.seen).toHaveLength(3);
  });

  it('sends only what is set', async () => {
    portal.does('ready');
    await run(step('gate', ENTITY, 'service-baseline'), {
      READINESS_ENVIRONMENT: 'production',
      READINESS_MAX_AGE: 'PT15M',
    });
    expect(JSON.parse(String(portal.seen[0].body))).toEqual({
      entityRef: ENTITY,
      scorecard: 'service-baseline',
      environment: 'production',
      maxAge: 'PT15M',
    });
  });

  it('needs no jq', async () => {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    for (const program of ['sh', 'curl', 'sed', 'sleep']) {
      const path = execFileSync('which', [program], { encoding: 'utf8' });
      symlinkSync(path.trim(), join(bin, program));
    }
    portal.does('blocked');
    const ended = await run(step('gate', ENTITY, 'service-baseline'), {
      PATH: bin,
    });
    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.stdout)).toMatchObject({ exitCode: 1 });
  });

  it.each<[string, string[], Record<string, string>, RegExp]>([
    [
      'a mistyped choice',
      ['gate', ENTITY, 's'],
      { READINESS_WHEN_DOWN: 'opne' },
      /'opne'; give open or closed/,
    ],
    [
      'no token',
      ['gate', ENTITY, 's'],
      { READINESS_TOKEN: '' },
      /READINESS_TOKEN is not set/,
    ],
    [
      'no portal',
      ['gate', ENTITY, 's'],
      { PORTAL_URL: '' },
      /PORTAL_URL is not set/,
    ],
    [
      'no number',
      ['gate', ENTITY, 's'],
      { READINESS_TRIES: 'many' },
      /READINESS_TRIES is 'many'/,
    ],
    ['a quote', ['gate', 'a"b', 's'], {}, /entityRef holds a quote/],
    ['a word missing', ['gate', ENTITY], {}, /usage/],
    [
      'no report',
      ['report', ENTITY, 'load-test', 'none.json'],
      { READINESS_RUN_ID: '1' },
      /no report in none\.json/,
    ],
    [
      'no run',
      ['report', ENTITY, 'load-test', 'summary.json'],
      {},
      /READINESS_RUN_ID is not set/,
    ],
  ])(
    'stops with %s, whatever the choice, and asks nobody',
    async (_, args, env, told) => {
      portal.does('ready');
      const ended = await run(step(...args), {
        READINESS_WHEN_DOWN: 'open',
        ...env,
      });
      expect(ended).toMatchObject({ code: 4, stdout: '' });
      expect(ended.stderr).toMatch(told);
      expect(portal.seen).toEqual([]);
    },
  );

  it('shows the token to no process list', () => {
    expect(readFileSync(SCRIPT, 'utf8')).not.toMatch(
      /-H.*TOKEN|--header [^@]*TOKEN/,
    );
  });

  it('sends gzip where the file is, and values that URLs give a meaning to', async () => {
    portal.does('ready');
    writeFileSync(
      join(folder, 'summary.json.gz'),
      gzipSync(readFileSync(SUMMARY)),
    );
    const ended = await run(
      step('report', ENTITY, 'load-test', 'summary.json.gz'),
      {
        READINESS_RUN_ID: "a+b&c=1%20!#$'()*,;@[]",
        READINESS_LINK: 'https://git.example.com/run?id=1&part=2#log',
      },
    );
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(portal.seen[0].headers['content-encoding']).toBe('gzip');
    expect(portal.seen[0].query).toMatchObject({
      runId: "a+b&c=1%20!#$'()*,;@[]",
      link: 'https://git.example.com/run?id=1&part=2#log',
    });
  });

  it('knows what is stored already from what contradicts it', async () => {
    portal.does('ready');
    const once = { READINESS_RUN_ID: 'once' };
    const send = (more = {}) =>
      run(step('report', ENTITY, 'load-test', 'summary.json'), {
        ...once,
        ...more,
      });
    await expect(send()).resolves.toMatchObject({
      code: 0,
      stdout: expect.stringContaining('is stored'),
    });
    await expect(send()).resolves.toMatchObject({
      code: 0,
      stdout: expect.stringContaining('was stored already'),
    });
    await expect(send({ READINESS_COMMIT: COMMIT })).resolves.toMatchObject({
      code: 4,
      stderr: expect.stringContaining('answered 409'),
    });
  });
});

const SENDERS: [string, () => Step, object][] = [
  [
    'GitHub Actions',
    () =>
      gitHubStep(
        yamlSnippet(REPORTS, '.github/workflows/load-test.yaml'),
        'load-test',
        at,
      ),
    {
      runId: '4711-2',
      link: 'https://git.example.com/shop/payments/actions/runs/4711',
    },
  ],
  [
    'GitLab CI',
    () =>
      gitLabJob(yamlSnippet(REPORTS, '.gitlab-ci.yml')['load-test-report'], at),
    { runId: '815', link: 'https://git.example.com/shop/payments/-/jobs/815' },
  ],
  [
    'Tekton',
    () =>
      tektonTask(
        yamlSnippet(REPORTS, 'readiness-report.yaml'),
        {
          entity: ENTITY,
          type: 'load-test',
          file: 'summary.json',
          commit: COMMIT,
          environment: 'staging',
        },
        at,
      ),
    { runId: '0f7c3a52-6f5e-4a8e-9a53-1b7f6f3f0001' },
  ],
];

withCurl.each(SENDERS)('a report from %s', (_, stepOf, more) => {
  it('is the file as it is, with what it is of in the query', async () => {
    portal.does('ready');
    const ended = await run(stepOf());
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(portal.seen).toHaveLength(1);
    const [{ method, path, query, headers, body }] = portal.seen;
    expect({ method, path, query }).toEqual({
      method: 'POST',
      path: '/api/readiness/reports',
      query: {
        entityRef: ENTITY,
        type: 'load-test',
        time: RAN_AT.toISOString().replace('.000', ''),
        environment: 'staging',
        commit: COMMIT,
        ...more,
      },
    });
    expect(body.equals(readFileSync(SUMMARY))).toBe(true);
    expect(headers).toMatchObject({
      authorization: `Bearer ${at.token}`,
      'content-type': 'application/octet-stream',
    });
  });

  it('fails the step when it is refused, and when the portal is down unless the caller says otherwise', async () => {
    const codes = async (...states: PortalState[]) => {
      const ended: number[] = [];
      for (const READINESS_WHEN_DOWN of ['closed', 'open']) {
        portal.does(...states);
        ended.push(
          (await run(stepOf(), { ...QUICK, READINESS_WHEN_DOWN })).code,
        );
      }
      return ended;
    };
    expect(await codes('unauthorized')).toEqual([4, 4]);
    expect(await codes('failing')).toEqual([4, 0]);
    await expect(
      run(stepOf(), { ...QUICK, ...NOBODY_THERE }),
    ).resolves.toMatchObject({ code: 4 });
  });
});

const curl = (page: string): Step => ({
  command: ['sh', '-e', '-c', snippet(page, 'curl')],
  env: {
    PORTAL_URL: portal.url,
    READINESS_TOKEN: at.token,
    RUN_ID: '1',
    COMMIT,
  },
  cwd: folder,
});

withJq('curl alone, to the gate', () => {
  it.each<[PortalState, number]>([
    ['ready', 0],
    ['blocked', 1],
    ['waits for people', 2],
    ['waits for the platform', 3],
    ['no such gate', 4],
    ['unauthorized', 4],
  ])('hears %s and ends with %s', async (state, code) => {
    portal.does(state);
    const ended = await run(curl(GATE));
    expect(ended.code).toBe(code);
    expect(portal.seen).toHaveLength(1);
  });
});

withCurl('curl alone, with a report', () => {
  it('is understood', async () => {
    portal.does('ready');
    const { code, stdout } = await run(curl(REPORTS));
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      type: 'load-test',
      format: 'k6',
      commit: COMMIT,
      time: RAN_AT.toISOString(),
    });
  });
});

describe('an AnalysisTemplate', () => {
  const template = (): AnalysisTemplate =>
    yamlSnippet(GATE, 'readiness-analysis.yaml');
  const metric = (surroundings = at) => {
    const resolved = resolveMetric(template(), rolloutArgs(), surroundings);
    resolved.provider.web!.timeoutSeconds = 1;
    return resolved;
  };

  it.each<[PortalState, string]>([
    ['ready', 'Successful'],
    ['blocked', 'Failed'],
    ['waits for people', 'Failed'],
    ['waits for the platform', 'Inconclusive'],
    ['no such gate', 'Failed'],
    ['unauthorized', 'Error'],
    ['failing', 'Error'],
    ['slow', 'Error'],
    ['a sign-in page', 'Error'],
  ])('measures a portal that says %s as %s', async (state, phase) => {
    portal.does(state);
    await expect(measure(metric())).resolves.toBe(phase);
    expect(portal.seen).toHaveLength(1);
  });

  it('errs when nobody is there', async () => {
    const nowhere = { ...at, portalUrl: NOBODY_THERE.PORTAL_URL };
    await expect(measure(metric(nowhere))).resolves.toBe('Error');
  });

  it('asks for the verdict of the candidate', async () => {
    portal.does('ready');
    await measure(metric());
    const [{ method, path, headers, body }] = portal.seen;
    expect({ method, path, body: JSON.parse(String(body)) }).toEqual({
      method: 'POST',
      path: '/api/readiness/verdicts',
      body: { entityRef: ENTITY, scorecard: 'service-baseline', ...byImage },
    });
    expect(headers).toMatchObject({
      authorization: `Bearer ${at.token}`,
      'content-type': 'application/json',
    });
  });

  it('has the fields that the product wants, and its arguments are given', () => {
    for (const title of [
      'readiness-analysis.yaml',
      'readiness-analysis-job.yaml',
    ]) {
      const { apiVersion, kind, metadata, spec } = yamlSnippet(GATE, title);
      expect({ apiVersion, kind }).toEqual({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'AnalysisTemplate',
      });
      const [{ analysis }] = yamlSnippet(GATE, 'rollout.yaml').spec.strategy
        .canary.steps;
      expect(analysis.templates).toEqual([{ templateName: metadata.name }]);
      const open = spec.args.filter(
        (arg: object) => !('value' in arg) && !('valueFrom' in arg),
      );
      expect(open.map(({ name }: { name: string }) => name)).toEqual(
        Object.keys(rolloutArgs()),
      );
    }
    const [{ consecutiveErrorLimit, provider }] = yamlSnippet(
      GATE,
      'readiness-analysis.yaml',
    ).spec.metrics;
    expect(consecutiveErrorLimit).toBe(2);
    expect(provider.web).toMatchObject({ method: 'POST', timeoutSeconds: 10 });
  });
});

describe('the files of the products', () => {
  const jobs = () => [
    yamlSnippet(GATE, 'readiness-gate.yaml').spec,
    yamlSnippet(GATE, 'readiness-analysis-job.yaml').spec.metrics[0].provider
      .job.spec,
  ];

  it('a Job neither repeats a verdict nor ends before the script does', () => {
    for (const { backoffLimit, activeDeadlineSeconds, template } of jobs()) {
      expect(backoffLimit).toBe(0);
      // Three attempts of ten seconds, and the waits between them.
      expect(activeDeadlineSeconds).toBeGreaterThan(3 * 10 + 1 + 2);
      expect(template.spec.restartPolicy).toBe('Never');
    }
  });

  it('the PreSync Job and its script are hooks, the script first', () => {
    const { apiVersion, kind, metadata } = yamlSnippet(
      GATE,
      'readiness-gate.yaml',
    );
    const { resources, configMapGenerator } = yamlSnippet(
      GATE,
      'kustomization.yaml',
    );
    const hook = {
      'argocd.argoproj.io/hook': 'PreSync',
      'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
    };
    expect({ apiVersion, kind, annotations: metadata.annotations }).toEqual({
      apiVersion: 'batch/v1',
      kind: 'Job',
      annotations: hook,
    });
    expect(resources).toEqual(['readiness-gate.yaml']);
    expect(configMapGenerator[0].options).toEqual({
      disableNameSuffixHash: true,
      annotations: { ...hook, 'argocd.argoproj.io/sync-wave': '-1' },
    });
  });

  it('GitHub deploys after the gate, and reports of failed tests are sent', () => {
    const { jobs: release } = yamlSnippet(
      GATE,
      '.github/workflows/release.yaml',
    );
    expect(release.deploy.needs).toBe('gate');
    const { jobs: test } = yamlSnippet(
      REPORTS,
      '.github/workflows/load-test.yaml',
    );
    expect(test['load-test'].steps[2].if).toBe('${{ !cancelled() }}');
  });

  it('GitLab deploys in a later stage, and reports of failed tests are sent', () => {
    const {
      stages,
      deploy,
      'release-gate': gate,
    } = yamlSnippet(GATE, '.gitlab-ci.yml');
    expect(stages.indexOf(deploy.stage)).toBeGreaterThan(
      stages.indexOf(gate.stage),
    );
    const test = yamlSnippet(REPORTS, '.gitlab-ci.yml');
    expect(test['load-test'].artifacts).toEqual({
      when: 'always',
      paths: ['summary.json'],
    });
    expect(test['load-test-report']).toMatchObject({
      when: 'always',
      needs: ['load-test'],
    });
  });

  it('the Tekton Task pastes no parameter into its script', () => {
    const { apiVersion, kind, spec } = yamlSnippet(
      REPORTS,
      'readiness-report.yaml',
    );
    expect({ apiVersion, kind }).toEqual({
      apiVersion: 'tekton.dev/v1',
      kind: 'Task',
    });
    expect(spec.workspaces).toEqual([{ name: 'source', readOnly: true }]);
    expect(spec.params.map(({ name }: { name: string }) => name)).toEqual([
      'entity',
      'type',
      'file',
      'commit',
      'environment',
      'when-down',
    ]);
    expect(spec.steps[0].script).not.toContain('$(');
  });
});

it('the guide lists every format, and how much of it is read', () => {
  const rows = [
    ...readFileSync(join(HOW_TO, REPORTS), 'utf8').matchAll(
      /^\| `([\w-]+)` \|.*\| (\d+) MB \|$/gm,
    ),
  ];
  const listed = rows.map(([, name, most]) => [name, Number(most)]);
  const known = Object.entries(FORMATS).map(([name, { reads }]) => [
    name,
    reads === 'json' ? 5 : 10,
  ]);
  expect(listed.sort()).toEqual(known.sort());
});
