/**
 * Where an entity lives, or should. A cluster counts where the cluster annotation names it or where
 * workloads were last seen: one dead cluster concerns the services that live there, not everybody.
 * A mistyped annotation never opens a gate.
 */
import type {
  Answer,
  Result,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type { EntitySelection } from '../clusters/types';
import type { StateRow } from '../store/types';
import type { GateContext, GatedEntity } from './answers';
import { allowedAge } from './storedAnswers';
import { placementFreshness } from './freshness';

export interface Placement {
  /** Answers to "the selector finds a workload". */
  expectation: Answer[];
  /** Answers that stand for every item where no state can: unread clusters, environments without workloads. */
  open: Answer[];
}

export function placementOf(
  gated: GatedEntity,
  states: readonly StateRow[],
  context: GateContext,
  gatedEnvironments: readonly string[],
): Placement {
  const { selection } = gated;
  const badSelector = selectorError(selection);
  if (badSelector)
    return nothingFound(selection, badSelector, [], gatedEnvironments);
  const unread = unreadClusters(gated, states, context);
  if (states.length > 0)
    return found(selection, states, unread, gatedEnvironments);
  if (unread.length > 0) return { expectation: unread, open: unread };
  const searched = candidates(selection, context).map(({ name }) => name);
  const message = searched.length
    ? `No workload matches ${selection.selectorText}${inNamespace(
        selection,
      )} on ${searched.join(', ')}`
    : `No cluster is configured to look for ${selection.selectorText}`;
  return nothingFound(selection, message, searched, gatedEnvironments);
}

function found(
  selection: EntitySelection,
  states: readonly StateRow[],
  unread: readonly Answer[],
  gatedEnvironments: readonly string[],
): Placement {
  const environments = new Set(states.map(({ environment }) => environment));
  // Clusters that are read, or were, say so in their states; only a named one that never was is open.
  const named = selection.clusters ? unread : [];
  if (selection.whole) return { expectation: [...named], open: [...named] };
  const expectation: Answer[] = states.map(({ cluster, environment }) => ({
    cluster,
    environment,
    result: { result: 'pass' },
  }));
  if (gatedEnvironments.some(environment => environments.has(environment))) {
    return { expectation: [...expectation, ...named], open: [...named] };
  }
  const message = `No workload in ${gatedEnvironments.join(', ')}; found in ${[
    ...environments,
  ]
    .sort()
    .join(', ')}`;
  const missing = waitsForService(gatedEnvironments[0] ?? '', message);
  return {
    expectation: [...expectation, missing, ...named],
    open: [missing, ...named],
  };
}

function nothingFound(
  selection: EntitySelection,
  message: string,
  searched: readonly string[],
  [environment = '']: readonly string[],
): Placement {
  const result: Result = {
    result: 'fail',
    findingsTotal: 1,
    findings: [
      {
        cluster: searched.join(', '),
        environment,
        kind: 'Entity',
        name: selection.entityRef,
        path: 'metadata.annotations',
        found: selection.selectorText,
        wanted: 'a selector that finds a workload',
        message,
      },
    ],
  };
  return {
    expectation: [{ cluster: '', environment: '', result }],
    open: [waitsForService('', 'Asked once a workload is found')],
  };
}

function waitsForService(environment: string, message: string): Answer {
  return {
    cluster: '',
    environment,
    result: {
      result: 'pending',
      cause: 'missing',
      message,
      waitsFor: 'service',
    },
  };
}

function selectorError({
  selector,
  selectorText,
}: EntitySelection): string | undefined {
  return selector.error !== undefined
    ? `The label selector ${selectorText} cannot be read: ${selector.error}`
    : undefined;
}

const inNamespace = ({ namespace }: EntitySelection) =>
  namespace ? ` in namespace ${namespace}` : '';

function candidates(selection: EntitySelection, { clusters }: GateContext) {
  const { clusters: named } = selection;
  return named
    ? named.map(name => clusters.find(c => c.name === name) ?? { name })
    : clusters;
}

/** Clusters without a state of this entity of which nobody can say whether it lives there. */
function unreadClusters(
  { selection, changedAt }: GatedEntity,
  states: readonly StateRow[],
  context: GateContext,
): Answer[] {
  const { observations, now, clusters } = context;
  return candidates(selection, context).flatMap(
    ({ name, environment = '' }): Answer[] => {
      if (states.some(({ cluster }) => cluster === name)) return [];
      const place = { cluster: name, environment };
      if (!clusters.some(cluster => cluster.name === name)) {
        const message = `The cluster ${name} is not configured`;
        return [
          {
            ...place,
            result: { result: 'unknown', cause: 'not-configured', message },
          },
        ];
      }
      const { completedAt, failing } = placementFreshness(
        observations,
        name,
        selection.namespace,
      );
      const fresh =
        completedAt &&
        now.getTime() - completedAt.getTime() < allowedAge(context);
      if (fresh && completedAt >= changedAt) return [];
      if (failing) {
        const message = `${failing.resource}: ${
          failing.message ?? 'could not be read'
        }`;
        return [
          {
            ...place,
            result: {
              result: 'unknown',
              cause: failing.cause ?? 'query-failed',
              message,
            },
          },
        ];
      }
      const message =
        completedAt && completedAt >= changedAt
          ? `Last read completely at ${completedAt.toISOString()}`
          : `The cluster ${name} has not been read for this entity yet`;
      return [
        { ...place, result: { result: 'unknown', cause: 'stale', message } },
      ];
    },
  );
}
