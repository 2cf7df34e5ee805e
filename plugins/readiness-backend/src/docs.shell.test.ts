/**
 * The commands of the documentation are run, as they stand there, in a checkout of their own. What would take a
 * portal, a package registry or a Prometheus is only noted down, and looked at: the end-to-end tests run it.
 */
/* eslint-disable jest/no-standalone-expect -- what is expected of each command stands in a table, and is called by tests */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { startManifestCluster } from '@readiness-gates/manifest-cluster';
import type { ManifestCluster } from '@readiness-gates/manifest-cluster';
import Ajv from 'ajv';
import { below, read, ROOT, SNIPPETS } from './__testUtils__/docs';
import { run } from './__testUtils__/pipelines';
import type { Ended } from './__testUtils__/pipelines';
import { spec } from './schema/openapi.generated';

jest.setTimeout(300_000);

const BUDGET =
  'examples/clusters/devmentor/devmentor-production/qwen-llm-pdb.yaml';
const TOKEN = 'a token of its own';

const has = (program: string) => !spawnSync('which', [program]).status;
const tooled = (...programs: string[]) =>
  process.env.REQUIRE_TOOLS === '1' || programs.every(has);

/** Programs that stand before the real ones: what they do is noted, and only that where nothing else is said. */
const SHIMS: Record<string, string> = {
  npm: `case "$1" in run) exec "$REAL_NPM" "$@" ;; esac`,
  npx: '',
  node: `case "$1" in
    scripts/record-prometheus.mjs) exec "$REAL_NODE" --check "$@" ;;
    packages/backend) ;;
    scripts/generate-api.mjs) exec "$REAL_NODE" "$@" --check ;;
    *) exec "$REAL_NODE" "$@" ;;
  esac`,
  // The cluster of this test cannot be written to.
  kubectl: `case "$1" in
    apply) exec "$REAL_KUBECTL" "$@" --dry-run=client --validate=false ;;
    *) exec "$REAL_KUBECTL" "$@" ;;
  esac`,
};

interface Seen {
  method: string;
  path: string;
  query: string[];
  headers: Record<string, unknown>;
  body: string;
}

let checkout: string;
let cluster: ManifestCluster;
let server: Server;
let seen: Seen[];

const inCheckout = (file: string) => join(checkout, file);
const calls = () => readFileSync(inCheckout('calls'), 'utf8').split('\n');

beforeAll(async () => {
  checkout = mkdtempSync(join(tmpdir(), 'readiness-docs-'));
  for (const name of [
    'docs/how-to',
    'node_modules',
    'package.json',
    'plugins',
    'scripts',
    'app-config.yaml',
    'app-config.production.yaml',
  ]) {
    mkdirSync(dirname(inCheckout(name)), { recursive: true });
    symlinkSync(join(ROOT, name), inCheckout(name));
  }
  cpSync(join(ROOT, 'examples'), inCheckout('examples'), { recursive: true });
  mkdirSync(inCheckout('docs/reference'));
  const programs = {
    ...Object.fromEntries(
      Object.entries(SHIMS).map(([name, does]) => [`bin/${name}`, does]),
    ),
    'packages/manifest-cluster/bin/manifest-cluster': '',
  };
  for (const [file, does] of Object.entries(programs)) {
    const name = file.split('/').at(-1);
    mkdirSync(dirname(inCheckout(file)), { recursive: true });
    writeFileSync(
      inCheckout(file),
      `#!/bin/sh\necho "${name} $*" >> "$CALLS"\n${does}\n`,
    );
    chmodSync(inCheckout(file), 0o755);
  }
  cluster = await startManifestCluster({
    tls: true,
    objects: [
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'readiness-reader', namespace: 'readiness' },
        data: {
          token: Buffer.from('the token of the reader').toString('base64'),
        },
      } as never,
    ],
  });
  writeFileSync(inCheckout('kubeconfig'), cluster.kubeconfig());
  server = createServer(async (req, res) => {
    const { pathname, searchParams } = new URL(req.url!, 'http://portal');
    const body = (await buffer(req)).toString('utf8');
    const { method = '', headers } = req;
    const query = [...searchParams.keys()];
    seen.push({ method, path: pathname, query, headers, body });
    res.setHeader('content-type', 'application/json');
    res.end(
      JSON.stringify({
        message: 'It is ready.',
        exitCode: 0,
        manifests: { default: 'kind: ClusterRole' },
        id: 'report-1',
      }),
    );
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
});

afterAll(async () => {
  server?.close();
  await cluster?.close();
  rmSync(checkout, { recursive: true, force: true });
});

beforeEach(() => {
  seen = [];
  writeFileSync(inCheckout('calls'), '');
});

const real = (program: string) =>
  spawnSync('which', [program], { encoding: 'utf8' }).stdout.trim();

