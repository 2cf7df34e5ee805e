/**
 * The YAML and JSON of the documentation is what the product takes: app-config by its schema and by what reads
 * it, definitions by their compiler, annotations by name. Whole definitions and files of pipelines have tests
 * of their own.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import type { ConfigSchema } from '@backstage/config-loader';
import { loadConfigSchema } from '@backstage/config-loader';
import {
  filterPredicateToFilterFunction,
  parseFilterPredicate,
} from '@backstage/filter-predicates';
import type { JsonObject } from '@backstage/types';
import {
  ANNOTATION_KUBERNETES_CLUSTER,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_KUBERNETES_NAMESPACE,
  ANNOTATION_SCORECARDS,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { below, named, read, ROOT, SNIPPETS } from './__testUtils__/docs';
import type { Snippet } from './__testUtils__/docs';
import { readClusterSettings } from './clusters/observation/access';
import { readReadingLimits } from './clusters/observation/limits';
import { readDefinitionSettings } from './definitions/configured';
import { formatDefinitionError, loadDefinitions } from './definitions/load';
import type { LoadOptions } from './definitions/load';
import { readEvaluationSettings } from './evaluation/config';
import { caseMismatch, judgeCase, type CheckCase } from './evidence/cases';
import { readNotificationSettings } from './notifications/settings';
import { readPrometheusSettings } from './prometheus/config';
import { readReportSettings } from './reports/settings';

jest.setTimeout(300_000);

const BACKEND = join(ROOT, 'plugins/readiness-backend');
const CONFIG_FILES = ['app-config.yaml', 'app-config.production.yaml'];
const ANNOTATIONS = [
  ANNOTATION_KUBERNETES_CLUSTER,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_LABEL_SELECTOR,
  ANNOTATION_KUBERNETES_NAMESPACE,
  ANNOTATION_SCORECARDS,
];

/** Params that fragments of checks use and do not declare. */
const PARAMS: Record<string, object> = {
  configMap: { type: 'string', default: 'loki' },
  group: { type: 'string', default: 'group:default/security' },
  maxErrorRate: { type: 'number', default: 0.01 },
  maxFailedRate: { type: 'number', default: 0.01 },
  step: { type: 'integer', default: 1 },
  window: { type: 'string', default: '5m' },
};

/** What every app-config has. */
const REQUIRED = {
  app: { baseUrl: 'https://portal.example.com' },
  backend: {
    baseUrl: 'https://portal.example.com',
    database: { client: 'better-sqlite3', connection: ':memory:' },
  },
};

/** A check that a fragment of cases is of. */
const REACHABLE = {
  evidence: [
    {
      catalog: {
        reads: { members: { relation: ['ownedBy', 'hasMember'] } },
        expression: 'members.size() > 0',
        message: "'nobody can be reached'",
      },
    },
  ],
};

/** What each document is, told by its keys. */
const KINDS = {
  config: ['app', 'backend', 'kubernetes', 'readiness'],
  annotations: ['metadata'],
  /** Of Prometheus; what they name is looked at in telemetry.test.ts. */
  rules: ['groups'],
  object: ['apiVersion', 'kind', 'metadata', '…'],
  evidence: ['evidence'],
  cases: ['cases'],
  check: ['id', 'evidence', '…'],
  scorecard: ['id', 'sections', '…'],
};
type Kind = keyof typeof KINDS;

function kindOf(document: object): Kind | undefined {
  const keys = Object.keys(document);
  const kinds = Object.keys(KINDS) as Kind[];
  return kinds.find(kind => {
    const [known, open] = [KINDS[kind], KINDS[kind].includes('…')];
    return open
      ? known.every(key => key === '…' || keys.includes(key))
      : keys.every(key => known.includes(key));
  });
}

interface Document {
  at: string;
  data: JsonObject;
  kind?: Kind;
}

const plain = SNIPPETS.filter(
  ({ language, complete, title }) => language === 'yaml' && !complete && !title,
);
const DOCUMENTS: Document[] = plain.flatMap(({ at, text }: Snippet) =>
  parseAllDocuments(text).map((document, i) => {
    const data = document.toJS() as JsonObject;
    return { at: i ? `${at}#${i + 1}` : at, data, kind: kindOf(data) };
  }),
);
const documentsOf = (...kinds: Kind[]) =>
  DOCUMENTS.filter(({ kind }) => kind && kinds.includes(kind)).map(
    document => [document.at, document] as const,
  );

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'readiness-docs-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('there is no document whose kind nobody knows', () => {
  expect(DOCUMENTS.filter(({ kind }) => !kind).map(({ at }) => at)).toEqual([]);
});

