/** Objects that the pod template refers to, and through its claims the storage behind them. */
import {
  byNamespaceAndName,
  lazily,
  listAt,
  objectKey,
  push,
  textAt,
} from '../objects';
import { templateOf } from '../podTemplates';
import type { ObjectStore } from '../store';
import type {
  KubernetesObject,
  ResourceName,
  Subject,
  Workload,
} from '../types';
import { TLS_SECRETS, WRITTEN_SECRET } from './backends';
import { collectClaims, collectReferences, References } from './podReferences';
import { isWorkloadResource, Subjects } from './subjects';

type Objects = readonly KubernetesObject[];

const CLAIMS = 'persistentvolumeclaims';
/** Cluster-scoped objects are looked up without the pod's namespace. */
const CLUSTER_SCOPED: readonly ResourceName[] = [
  'priorityclasses.scheduling.k8s.io',
  'runtimeclasses.node.k8s.io',
];

interface Used {
  namespace: string;
  references: References;
}

export class UsedBy {
  /** Claims of StatefulSets by `<template>-<set>`: their names end in the pod's ordinal. */
  private readonly claimsByStem = lazily((namespace: string) => {
    const claims = new Map<string, string[]>();
    for (const { metadata } of this.store.list(CLAIMS, namespace)) {
      const stem = /^(.+)-\d+$/.exec(metadata.name)?.[1];
      if (stem) {
        push(claims, stem, metadata.name);
      }
    }
    return claims;
  });

  /** By a field's value, for objects that name a claim or volume instead of being named. */
  private readonly byField = lazily((question: string) => {
    const [resource, ...path] = question.split(' ');
    const naming = new Map<string, KubernetesObject[]>();
    for (const object of this.store.list(resource)) {
      const name = textAt(object, ...path);
      if (name) {
        push(naming, objectKey(object.metadata.namespace, name), object);
      }
    }
    return naming;
  });

  private readonly bySecret = lazily((resource: ResourceName) => {
    const writing = new Map<string, KubernetesObject[]>();
    for (const object of this.store.list(resource)) {
      const secret = WRITTEN_SECRET[resource]?.(object);
      if (secret) {
        push(writing, objectKey(object.metadata.namespace, secret), object);
      }
    }
    return writing;
  });

  constructor(
    private readonly store: ObjectStore,
    private readonly subjects: Subjects,
  ) {}

  find(subject: Subject, resource: ResourceName): Objects {
    const found = this.usedParts(subject).flatMap(used =>
      this.resolve(used, resource),
    );
    return [...new Set(found)].sort(byNamespaceAndName);
  }

  /** Objects of the resource that write one of these Secrets (`secrets`: themselves). */
  writing(
    resource: ResourceName,
    secrets: Iterable<string>,
  ): KubernetesObject[] {
    return [...new Set(secrets)].flatMap(
      key => this.bySecret(resource).get(key) ?? [],
    );
  }

  private usedParts(subject: Subject): Used[] {
    switch (subject.kind) {
      case 'workload':
        return [this.usedByWorkload(subject.workload)];
      case 'pod':
        return [this.usedByPod(subject.pod)];
      case 'resource':
        return isWorkloadResource(subject.resource)
          ? this.subjects
              .workloadsOf(subject)
              .map(workload => this.usedByWorkload(workload))
          : [this.usedByResource(subject.resource, subject.object)];
      default:
        return this.subjects
          .workloadsOf(subject)
          .map(workload => this.usedByWorkload(workload));
    }
  }

  private usedByWorkload({
    namespace,
    template,
    object,
    resource,
    pods,
  }: Workload): Used {
    const references = collectReferences(
      new Map(),
      template.spec,
      resource === 'pods' ? object.metadata.name : undefined,
    );
    pods.forEach(pod => collectClaims(references, pod.spec, pod.metadata.name));
    const claims = references.get(CLAIMS) ?? new Set<string>();
    for (const claimTemplate of listAt(
      object,
      'spec',
      'volumeClaimTemplates',
    )) {
      const stem = `${textAt(claimTemplate, 'metadata', 'name')}-${
        object.metadata.name
      }`;
      this.claimsByStem(namespace)
        .get(stem)
        ?.forEach(claim => claims.add(claim));
    }
    references.set(CLAIMS, claims);
    return { namespace, references };
  }

  private usedByPod(pod: KubernetesObject): Used {
    return {
      namespace: pod.metadata.namespace ?? '',
      references: collectReferences(new Map(), pod.spec, pod.metadata.name),
    };
  }

  private usedByResource(
    resource: ResourceName,
    object: KubernetesObject,
  ): Used {
    const namespace = object.metadata.namespace ?? '';
    const claims = new Set(resource === CLAIMS ? [object.metadata.name] : []);
    const secrets = new Set(
      (TLS_SECRETS[resource]?.(object) ?? []).map(key =>
        key.slice(key.indexOf('/') + 1),
      ),
    );
    const template = templateOf(resource, object);
    const references: References =
      Object.keys(template.spec).length > 0
        ? collectReferences(new Map(), template.spec)
        : new Map([
            [CLAIMS, claims],
            ['secrets', secrets],
          ]);
    return { namespace, references };
  }

  private resolve(
    { namespace, references }: Used,
    resource: ResourceName,
  ): Objects {
    const keysOf = (referred: ResourceName) =>
      [...(references.get(referred) ?? [])].map(name =>
        objectKey(namespace, name),
      );
    const claims = () => this.store.pick(CLAIMS, keysOf(CLAIMS));
    const volumes = () =>
      claims().map(claim =>
        objectKey('', textAt(claim, 'spec', 'volumeName') ?? ''),
      );
    switch (resource) {
      case 'persistentvolumes':
        return this.store.pick(resource, volumes());
      case 'storageclasses.storage.k8s.io':
        return this.store.pick(
          resource,
          claims().map(claim =>
            objectKey('', textAt(claim, 'spec', 'storageClassName') ?? ''),
          ),
        );
      case 'volumeattachments.storage.k8s.io':
        return this.naming(
          `${resource} spec source persistentVolumeName`,
          volumes(),
        );
      case 'volumesnapshots.snapshot.storage.k8s.io':
        return this.naming(
          `${resource} spec source persistentVolumeClaimName`,
          keysOf(CLAIMS),
        );
      default:
        break;
    }
    if (resource in WRITTEN_SECRET) {
      return this.writing(resource, keysOf('secrets'));
    }
    return CLUSTER_SCOPED.includes(resource)
      ? this.store.pick(
          resource,
          [...(references.get(resource) ?? [])].map(name =>
            objectKey('', name),
          ),
        )
      : this.store.pick(resource, keysOf(resource));
  }

  private naming(question: string, keys: string[]): KubernetesObject[] {
    return [...new Set(keys)].flatMap(
      key => this.byField(question).get(key) ?? [],
    );
  }
}