async function runSnippet(text: string): Promise<Ended> {
  const { port } = server.address() as AddressInfo;
  const portal = `http://127.0.0.1:${port}`;
  return run({
    // The portal of the examples is this one.
    command: [
      'bash',
      '-eo',
      'pipefail',
      '-c',
      text.replaceAll('http://localhost:7007', portal),
    ],
    cwd: checkout,
    env: {
      PATH: `${inCheckout('bin')}:${process.env.PATH}`,
      HOME: checkout,
      CALLS: inCheckout('calls'),
      KUBECONFIG: inCheckout('kubeconfig'),
      REAL_NPM: real('npm'),
      REAL_NODE: process.execPath,
      REAL_KUBECTL: real('kubectl'),
      PORTAL: portal,
      PORTAL_URL: portal,
      TOKEN,
      READINESS_TOKEN: TOKEN,
    },
  });
}

type Schema = object;
interface Operation {
  parameters?: { $ref?: string; name?: string; in?: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}
const PARAMETERS = spec.components.parameters as Record<
  string,
  { name: string }
>;

/** What the OpenAPI document has against a request; nothing, where it knows it. */
function misunderstood({ method, path, query, headers, body }: Seen): string[] {
  const asked = path.replace('/api/readiness', '');
  const routes = Object.entries(spec.paths) as [
    string,
    Record<string, Operation>,
  ][];
  const [, methods] =
    routes.find(([route]) =>
      new RegExp(`^${route.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(asked),
    ) ?? [];
  const operation = methods?.[method.toLowerCase()];
  if (!operation) return [`there is no ${method} ${asked}`];
  const known = (operation.parameters ?? []).map(({ $ref, name }) =>
    $ref ? PARAMETERS[$ref.split('/').at(-1)!].name : name,
  );
  const schema =
    operation.requestBody?.content['application/json']?.schema ?? {};
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const isBody = ajv.compile({ ...schema, components: spec.components });
  const json = headers['content-type'] === 'application/json';
  return [
    ...query.filter(name => !known.includes(name)),
    ...(json && !isBody(JSON.parse(body))
      ? [ajv.errorsText(isBody.errors)]
      : []),
    ...(headers.authorization === `Bearer ${TOKEN}` ? [] : ['no token']),
  ];
}

interface Command {
  /** What the snippet holds. */
  says: RegExp;
  needs?: string[];
  given?: () => void;
  /** What has come of it. */
  then: (ended: Ended, text: string) => void;
}

const ROLE = (grant: string) => read(`docs/reference/rbac-${grant}.yaml`);
const { scripts, packageManager } = JSON.parse(read('package.json'));

const COMMANDS: Record<string, Command> = {
  'starts the portal, as the end-to-end tests do': {
    says: /^(EXAMPLE_PROMETHEUS=\w+ )?npm start/,
    then: (_, text) => {
      const started = calls().find(call => call.startsWith('npm'))!;
      const [, config] = /^npm start(?: -- --config (\S+))?$/.exec(started)!;
      expect(!config || existsSync(join(ROOT, config))).toBe(true);
      const [, mode] = /EXAMPLE_PROMETHEUS=(\w+)/.exec(text) ?? [];
      expect(read('scripts/lib/exampleMetrics.mjs')).toContain(mode ?? '');
      expect(scripts.start).toBe('node scripts/start.mjs');
      expect(read('test/src/portal.ts')).toContain(`'scripts/start.mjs'`);
    },
  },
  'changes the examples': {
    says: /^cp examples/,
    then: (_, text) => {
      expect(existsSync(inCheckout(BUDGET))).toBe(!/^rm /m.test(text));
    },
  },
  'changes them back': {
    says: /^rm examples/,
    given: () =>
      copyFileSync(
        join(ROOT, 'examples/demo/qwen-llm-pdb.yaml'),
        inCheckout(BUDGET),
      ),
    then: () => expect(existsSync(inCheckout(BUDGET))).toBe(false),
  },
  'prints the grants': {
    says: /^npm run -s rbac\b(?!.*>)/,
    then: ({ stdout }) =>
      expect(stdout).toBe(ROLE('default') + ROLE('extended')),
  },
  'writes the grants': {
    says: /^npm run -s rbac > readiness-reader\.yaml/,
    then: () => {
      const written = (name: string) => readFileSync(inCheckout(name), 'utf8');
      expect(written('readiness-reader.yaml')).toBe(ROLE('default'));
      expect(written('readiness-reader-extended.yaml')).toBe(ROLE('extended'));
    },
  },
  'writes what follows from the library': {
    says: /^UPDATE_LIBRARY_REFERENCE/,
    then: (_, text) => {
      for (const grant of ['default', 'extended']) {
        const file = `docs/reference/rbac-${grant}.yaml`;
        expect(readFileSync(inCheckout(file), 'utf8')).toBe(ROLE(grant));
      }
      for (const [, variable, path] of text.matchAll(
        /^(UPDATE_\w+)=1 npm test -- (\S+)$/gm,
      )) {
        expect(calls()).toContain(`npm test -- ${path}`);
        const [folder, name = ''] = /\.test\.ts$/.test(path)
          ? [dirname(path), path]
          : [path];
        const tests = below(folder, '.test.ts').filter(it => it.includes(name));
        expect(tests.map(read).join()).toContain(variable);
      }
    },
  },
  'runs tests': {
    says: /^npm test -- \S+$/m,
    then: (_, text) => {
      expect(scripts.test).toBe('node scripts/test.mjs');
      for (const [, path] of text.matchAll(/^npm test -- (\S+)$/gm))
        expect(existsSync(join(ROOT, path))).toBe(true);
    },
  },
  'adds a package with the Yarn of the project': {
    says: /^npx /,
    then: () => {
      const [call] = calls();
      const [, version, workspace] =
        /^npx -y @yarnpkg\/cli-dist@(\S+) workspace (\S+) add \S+$/.exec(call)!;
      expect(`yarn@${version}`).toBe(packageManager);
      const names = below('plugins', '/package.json')
        .filter(file => file.split('/').length === 3)
        .map(file => JSON.parse(read(file)).name);
      expect(names).toContain(workspace);
    },
  },
  'asks the API': {
    says: /^(answer=\$\()?curl/,
    needs: ['curl', 'jq'],
    then: () => {
      expect(seen).toHaveLength(1);
      expect(misunderstood(seen[0])).toEqual([]);
    },
  },
  'sends a report': {
    says: /readiness\.sh report/,
    needs: ['curl'],
    then: () => {
      expect(seen).toHaveLength(1);
      const [{ method, path, headers }] = seen;
      expect(`${method} ${path}`).toBe('POST /api/readiness/reports');
      expect(read('app-config.yaml')).toContain(
        String(headers.authorization).replace('Bearer ', ''),
      );
    },
  },
  'gives the reader its account, and takes its token': {
    says: /^kubectl apply/,
    needs: ['kubectl'],
    given: () => {
      writeFileSync(inCheckout('readiness-reader.yaml'), ROLE('default'));
      const account = SNIPPETS.find(
        ({ page, language }) =>
          page === 'docs/how-to/rbac.md' && language === 'yaml',
      )!;
      writeFileSync(inCheckout('account.yaml'), account.text);
    },
    then: ({ stdout }) => {
      const made = [
        ...stdout.matchAll(/^(\S+) (?:created|configured|unchanged)/gm),
      ].map(([, it]) => it);
      expect(made).toEqual([
        'clusterrole.rbac.authorization.k8s.io/readiness-reader',
        'namespace/readiness',
        'serviceaccount/readiness-reader',
        'secret/readiness-reader',
        'clusterrolebinding.rbac.authorization.k8s.io/readiness-reader',
      ]);
      expect(stdout).toMatch(/the token of the reader$/);
    },
  },
  'serves manifests': {
    says: /^packages\/manifest-cluster\/bin/,
    needs: ['kubectl'],
    then: () => {
      const [served] = calls();
      const options = served.match(/--\w[\w-]*/g) ?? [];
      expect(options.length).toBeGreaterThan(0);
      const cli = read('packages/manifest-cluster/src/cli.ts');
      for (const option of options) expect(cli).toContain(option.slice(2));
    },
  },
  'starts a backend that an SDK listens to': {
    says: /^export OTEL_/,
    then: () => expect(calls()).toContain('node packages/backend'),
  },
  'writes the clusters of the examples': {
    says: /^node examples\/controllers\.mjs/,
    then: ({ stdout }) => {
      expect(stdout.match(/^devmentor: \d+ objects/gm)).toHaveLength(2);
    },
  },
};

const shell = SNIPPETS.filter(
  ({ language, title }) => language === 'sh' && !title,
);
const rowOf = (text: string) =>
  Object.entries(COMMANDS).find(([, { says }]) => says.test(text));

it('there is no command of which nobody knows what should come of it', () => {
  const unknown = shell.filter(({ text }) => !rowOf(text));
  expect(unknown.map(({ at }) => at)).toEqual([]);
});

const rows = shell.flatMap(({ at, text }) => {
  const row = rowOf(text);
  return row ? [[at, row[0], row[1], text] as const] : [];
});
const [runnable, lacking] = [
  rows.filter(([, , { needs = [] }]) => tooled(...needs)),
  rows.filter(([, , { needs = [] }]) => !tooled(...needs)),
];

it.each(runnable)('%s: %s', async (_at, _what, { given, then }, text) => {
  given?.();
  const ended = await runSnippet(text);
  expect(ended).toMatchObject({ code: 0 });
  then(ended, text);
});

if (lacking.length > 0) it.skip.each(lacking)('%s: %s', () => undefined);

it.each<[string, Partial<Seen>]>([
  ['another route', { path: '/api/readiness/verdict' }],
  ['a field that is not there', { body: '{"entity": "component:a/b"}' }],
  ['a parameter that is not there', { query: ['formats'] }],
  ['no token', { headers: { 'content-type': 'application/json' } }],
])('the API would not understand %s', (_, wrong) => {
  const right: Seen = {
    method: 'POST',
    path: '/api/readiness/verdicts',
    query: [],
    headers: {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/json',
    },
    body: '{"entityRef": "component:default/a", "scorecard": "service-baseline"}',
  };
  expect(misunderstood(right)).toEqual([]);
  expect(misunderstood({ ...right, ...wrong })).not.toEqual([]);
});
