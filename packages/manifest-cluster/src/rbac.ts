/** Judges requests by the Role, ClusterRole and binding objects of the cluster. */

import {
  DEFAULT_CLUSTER_ROLES,
  DISCOVERY_PATHS,
  PUBLIC_PATHS,
} from './defaultRoles';
import { RequestInfo, ResourceRequest } from './requestInfo';
import { Store } from './store';
import { forbidden, forbiddenPath, StatusError } from './status';
import { KubernetesObject, User } from './types';

export interface PolicyRule {
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
  verbs?: string[];
}

interface LabelSelectorObject {
  matchLabels?: Record<string, string>;
}

export interface Role extends KubernetesObject {
  rules?: PolicyRule[] | null;
  aggregationRule?: { clusterRoleSelectors?: LabelSelectorObject[] };
}

interface Subject {
  kind: 'User' | 'Group' | 'ServiceAccount';
  name: string;
  namespace?: string;
}

interface Binding extends KubernetesObject {
  roleRef?: { kind: string; name: string };
  subjects?: Subject[] | null;
}

interface Policies {
  roles: Map<string, Role>;
  clusterRoles: Map<string, Role>;
  bindings: Binding[];
  clusterBindings: Binding[];
}

export const AUTHENTICATED = 'system:authenticated';
export const UNAUTHENTICATED = 'system:unauthenticated';
export const MASTERS = 'system:masters';
const RBAC_GROUP = 'rbac.authorization.k8s.io';
const SERVICE_ACCOUNT = 'system:serviceaccount:';

/** A user with the groups that the server adds by itself. */
export function authenticatedUser(name: string, groups: string[] = []): User {
  const added = [AUTHENTICATED];
  if (name.startsWith(SERVICE_ACCOUNT)) {
    const [namespace] = name.slice(SERVICE_ACCOUNT.length).split(':');
    added.unshift(
      'system:serviceaccounts',
      `system:serviceaccounts:${namespace}`,
    );
  }
  return { name, groups: [...new Set([...groups, ...added])] };
}

export const ANONYMOUS_USER: User = {
  name: 'system:anonymous',
  groups: [UNAUTHENTICATED],
};

function includes(list: string[] | undefined, ...values: string[]): boolean {
  return (list ?? []).some(item => item === '*' || values.includes(item));
}

function ruleAllows(rule: PolicyRule, request: ResourceRequest): boolean {
  const { verb, group, plural, subresource } = request;
  const name = request.name ?? request.selectedName;
  const wanted = subresource
    ? [`${plural}/${subresource}`, `*/${subresource}`]
    : [plural];
  const names = rule.resourceNames ?? [];
  return (
    includes(rule.verbs, verb) &&
    includes(rule.apiGroups, group) &&
    includes(rule.resources, ...wanted) &&
    (names.length === 0 || (name !== undefined && names.includes(name)))
  );
}

function pathAllowed(patterns: string[], path: string): boolean {
  return patterns.some(pattern =>
    pattern.endsWith('*')
      ? path.startsWith(pattern.slice(0, -1))
      : pattern === path,
  );
}

function isSubject(
  { kind, name, namespace }: Subject,
  user: User,
  bindingNamespace?: string,
): boolean {
  if (kind === 'User') return name === user.name;
  if (kind === 'Group') return user.groups.includes(name);
  const home = namespace ?? bindingNamespace;
  return user.name === `${SERVICE_ACCOUNT}${home}:${name}`;
}

function matchesLabels(role: Role, selector: LabelSelectorObject): boolean {
  const labels = role.metadata?.labels ?? {};
  return Object.entries(selector.matchLabels ?? {}).every(
    ([key, value]) => labels[key] === value,
  );
}

export class Authorizer {
  readonly #store: Store;
  readonly #allowAll: boolean;
  /** Read again after a change of any policy object. */
  #policies: Policies | undefined;

  constructor(store: Store, mode: 'allow-all' | 'from-manifests') {
    this.#store = store;
    this.#allowAll = mode === 'allow-all';
    store.onChange(({ storage }) => {
      if (storage.startsWith(RBAC_GROUP)) this.#policies = undefined;
    });
  }

  /** The refusal, or undefined when the user may. */
  refusal(user: User, request: RequestInfo): StatusError | undefined {
    if (this.allows(user, request)) return undefined;
    if (request.kind === 'path') {
      return forbiddenPath(user.name, request.verb, request.path);
    }
    const name = request.name ?? request.selectedName;
    return forbidden({ ...request, name, user: user.name });
  }

  allows(user: User, request: RequestInfo): boolean {
    if (this.#allowAll || user.groups.includes(MASTERS)) return true;
    if (request.kind === 'path') return this.#allowsPath(user, request);
    return this.#rulesFor(user, request.namespace).some(rule =>
      ruleAllows(rule, request),
    );
  }

  #allowsPath(user: User, { verb, path }: { verb: string; path: string }) {
    const known = user.groups.includes(AUTHENTICATED);
    const open = known ? DISCOVERY_PATHS : PUBLIC_PATHS;
    if (verb === 'get' && pathAllowed(open, path)) return true;
    return this.#rulesFor(user).some(
      rule =>
        includes(rule.verbs, verb) &&
        pathAllowed(rule.nonResourceURLs ?? [], path),
    );
  }

  #rulesFor(user: User, namespace?: string): PolicyRule[] {
    this.#policies ??= readPolicies(this.#store);
    const { bindings, clusterBindings } = this.#policies;
    const local = namespace
      ? bindings.filter(binding => binding.metadata?.namespace === namespace)
      : [];
    return [...clusterBindings, ...local]
      .filter(binding =>
        binding.subjects?.some(subject => isSubject(subject, user, namespace)),
      )
      .flatMap(binding => this.#rulesOf(binding));
  }

  #rulesOf({ roleRef, metadata }: Binding): PolicyRule[] {
    const { roles, clusterRoles } = this.#policies!;
    const role =
      roleRef?.kind === 'Role'
        ? roles.get(`${metadata?.namespace}/${roleRef.name}`)
        : clusterRoles.get(roleRef?.name ?? '');
    if (!role) return [];
    const selectors = role.aggregationRule?.clusterRoleSelectors ?? [];
    const aggregated = [...clusterRoles.values()].filter(
      other =>
        other !== role &&
        selectors.some(selector => matchesLabels(other, selector)),
    );
    return [role, ...aggregated].flatMap(({ rules }) => rules ?? []);
  }
}

function readPolicies(store: Store): Policies {
  const read = <T extends KubernetesObject>(plural: string) =>
    store.objects(RBAC_GROUP, plural) as T[];
  const clusterRoles = [
    ...DEFAULT_CLUSTER_ROLES,
    ...read<Role>('clusterroles'),
  ];
  return {
    roles: new Map(
      read<Role>('roles').map(role => [
        `${role.metadata?.namespace}/${role.metadata?.name}`,
        role,
      ]),
    ),
    clusterRoles: new Map(
      clusterRoles.map(role => [role.metadata?.name ?? '', role]),
    ),
    bindings: read<Binding>('rolebindings'),
    clusterBindings: read<Binding>('clusterrolebindings'),
  };
}
