/**
 * A digest of everything that the judging of an entity reads, the time aside: while it stays the same, so does
 * every answer that does not speak of the time.
 */
import { createHash } from 'node:crypto';
import type {
  ClusterSnapshot,
  KubernetesObject,
  Relation,
  ResourceName,
  Subject,
} from '../clusters/types';
import type {
  CompiledCheck,
  KubernetesEvidence,
  Program,
  PrometheusEvidence,
  SubjectEvidence,
} from '../definitions/types';
import { entryOf } from '../entryOf';
import { subjectsOf } from '../evidence/subjects';
import type { ClusterContext, Place } from './judge';

/** Whose version turns without a change that anybody asks about: heartbeats, measured values. */
const RESTLESS = new Set(['Node', 'HorizontalPodAutoscaler']);

interface Read {
  resource: ResourceName;
  relation: Relation;
}

/** What a list of questions reads: the same for all entities that are asked them. */
interface Reads {
  /** The questions themselves, and what the cluster serves of what they read. */
  text: string;
  /** Starting from the workloads and from their pods. */
  ofWorkloads: readonly Read[];
  ofPods: readonly Read[];
  /** Of other subjects, each with what starts from it. */
  others: readonly SubjectEvidence[];
}

/** Of one snapshot: what many entities read is digested once. */
export class Fingerprints {
  readonly #snapshot: ClusterSnapshot;
  readonly #cluster: string;
  readonly #versions = new WeakMap<object, string>();
  readonly #reads = new Map<string, Reads>();

  constructor({ snapshot, clusterFacts, extendedGrant }: ClusterContext) {
    this.#snapshot = snapshot;
    this.#cluster = digest(
      JSON.stringify([
        snapshot.cluster,
        snapshot.version,
        clusterFacts,
        extendedGrant,
        snapshot.observations.map(({ resource, namespace, outcome }) => [
          resource,
          namespace,
          outcome.complete,
          outcome.complete && outcome.notServed,
        ]),
      ]),
    );
  }

  of(places: readonly Place[]): string {
    return digest(
      [this.#cluster, ...places.map(place => this.#placeText(place))].join(
        '\n',
      ),
    );
  }

  #placeText({ inCluster, asked }: Place): string {
    const { entity, environment, workloads } = inCluster;
    const reads = this.#readsOf(asked);
    const parts = [environment, JSON.stringify(entity), reads.text];
    for (const workload of workloads) {
      const { object, templatePath, namespace, pods } = workload;
      parts.push(
        this.#version(object),
        templatePath,
        this.#ofNamespace(namespace),
        this.#versionsOf(pods),
        ...this.#related({ kind: 'workload', workload }, reads.ofWorkloads),
      );
      if (reads.ofPods.length === 0) continue;
      for (const pod of pods)
        parts.push(
          ...this.#related({ kind: 'pod', workload, pod }, reads.ofPods),
        );
    }
    for (const evidence of reads.others) {
      const found = [...evidence.reads.values()];
      for (const { subject, named } of subjectsOf(evidence, inCluster)) {
        if ('object' in subject) parts.push(this.#version(subject.object));
        parts.push(
          this.#ofNamespace(
            subject.kind === 'namespace' ? named.name : named.namespace,
          ),
          ...this.#related(subject, found),
        );
      }
    }
    return parts.join('\n');
  }

  #readsOf(asked: Place['asked']): Reads {
    const questions = asked.map(({ scorecard, questions: own }) => [
      scorecard.definition.id,
      ...own.map(({ key }) => key),
    ]);
    return entryOf(this.#reads, questions.join('\n'), () =>
      readsOf(asked, resource => this.#snapshot.served(resource)),
    );
  }

  #related(subject: Subject, reads: readonly Read[]): string[] {
    return reads.map(({ resource, relation }) =>
      this.#versionsOf(this.#snapshot.related(subject, relation, resource)),
    );
  }

  #ofNamespace(name: string | undefined): string {
    const object = name && this.#snapshot.get('namespaces', undefined, name);
    return object ? this.#version(object) : '';
  }

  /** A list of the whole cluster is the same one for everybody. */
  #versionsOf(objects: readonly KubernetesObject[]): string {
    if (objects.length === 0) return '';
    return entryOf(this.#versions, objects, () => {
      const versions = objects.map(object => this.#version(object)).join();
      return objects.length > LONG ? digest(versions) : versions;
    });
  }

  #version(object: KubernetesObject): string {
    return entryOf(this.#versions, object, () => {
      const { uid, resourceVersion } = object.metadata;
      return uid && resourceVersion && !RESTLESS.has(object.kind ?? '')
        ? `${uid}@${resourceVersion}`
        : digest(JSON.stringify(object));
    });
  }
}

const LONG = 20;

function readsOf(
  asked: Place['asked'],
  served: (resource: ResourceName) => boolean,
): Reads {
  const questions = asked.flatMap(place => place.questions);
  const all = questions.flatMap(({ check }) =>
    check.evidence.filter(
      (evidence): evidence is KubernetesEvidence | PrometheusEvidence =>
        evidence.kind === 'kubernetes' || evidence.kind === 'prometheus',
    ),
  );
  const startingFrom = (...kinds: string[]) => {
    const reads = all
      .filter(({ each }) => kinds.includes(each))
      .flatMap(evidence => [...evidence.reads.values()]);
    return [
      ...new Map(
        reads.map(read => [`${read.relation} ${read.resource}`, read]),
      ).values(),
    ];
  };
  const resources = all.flatMap(evidence =>
    [...evidence.reads.values()].map(({ resource }) => resource),
  );
  return {
    text: JSON.stringify([
      asked.map(({ scorecard }) => scorecard.definition.id),
      questions.map(({ key, check, params }) => [
        key,
        check.definition.revision,
        params,
      ]),
      [...new Set(resources)].map(resource => [resource, served(resource)]),
    ]),
    // A container is asked about by its workload.
    ofWorkloads: startingFrom('workload', 'container'),
    ofPods: startingFrom('pod'),
    others: all.filter(
      ({ each }) => !['workload', 'container', 'pod'].includes(each),
    ),
  };
}

const timed = new WeakMap<CompiledCheck, boolean>();

/** Whether time alone may change the answer, or what a Prometheus says. */
export function isTimed(check: CompiledCheck): boolean {
  return entryOf(timed, check, () =>
    check.evidence.some(
      evidence =>
        evidence.kind === 'prometheus' ||
        (evidence.kind === 'kubernetes' &&
          programsOf(evidence).some(({ source }) => asksTime(source))),
    ),
  );
}

const LITERAL = /'[^']*'|"[^"]*"/g;

/** Whether `now` stands in the text of an expression; where escapes make its literals hard to tell, also in those. */
export function asksTime(source: string): boolean {
  const plain = !/\\|'''|"""/.test(source);
  return /\bnow\b/.test(plain ? source.replace(LITERAL, "''") : source);
}

function programsOf({
  variables,
  tells,
  where,
  expression,
  message,
  path,
  found,
  wanted,
}: SubjectEvidence): Program<unknown>[] {
  return [
    ...variables.map(({ value }) => value),
    ...[...tells, ...where].map(({ test }) => test),
    ...[expression, message, path, found, wanted].filter(
      program => program !== undefined,
    ),
  ];
}

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 27);
}
