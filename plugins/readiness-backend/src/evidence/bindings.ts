/**
 * What CEL sees of a subject. What is the same for every check is made once for each subject; variables are
 * evaluated when a program that names them is run, as in a ValidatingAdmissionPolicy.
 */
import type { Bindings, Program, SubjectEvidence } from '../definitions/types';
import { entryOf } from '../entryOf';
import type { AskedSubject } from './subjects';
import type { EntityInCluster } from './types';

export interface SubjectBindings {
  /** Runs a program with its variables. @throws ExpressionError */
  run<T>(program: Program<T>): T;
  /** Everything but variables that the evidence sees. */
  readonly bindings: Bindings;
}

/** `more` are variables beside those that every subject of its kind has. */
export function bindingsFor(
  evidence: SubjectEvidence,
  params: Record<string, unknown>,
  asked: AskedSubject,
  context: EntityInCluster,
  more: Bindings = {},
): SubjectBindings {
  const variables: Record<string, unknown> = {};
  // Flat, and of one shape for each kind of subject: an expression looks names up hundreds of times.
  const bindings: Bindings = {
    ...entryOf(shared, asked, () => makeShared(asked, context)),
    ...more,
    params,
    variables,
  };
  for (const [name, { resource, relation }] of evidence.reads) {
    bindings[name] = context.snapshot.related(
      asked.subject,
      relation,
      resource,
    );
  }
  const order = orderOf(evidence);
  return {
    bindings,
    run: program => {
      for (const { name, value } of order.before(program))
        if (!Object.hasOwn(variables, name))
          variables[name] = value.run(bindings);
      return program.run(bindings);
    },
  };
}

type Variables = SubjectEvidence['variables'];

/** Which variables of a piece of evidence each of its programs needs, those that they need in turn first. */
class VariableOrder {
  readonly #before = new Map<Program<unknown>, Variables>();

  constructor(private readonly variables: Variables) {}

  before(program: Program<unknown>): Variables {
    return entryOf(this.#before, program, () => {
      const needed = new Set<Variables[number]>();
      this.#collect(program, this.variables.length, needed);
      return this.variables.filter(variable => needed.has(variable));
    });
  }

  /** Each sees those before it only. */
  #collect(
    { source }: Program<unknown>,
    end: number,
    needed: Set<Variables[number]>,
  ): void {
    const names = variablesNamed(source);
    for (const [index, variable] of this.variables.slice(0, end).entries()) {
      if (needed.has(variable) || (names && !names.has(variable.name)))
        continue;
      needed.add(variable);
      this.#collect(variable.value, index, needed);
    }
  }
}

/** Those that a text may mean; undefined: all, since it does not only name them. */
export function variablesNamed(
  source: string,
): ReadonlySet<string> | undefined {
  const uses = [
    ...source.matchAll(/\bvariables\b(?:\s*\.\??\s*([A-Za-z_]\w*))?/g),
  ];
  return uses.every(([, name]) => name !== undefined)
    ? new Set(uses.map(([, name]) => name))
    : undefined;
}

const orders = new WeakMap<SubjectEvidence, VariableOrder>();

function orderOf(evidence: SubjectEvidence): VariableOrder {
  return entryOf(orders, evidence, () => new VariableOrder(evidence.variables));
}

/** Gone with the subject, when its entity is judged. */
const shared = new WeakMap<AskedSubject, Bindings>();

function makeShared(asked: AskedSubject, context: EntityInCluster): Bindings {
  const { bindings: own, named } = asked;
  const { snapshot, entity, now, clusterFacts } = context;
  const { cluster, version } = snapshot;
  return {
    ...own,
    entity,
    environment: environmentOf(asked, context),
    now,
    namespaceObject:
      (named.namespace &&
        snapshot.get('namespaces', undefined, named.namespace)) ||
      {},
    cluster: {
      name: cluster.name,
      environment: cluster.environment ?? '',
      version: version ?? {},
      ...clusterFacts,
    },
  };
}

/** In a whole cluster every namespace has its own. */
export function environmentOf(
  { named: { namespace } }: AskedSubject,
  { environment, whole, snapshot }: EntityInCluster,
): string {
  if (!whole) return environment;
  return namespace
    ? snapshot.environmentOf(namespace)
    : snapshot.cluster.environment ?? '';
}
