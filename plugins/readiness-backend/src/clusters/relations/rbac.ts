/** `binds` and `grants`: the bindings that the subject's service accounts hold, and their roles. */
import { byNamespaceAndName, lazily, objectKey } from '../objects';
import type { ObjectStore } from '../store';
import type { KubernetesObject, ResourceName, Subject } from '../types';
import { BindingIndex, grantedRole } from './bindings';
import { serviceAccountOf } from './podReferences';
import type { Subjects } from './subjects';

type Objects = readonly KubernetesObject[];

const ROLES: Record<ResourceName, 'Role' | 'ClusterRole'> = {
  'roles.rbac.authorization.k8s.io': 'Role',
  'clusterroles.rbac.authorization.k8s.io': 'ClusterRole',
};
export const BINDINGS: readonly ResourceName[] = [
  'rolebindings.rbac.authorization.k8s.io',
  'clusterrolebindings.rbac.authorization.k8s.io',
];

export class Rbac {
  private readonly indexOf = lazily(
    (resource: ResourceName) => new BindingIndex(this.store.list(resource)),
  );

  constructor(
    private readonly store: ObjectStore,
    private readonly subjects: Subjects,
  ) {}

  binds(subject: Subject, resource: ResourceName): Objects {
    const found = this.serviceAccounts(subject).flatMap(({ namespace, name }) =>
      this.indexOf(resource).heldBy(namespace, name),
    );
    return [...new Set(found)].sort(byNamespaceAndName);
  }

  grants(subject: Subject, resource: ResourceName): Objects {
    const kind = ROLES[resource];
    if (!kind) {
      return [];
    }
    const roles = BINDINGS.flatMap(binding => this.binds(subject, binding)).map(
      binding => grantedRole(binding, kind),
    );
    return this.store.pick(
      resource,
      roles.flatMap(role =>
        role ? [objectKey(role.namespace, role.name)] : [],
      ),
    );
  }

  private serviceAccounts(
    subject: Subject,
  ): { namespace: string; name: string }[] {
    if (subject.kind === 'pod') {
      const { spec, metadata } = subject.pod;
      return [
        { namespace: metadata.namespace ?? '', name: serviceAccountOf(spec) },
      ];
    }
    if (subject.kind === 'resource' && subject.resource === 'serviceaccounts') {
      const { namespace = '', name } = subject.object.metadata;
      return [{ namespace, name }];
    }
    return this.subjects
      .workloadsOf(subject)
      .map(({ namespace, template }) => ({
        namespace,
        name: serviceAccountOf(template.spec),
      }));
  }
}
