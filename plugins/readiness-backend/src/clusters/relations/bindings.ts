/**
 * Who holds what by RBAC. A service account holds a binding that names it, as ServiceAccount or as
 * User `system:serviceaccount:<namespace>:<name>`, or that names one of its groups
 * `system:serviceaccounts` and `system:serviceaccounts:<namespace>`.
 *
 * `system:authenticated` is left out on purpose: it holds the cluster's own discovery roles for
 * everybody, people included, and would be a finding of each service alike.
 */
import { listAt, ObjectKey, objectKey, push, textAt } from '../objects';
import type { KubernetesObject } from '../types';

const EVERY = '*';
const GROUP = 'system:serviceaccounts';
const USER = 'system:serviceaccount:';

/** `namespace/name` of a service account, `namespace/*` for all of a namespace, and one key for all. */
function holderKeys(binding: KubernetesObject, subject: unknown): ObjectKey[] {
  const name = textAt(subject, 'name') ?? '';
  switch (textAt(subject, 'kind')) {
    case 'ServiceAccount':
      return [
        objectKey(
          textAt(subject, 'namespace') ?? binding.metadata.namespace,
          name,
        ),
      ];
    case 'User': {
      const [namespace, account] = name.startsWith(USER)
        ? name.slice(USER.length).split(':')
        : [];
      return namespace && account ? [objectKey(namespace, account)] : [];
    }
    case 'Group':
      if (name === GROUP) {
        return [objectKey(EVERY, EVERY)];
      }
      return name.startsWith(`${GROUP}:`)
        ? [objectKey(name.slice(GROUP.length + 1), EVERY)]
        : [];
    default:
      return [];
  }
}

/** Bindings of one resource by the service accounts that hold them. */
export class BindingIndex {
  private readonly byHolder = new Map<ObjectKey, KubernetesObject[]>();

  constructor(bindings: readonly KubernetesObject[]) {
    for (const binding of bindings) {
      for (const subject of listAt(binding, 'subjects')) {
        holderKeys(binding, subject).forEach(key =>
          push(this.byHolder, key, binding),
        );
      }
    }
  }

  heldBy(namespace: string, serviceAccount: string): KubernetesObject[] {
    return [
      objectKey(namespace, serviceAccount),
      objectKey(namespace, EVERY),
      objectKey(EVERY, EVERY),
    ].flatMap(key => this.byHolder.get(key) ?? []);
  }
}

/** The role that a binding grants, where it is of this kind. */
export function grantedRole(
  binding: KubernetesObject,
  kind: 'Role' | 'ClusterRole',
): { namespace: string | undefined; name: string } | undefined {
  const name = textAt(binding, 'roleRef', 'name');
  return name && textAt(binding, 'roleRef', 'kind') === kind
    ? {
        namespace: kind === 'Role' ? binding.metadata.namespace : undefined,
        name,
      }
    : undefined;
}
