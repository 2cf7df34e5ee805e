import {
  configMapFields,
  fieldPath,
  mergeFields,
  projectObject,
  projectValue,
} from './project';
import { completePlan } from './structure';
import type { FieldTree, KubernetesObject } from './types';

describe('mergeFields', () => {
  it.each<[string, FieldTree, FieldTree, FieldTree]>([
    ['different fields', { a: true }, { b: true }, { a: true, b: true }],
    [
      'the same path',
      { a: { b: true } },
      { a: { c: true } },
      { a: { b: true, c: true } },
    ],
    ['everything wins', { a: { b: true } }, { a: true }, { a: true }],
    ['everything at the root', true, { a: true }, true],
    ['nothing', {}, { a: {} }, { a: {} }],
    [
      'names of Object.prototype',
      { toString: { a: true } } as unknown as FieldTree,
      { a: true },
      { toString: { a: true }, a: true } as unknown as FieldTree,
    ],
  ])('%s', (_, a, b, merged) => {
    expect(mergeFields(a, b)).toEqual(merged);
    expect(mergeFields(b, a)).toEqual(merged);
  });

  it('changes neither tree', () => {
    const a = { spec: { x: true } } as const;
    mergeFields(a, fieldPath('spec', 'y'));
    expect(a).toEqual({ spec: { x: true } });
  });
});

describe('ConfigMaps', () => {
  const map: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings' },
    data: { level: 'info', password: 'known' },
    binaryData: { blob: 'a25vd24=' },
  };

  it.each<[string, FieldTree, object]>([
    ['names of keys', { data: true }, { data: { level: '', password: '' } }],
    [
      'names of keys, of everything',
      true,
      { data: { level: '', password: '' }, binaryData: { blob: '' } },
    ],
    [
      'the key that a check names',
      { data: { level: true } },
      { data: { level: 'info' } },
    ],
    [
      'the key that one check names beside the names that another asks for',
      mergeFields(
        configMapFields({ data: true }),
        configMapFields({ data: { level: true } }),
      ),
      { data: { level: 'info', password: '' } },
    ],
  ])('keeps %s', (_, fields, kept) => {
    expect(projectObject(map, fields)).toMatchObject(kept);
    expect(JSON.stringify(projectObject(map, fields))).not.toMatch(
      /known|a25vd24/,
    );
  });
});

describe('projectValue', () => {
  it.each<[string, unknown, FieldTree, unknown]>([
    ['keeps the named fields', { a: 1, b: 2 }, { a: true }, { a: 1 }],
    [
      'goes through lists',
      { l: [{ a: 1, b: 2 }, { b: 3 }] },
      { l: { a: true } },
      { l: [{ a: 1 }, {}] },
    ],
    [
      'keeps the length of a list',
      { l: [{ a: 1 }, { a: 2 }] },
      { l: {} },
      { l: [{}, {}] },
    ],
    [
      'keeps a scalar in place of an object',
      { a: 'odd' },
      { a: { b: true } },
      { a: 'odd' },
    ],
    ['drops null', { a: null }, { a: { b: true } }, {}],
    [
      'drops null below',
      { a: { b: null, c: [{ d: null, e: 1 }] } },
      { a: true },
      { a: { c: [{ e: 1 }] } },
    ],
    ['makes up nothing', {}, { a: { b: true } }, {}],
  ])('%s', (_, value, tree, kept) => {
    expect(projectValue(value, tree)).toEqual(kept);
  });
});

describe('projectObject', () => {
  const object: KubernetesObject = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'web',
      namespace: 'shop',
      uid: 'u',
      generation: 3,
      labels: { app: 'web' },
      annotations: {
        'kubectl.kubernetes.io/last-applied-configuration':
          '{"secret":"hunter2"}',
        'example.test/owner': 'shop',
        'example.test/other': 'x',
      },
      finalizers: ['f'],
      managedFields: [{ manager: 'kubectl', fieldsV1: {} }],
    },
    spec: { replicas: 2, paused: false },
    status: { replicas: 2 },
  };
  const basics = {
    name: 'web',
    namespace: 'shop',
    uid: 'u',
    generation: 3,
    labels: { app: 'web' },
  };

  it.each<[string, FieldTree, object]>([
    ['basic metadata always', {}, { metadata: basics }],
    [
      'fields of the tree',
      { spec: { replicas: true } },
      { metadata: basics, spec: { replicas: 2 } },
    ],
    [
      'one annotation',
      { metadata: { annotations: { 'example.test/owner': true } } },
      {
        metadata: { ...basics, annotations: { 'example.test/owner': 'shop' } },
      },
    ],
    [
      'all annotations but the copy of the manifest',
      { metadata: { annotations: true } },
      {
        metadata: {
          ...basics,
          annotations: {
            'example.test/owner': 'shop',
            'example.test/other': 'x',
          },
        },
      },
    ],
    [
      'managed fields by name only',
      { metadata: { managedFields: { manager: true } } },
      { metadata: { ...basics, managedFields: [{ manager: 'kubectl' }] } },
    ],
  ])('keeps %s', (_, tree, kept) => {
    expect(projectObject(object, tree)).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      ...kept,
    });
  });

  it.each<[string, FieldTree]>([
    ['the whole object', true],
    ['the whole metadata', { metadata: true, spec: true, status: true }],
  ])('drops managed fields and the copy of the manifest from %s', (_, tree) => {
    const kept = projectObject(object, tree);
    expect(kept).toMatchObject({ spec: object.spec, status: object.status });
    expect(kept.metadata.finalizers).toEqual(['f']);
    expect(kept.metadata).not.toHaveProperty('managedFields');
    expect(JSON.stringify(kept)).not.toContain('hunter2');
  });
});

describe('completePlan', () => {
  it('adds workloads, namespaces and what the indexes read', () => {
    const { resources } = completePlan({
      resources: new Map([['services', { fields: { spec: { ports: true } } }]]),
    });
    expect([...resources.keys()]).toEqual(
      expect.arrayContaining([
        'pods',
        'replicasets.apps',
        'rollouts.argoproj.io',
        'namespaces',
        'services',
      ]),
    );
    expect(resources.get('services')!.fields).toMatchObject({
      spec: { ports: true, selector: true, type: true },
    });
    expect(resources.get('cronjobs.batch')!.fields).toMatchObject({
      spec: {
        jobTemplate: { spec: { template: { metadata: { labels: true } } } },
      },
    });
  });

  it('asks for secrets by their metadata, whatever the plan says', () => {
    const { resources } = completePlan({
      resources: new Map([['secrets', { fields: true }]]),
    });
    expect(resources.get('secrets')).toMatchObject({ metadataOnly: true });
  });

  it("keeps the pods' environment references only where something behind them is read", () => {
    const fields = (...planned: string[]) =>
      JSON.stringify(
        completePlan({
          resources: new Map(planned.map(each => [each, { fields: {} }])),
        }).resources.get('pods'),
      );
    expect(fields('services')).not.toContain('envFrom');
    expect(fields('configmaps')).toContain('envFrom');
  });
});
