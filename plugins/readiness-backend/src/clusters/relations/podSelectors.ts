/**
 * Objects that select pods by labels: how each resource writes its selector, and in which namespaces
 * it looks. The index answers "who selects these labels" without walking every selector.
 *
 * Not covered: policies of Cilium and Calico, whose selector languages are their own.
 */
import { at, isRecord, listAt, push, recordAt } from '../objects';
import {
  equalityRequirements,
  LabelRequirement,
  Labels,
  LabelSelector,
  requirementsMatch,
  SelectorError,
  selectorRequirements,
} from '../selectors';
import type { KubernetesObject, ResourceName } from '../types';

/** Undefined selects nothing. */
type ReadSelector = (
  object: KubernetesObject,
) => LabelRequirement[] | undefined;

interface Rule {
  selector: ReadSelector;
  /** Namespaces in which the object selects; by default its own. */
  namespaces?: (object: KubernetesObject) => 'all' | readonly string[];
}

const labelSelectorAt =
  (...path: string[]): ReadSelector =>
  object =>
    selectorRequirements(at(object, ...path) as LabelSelector | undefined);

/** Fields that are no pointers in Go: left out, they are empty, and an empty selector selects all. */
const labelSelectorOrAllAt =
  (...path: string[]): ReadSelector =>
  object =>
    selectorRequirements((at(object, ...path) ?? {}) as LabelSelector);

/** A Service without selector, or with an empty one, has its endpoints managed by somebody else. */
const serviceSelector: ReadSelector = object => {
  const selector = recordAt(object, 'spec', 'selector');
  const selects =
    selector &&
    Object.keys(selector).length > 0 &&
    at(object, 'spec', 'type') !== 'ExternalName';
  return selects ? equalityRequirements(selector) : undefined;
};

const mapSelectorOrAll =
  (...path: string[]): ReadSelector =>
  object =>
    equalityRequirements(recordAt(object, ...path) ?? {});

/** `namespaceSelector` of the Prometheus operator's monitors: `any`, or names, else its own. */
export function monitoredNamespaces(
  object: KubernetesObject,
): 'all' | readonly string[] {
  if (at(object, 'spec', 'namespaceSelector', 'any') === true) {
    return 'all';
  }
  const names = listAt(object, 'spec', 'namespaceSelector', 'matchNames').map(
    String,
  );
  return names.length > 0 ? names : [object.metadata.namespace ?? ''];
}

/** Policies in Istio's root namespace hold for the mesh. The name is Istio's default. */
const MESH_ROOT = 'istio-system';
const meshPolicy = (...path: string[]): Rule => ({
  // With targetRefs a policy is bound to a Gateway or Service, not to pods.
  selector: object =>
    listAt(object, 'spec', 'targetRefs').length > 0 ||
    at(object, 'spec', 'targetRef')
      ? undefined
      : mapSelectorOrAll(...path)(object),
  namespaces: ({ metadata }) =>
    metadata.namespace === MESH_ROOT ? 'all' : [metadata.namespace ?? ''],
});

const RULES: Record<ResourceName, Rule> = {
  services: { selector: serviceSelector },
  replicationcontrollers: { selector: serviceSelector },
  'networkpolicies.networking.k8s.io': {
    selector: labelSelectorOrAllAt('spec', 'podSelector'),
  },
  'podmonitors.monitoring.coreos.com': {
    selector: labelSelectorOrAllAt('spec', 'selector'),
    namespaces: monitoredNamespaces,
  },
  // Selects Services by their labels; asked by `routesTo`.
  'servicemonitors.monitoring.coreos.com': {
    selector: labelSelectorOrAllAt('spec', 'selector'),
    namespaces: monitoredNamespaces,
  },
  'peerauthentications.security.istio.io': meshPolicy(
    'spec',
    'selector',
    'matchLabels',
  ),
  'requestauthentications.security.istio.io': meshPolicy(
    'spec',
    'selector',
    'matchLabels',
  ),
  'authorizationpolicies.security.istio.io': meshPolicy(
    'spec',
    'selector',
    'matchLabels',
  ),
  'telemetries.telemetry.istio.io': meshPolicy(
    'spec',
    'selector',
    'matchLabels',
  ),
  'sidecars.networking.istio.io': meshPolicy(
    'spec',
    'workloadSelector',
    'labels',
  ),
  'envoyfilters.networking.istio.io': meshPolicy(
    'spec',
    'workloadSelector',
    'labels',
  ),
  'gateways.networking.istio.io': {
    selector: mapSelectorOrAll('spec', 'selector'),
    namespaces: () => 'all',
  },
};

/** PodDisruptionBudgets, controllers, and whatever else follows the usual form. */
const USUAL: Rule = { selector: labelSelectorAt('spec', 'selector') };

/**
 * What an object selects. A selector that Kubernetes would refuse selects nothing, as it does for
 * the controller that meets it.
 */
export function podRequirements(
  resource: ResourceName,
  object: KubernetesObject,
): LabelRequirement[] | undefined {
  try {
    return (RULES[resource] ?? USUAL).selector(object);
  } catch (error) {
    if (error instanceof SelectorError) {
      return undefined;
    }
    throw error;
  }
}

export function selectedNamespaces(
  resource: ResourceName,
  object: KubernetesObject,
): 'all' | readonly string[] {
  return (
    RULES[resource]?.namespaces?.(object) ?? [object.metadata.namespace ?? '']
  );
}

interface Selecting {
  object: KubernetesObject;
  requirements: LabelRequirement[];
}

/** Selectors that look in one namespace, by a label value that they fix, and those that fix none. */
class Bucket {
  private readonly byLabel = new Map<string, Selecting[]>();
  private readonly others: Selecting[] = [];

  add(selecting: Selecting): void {
    const fixed = selecting.requirements.find(
      ({ operator }) => operator === 'In',
    );
    if (fixed?.operator === 'In') {
      for (const value of new Set(fixed.values)) {
        push(this.byLabel, `${fixed.key}=${value}`, selecting);
      }
    } else {
      this.others.push(selecting);
    }
  }

  collect(labels: Labels, into: Set<KubernetesObject>): void {
    const consider = ({ object, requirements }: Selecting) => {
      if (!into.has(object) && requirementsMatch(requirements, labels)) {
        into.add(object);
      }
    };
    this.others.forEach(consider);
    for (const [key, value] of Object.entries(labels)) {
      this.byLabel.get(`${key}=${value}`)?.forEach(consider);
    }
  }
}

/** The selecting objects of one resource. */
export class SelectorIndex {
  private readonly buckets = new Map<string, Bucket>();
  private readonly everywhere = new Bucket();

  constructor(resource: ResourceName, objects: readonly KubernetesObject[]) {
    for (const object of objects) {
      const requirements = podRequirements(resource, object);
      const namespaces = selectedNamespaces(resource, object);
      if (requirements && namespaces === 'all') {
        this.everywhere.add({ object, requirements });
      } else if (requirements) {
        for (const namespace of namespaces) {
          this.bucket(namespace as string).add({ object, requirements });
        }
      }
    }
  }

  /** Adds the objects that select these labels in this namespace. */
  collect(
    namespace: string,
    labels: unknown,
    into: Set<KubernetesObject>,
  ): void {
    const known = isRecord(labels) ? (labels as Labels) : {};
    this.buckets.get(namespace)?.collect(known, into);
    this.everywhere.collect(known, into);
  }

  private bucket(namespace: string): Bucket {
    const known = this.buckets.get(namespace) ?? new Bucket();
    this.buckets.set(namespace, known);
    return known;
  }
}