describe('app-config', () => {
  let schema: ConfigSchema;
  beforeAll(async () => {
    schema = await loadConfigSchema({
      dependencies: ['app', 'backend'],
      noUndeclaredProperties: true,
    });
  });

  const problemOf = (...data: JsonObject[]) => {
    try {
      schema.process(
        [REQUIRED, ...data].map(it => ({ data: it, context: 'docs' })),
      );
      return undefined;
    } catch (error) {
      return String(error);
    }
  };

  it.each(documentsOf('config'))(
    '%s: is as the schema has it',
    (_, { data }) => {
      expect(problemOf(data)).toBeUndefined();
    },
  );

  it.each<[string, JsonObject]>([
    ['a key that is not there', { readiness: { maxAges: 'PT1H' } }],
    ['a value of another type', { readiness: { grants: { extended: 'no' } } }],
  ])('would not be with %s', (_, data) => {
    expect(problemOf(data)).toMatch(/Config validation failed/);
  });

  it.each(documentsOf('config'))('%s: can be read', (_, { data }) => {
    const config = new ConfigReader(data);
    for (const readPart of [
      readClusterSettings,
      readDefinitionSettings,
      readEvaluationSettings,
      readNotificationSettings,
      readPrometheusSettings,
      readReadingLimits,
      readReportSettings,
    ])
      expect(() => readPart(config)).not.toThrow();
  });

  const changing = documentsOf('config').filter(([, { data }]) =>
    new ConfigReader(data).has('readiness.definitions'),
  );
  it.each(changing)(
    '%s: names scorecards and items that there are',
    async (_, { data }) => {
      const { disabled, overrides } = readDefinitionSettings(
        new ConfigReader(data),
      );
      const { errors, scorecards } = await loadDefinitions({
        checksDir: join(BACKEND, 'checks'),
        scorecardsDir: join(BACKEND, 'scorecards'),
        prebuilt: join(BACKEND, 'library.json'),
        overrides,
      });
      expect(errors.map(formatDefinitionError)).toEqual([]);
      expect([...scorecards.keys()]).toEqual(
        expect.arrayContaining([...disabled]),
      );
    },
  );

  it.each(CONFIG_FILES)('%s is as the schema has it', file => {
    const files = file === CONFIG_FILES[0] ? [file] : CONFIG_FILES;
    const substituted = files.map(name =>
      read(name)
        .replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1')
        .replaceAll(/\$\{\w+\}/g, 'given'),
    );
    expect(problemOf(...substituted.map(text => parse(text)))).toBeUndefined();
  });
});

describe('definitions', () => {
  const HEAD = {
    title: 'A title',
    why: 'A reason.',
    fix: 'A way.',
    responsible: 'owner',
  };

  function whole(name: string, { kind, data }: Document): JsonObject {
    if (kind === 'check') return { ...data, cases: undefined! };
    const { cases, evidence } = { ...REACHABLE, ...data } as JsonObject;
    return {
      id: name,
      ...HEAD,
      params: PARAMS,
      evidence,
      ...(cases && { cases }),
    } as JsonObject;
  }

  const write = (file: string, data: object) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, stringify(data));
    return file;
  };
  const load = async (options: Partial<LoadOptions>) => {
    const { errors, checks } = await loadDefinitions({
      checksDir: join(folder, 'none'),
      ...options,
    });
    expect(errors.map(formatDefinitionError)).toEqual([]);
    return checks;
  };
  beforeAll(() => mkdirSync(join(folder, 'none')));

  it.each(documentsOf('evidence', 'check', 'cases'))(
    '%s: compiles, and its cases come out',
    async (at, document) => {
      const id = String(
        document.data.id ?? `docs-${at.replaceAll(/\W+/g, '-').toLowerCase()}`,
      );
      const check = whole(id, document);
      const file = write(join(folder, id, `docs/${id}.yaml`), check);
      const compiled = (await load({ checkFiles: [file] })).get(id)!;
      const cases = (check.cases ?? []) as unknown as CheckCase[];
      const wrong = cases.map(it => caseMismatch(it, judgeCase(compiled, it)));
      expect(wrong).toEqual(cases.map(() => undefined));
    },
  );

  it.each(documentsOf('scorecard'))('%s: compiles', async (_, { data }) => {
    const file = write(join(folder, 'scorecards', `${data.id}.yaml`), data);
    const text = JSON.stringify(data);
    const library = below('plugins/readiness-backend/checks', '.yaml').filter(
      name =>
        text.includes(`"${name.split('/').at(-1)!.replace('.yaml', '')}"`),
    );
    await load({
      checkFiles: library.map(name => join(ROOT, name)),
      scorecardFiles: [file],
    });
  });
});

it.each(documentsOf('annotations'))(
  '%s: has annotations that are known',
  (_, { data }) => {
    const { annotations } = data.metadata as { annotations: object };
    expect(ANNOTATIONS).toEqual(
      expect.arrayContaining(Object.keys(annotations)),
    );
  },
);

describe('the objects of the reader account', () => {
  interface KubernetesObject {
    kind: string;
    metadata: { name: string; namespace?: string; annotations?: object };
    roleRef?: { kind: string; name: string };
    subjects?: object[];
  }
  const objects = documentsOf('object').map(
    ([, { data }]) => data as unknown as KubernetesObject,
  );
  const only = (kind: string) => {
    const found = objects.filter(it => it.kind === kind);
    expect(found).toHaveLength(1);
    return found[0];
  };

  it('refer to each other, and to the role that `npm run rbac` writes', () => {
    const [role] = parseAllDocuments(
      read('docs/reference/rbac-default.yaml'),
    ).map(it => it.toJS() as KubernetesObject);
    const { name, namespace } = only('ServiceAccount').metadata;
    expect(namespace).toBe(only('Namespace').metadata.name);
    expect(only('Secret').metadata).toMatchObject({
      namespace,
      annotations: { 'kubernetes.io/service-account.name': name },
    });
    expect(only('ClusterRoleBinding')).toMatchObject({
      roleRef: { kind: role.kind, name: role.metadata.name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    });
  });
});

const JSONS = SNIPPETS.filter(({ language }) => language === 'json');

it.each(named(JSONS))('%s: is a predicate that selects', (_, { text }) => {
  const predicate = JSON.parse(text);
  const matches = filterPredicateToFilterFunction(
    parseFilterPredicate(predicate),
  );
  const entity = {
    kind: predicate.kind,
    spec: { owner: predicate['spec.owner'] },
  };
  expect(matches(entity)).toBe(true);
  expect(matches({ ...entity, spec: { owner: 'group:default/other' } })).toBe(
    false,
  );
});
