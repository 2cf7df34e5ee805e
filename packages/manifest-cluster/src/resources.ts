/** What discovery knows of a resource, and the resources that every server has. */

import {
  GROUP_VERSIONS,
  GroupVersion,
  READ_WRITE,
  Row,
  STANDARD_VERBS,
} from './builtInGroups';

/** A sub-resource; without kind it answers with its parent's. */
export interface Subresource {
  name: string;
  kind?: string;
  group?: string;
  version?: string;
  verbs: string[];
}

/** One resource in one version, as discovery describes it. */
export interface Resource {
  group: string;
  version: string;
  plural: string;
  singular: string;
  kind: string;
  listKind: string;
  namespaced: boolean;
  verbs: string[];
  shortNames: string[];
  categories: string[];
  subresources: Subresource[];
  /** Custom resources are encoded differently: sorted keys, kind on every item. */
  custom: boolean;
  /** The `group/version/kind` that the server would store it as. */
  storedAs: string;
  /** `additionalPrinterColumns` of a custom resource. */
  printerColumns?: PrinterColumn[];
  /** `selectableFields` of a custom resource, without the leading dot. */
  selectableFields?: string[];
}

export interface PrinterColumn {
  name: string;
  type: string;
  format?: string;
  description?: string;
  priority?: number;
  jsonPath: string;
}

function toResource(
  { group, version }: GroupVersion,
  [plural, kind, extras = {}]: Row,
): Resource {
  return {
    group,
    version,
    plural,
    singular: extras.singular ?? kind.toLowerCase(),
    kind,
    listKind: `${kind}List`,
    namespaced: !extras.cluster,
    verbs: extras.verbs ?? STANDARD_VERBS,
    shortNames: extras.short ?? [],
    categories: extras.categories ?? [],
    subresources: (extras.sub ?? []).map(entry =>
      typeof entry === 'string' ? { name: entry, verbs: READ_WRITE } : entry,
    ),
    custom: false,
    storedAs: extras.storedAs ?? `${group}/${version}/${kind}`,
  };
}

export const BUILT_IN_RESOURCES: readonly Resource[] = GROUP_VERSIONS.flatMap(
  groupVersion => groupVersion.rows.map(row => toResource(groupVersion, row)),
);
