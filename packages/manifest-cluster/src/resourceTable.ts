/** Which resources are served now: the built-in ones and those of the CustomResourceDefinitions. */

import {
  BUILT_IN_RESOURCES,
  PrinterColumn,
  Resource,
  Subresource,
} from './resources';
import { KubernetesObject } from './types';

/** The order in which a server lists the verbs of a custom resource. */
const CUSTOM_VERBS = [
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'create',
  'update',
  'watch',
];

export const CRD_GROUP = 'apiextensions.k8s.io';
export const CRD_PLURAL = 'customresourcedefinitions';

interface DefinitionVersion {
  name: string;
  served: boolean;
  storage?: boolean;
  subresources?: { status?: object; scale?: object };
  additionalPrinterColumns?: PrinterColumn[];
  selectableFields?: { jsonPath: string }[];
}

interface DefinitionSpec {
  group: string;
  scope: 'Namespaced' | 'Cluster';
  names: {
    plural: string;
    kind: string;
    singular?: string;
    listKind?: string;
    shortNames?: string[];
    categories?: string[];
  };
  versions: DefinitionVersion[];
}

export function isDefinition(object: KubernetesObject): boolean {
  return (
    object.kind === 'CustomResourceDefinition' &&
    splitApiVersion(object.apiVersion ?? '').group === CRD_GROUP
  );
}

/** What a CustomResourceDefinition lacks to be served, or undefined. */
export function definitionProblem(
  definition: KubernetesObject,
): string | undefined {
  const spec = definition.spec as Partial<DefinitionSpec> | undefined;
  if (!spec?.group) return 'spec.group: Required value';
  if (!spec.names?.plural) return 'spec.names.plural: Required value';
  if (!spec.names.kind) return 'spec.names.kind: Required value';
  if (!Array.isArray(spec.versions) || spec.versions.length === 0) {
    return 'spec.versions: Required value';
  }
  if (!spec.versions.every(version => typeof version?.name === 'string')) {
    return 'spec.versions: every version needs a name';
  }
  return undefined;
}

function customSubresources(version: DefinitionVersion): Subresource[] {
  const verbs = ['get', 'patch', 'update'];
  const { status, scale } = version.subresources ?? {};
  return [
    ...(status ? [{ name: 'status', verbs }] : []),
    ...(scale
      ? [
          {
            name: 'scale',
            group: 'autoscaling',
            version: 'v1',
            kind: 'Scale',
            verbs,
          },
        ]
      : []),
  ];
}

function resourcesOf(definition: KubernetesObject): Resource[] {
  const { group, names, scope, versions } =
    definition.spec as unknown as DefinitionSpec;
  const stored = versions.find(version => version.storage) ?? versions[0];
  return versions
    .filter(version => version.served)
    .map(version => ({
      group,
      version: version.name,
      plural: names.plural,
      singular: names.singular ?? names.kind.toLowerCase(),
      kind: names.kind,
      listKind: names.listKind ?? `${names.kind}List`,
      namespaced: scope !== 'Cluster',
      verbs: CUSTOM_VERBS,
      shortNames: names.shortNames ?? [],
      categories: names.categories ?? [],
      subresources: customSubresources(version),
      custom: true,
      storedAs: `${group}/${stored.name}/${names.kind}`,
      printerColumns: version.additionalPrinterColumns,
      selectableFields: version.selectableFields?.map(field =>
        field.jsonPath.replace(/^\./, ''),
      ),
    }));
}

/** `apps/v1` → apps, v1; `v1` → '', v1. */
export function splitApiVersion(apiVersion: string) {
  const slash = apiVersion.indexOf('/');
  return slash < 0
    ? { group: '', version: apiVersion }
    : {
        group: apiVersion.slice(0, slash),
        version: apiVersion.slice(slash + 1),
      };
}

const VERSION = /^v(\d+)(?:(alpha|beta)(\d+))?$/;
const STAGES = ['alpha', 'beta', undefined];

/** Kubernetes' order of versions: v2, v1, v1beta2, v1beta1, v1alpha1, then the rest by name. */
export function compareVersions(left: string, right: string): number {
  const a = VERSION.exec(left);
  const b = VERSION.exec(right);
  if (!a || !b) {
    return a ? -1 : (b && 1) || (left < right ? -1 : Number(left > right));
  }
  return (
    STAGES.indexOf(b[2]) - STAGES.indexOf(a[2]) ||
    Number(b[1]) - Number(a[1]) ||
    Number(b[3] ?? 0) - Number(a[3] ?? 0)
  );
}

export interface ServedGroup {
  name: string;
  /** Preferred first. */
  versions: string[];
}

/** Looks up served resources by path and by kind. */
export class ResourceTable {
  readonly #byPath = new Map<string, Resource>();
  readonly #byKind = new Map<string, Resource>();
  readonly #byVersion = new Map<string, Resource[]>();
  readonly groups: ServedGroup[] = [];

  constructor(definitions: Iterable<KubernetesObject> = []) {
    const custom = [...definitions]
      .flatMap(resourcesOf)
      .sort((a, b) => (a.group < b.group ? -1 : Number(a.group > b.group)));
    for (const resource of [...BUILT_IN_RESOURCES, ...custom]) {
      this.#add(resource);
    }
    for (const group of this.groups) {
      group.versions.sort(compareVersions);
    }
  }

  #add(resource: Resource) {
    const groupVersion = `${resource.group}/${resource.version}`;
    this.#byPath.set(`${groupVersion}/${resource.plural}`, resource);
    this.#byKind.set(`${groupVersion}/${resource.kind}`, resource);
    const siblings = this.#byVersion.get(groupVersion);
    if (siblings) {
      siblings.push(resource);
      return;
    }
    this.#byVersion.set(groupVersion, [resource]);
    const group = this.groups.find(({ name }) => name === resource.group);
    if (group) {
      group.versions.push(resource.version);
    } else {
      this.groups.push({ name: resource.group, versions: [resource.version] });
    }
  }

  find(group: string, version: string, plural: string): Resource | undefined {
    return this.#byPath.get(`${group}/${version}/${plural}`);
  }

  findKind(apiVersion: string, kind: string): Resource | undefined {
    const { group, version } = splitApiVersion(apiVersion);
    return this.#byKind.get(`${group}/${version}/${kind}`);
  }

  /** The resources of one version of a group; undefined where it is not served. */
  inVersion(group: string, version: string): Resource[] | undefined {
    return this.#byVersion.get(`${group}/${version}`);
  }

  /** Custom groups answer an unknown resource in plain text, built-in ones with a Status. */
  isCustomGroup(group: string): boolean {
    return [...this.#byVersion.values()].some(
      ([first]) => first.group === group && first.custom,
    );
  }
}
