/**
 * What a policy may say of a gate: rules, the conditions that policies are written with, and how the
 * plugin makes them known. A gate's ref is `kind:namespace/name#scorecard`; without a scorecard it is
 * the entity under all that judge it, which is what a report is about.
 */
import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  createConditionAuthorizer,
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import {
  RESOURCE_TYPE_READINESS_GATE,
  readinessGatePermissions,
  readinessPermissions,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { z } from 'zod';
import type { Definitions } from '../definitions/types';
import { scorecardsFor } from '../evaluation/applicability';
import { canonicalRef, ownersOf } from '../people/voices';
import type { MirroredEntity, ReadinessStore } from '../store/types';

/** What rules look at. */
export interface ReadinessGate {
  /** As the catalog has it: kind, metadata, spec, relations. */
  entity: Record<string, unknown>;
  /** One; or all that judge the entity. */
  scorecards: readonly string[];
}

/** For those who ask a store of their own: the values of which one must be there. */
export interface ReadinessGateFilter {
  key: 'owner' | 'scorecard' | 'kind';
  values: string[];
}

export const readinessGateResourceRef = createPermissionResourceRef<
  ReadinessGate,
  ReadinessGateFilter
>().with({ pluginId: 'readiness', resourceType: RESOURCE_TYPE_READINESS_GATE });

const isEntityOwner = createPermissionRule({
  name: 'IS_ENTITY_OWNER',
  description: 'Gates of entities that one of the claims owns',
  resourceRef: readinessGateResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Refs of users and groups, such as those that a user owns by'),
  }),
  apply: ({ entity }, { claims }) => {
    const owners = ownersOf(entity);
    return claims.some(claim => owners.includes(canonicalRef(claim) ?? ''));
  },
  toQuery: ({ claims }) => ({ key: 'owner', values: claims }),
});

const hasScorecard = createPermissionRule({
  name: 'HAS_SCORECARD',
  description: 'Gates of one of the scorecards',
  resourceRef: readinessGateResourceRef,
  paramsSchema: z.object({
    scorecards: z.array(z.string()).describe('Ids of scorecards'),
  }),
  apply: (gate, { scorecards }) =>
    gate.scorecards.some(id => scorecards.includes(id)),
  toQuery: ({ scorecards }) => ({ key: 'scorecard', values: scorecards }),
});

const hasEntityKind = createPermissionRule({
  name: 'HAS_ENTITY_KIND',
  description: 'Gates of entities of one of the kinds',
  resourceRef: readinessGateResourceRef,
  paramsSchema: z.object({
    kinds: z.array(z.string()).describe('Kinds, such as Component'),
  }),
  apply: ({ entity }, { kinds }) =>
    kinds.some(kind => lower(kind) === lower(String(entity.kind))),
  toQuery: ({ kinds }) => ({ key: 'kind', values: kinds }),
});

const lower = (text: string) => text.toLocaleLowerCase('en-US');

const rules = { isEntityOwner, hasScorecard, hasEntityKind };

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: readinessGateResourceRef,
  rules,
});

/** For policies: `readinessConditions.isEntityOwner({ claims })`. */
export const readinessConditions = conditions;

/** For policies: allows a permission of gates where a condition holds. */
export const createReadinessConditionalDecision = createConditionalDecision;

/** Names a gate to the permission backend. */
export function gateRef(entityRef: string, scorecard = ''): string {
  return `${entityRef}#${scorecard}`;
}

/** A gate as rules see it. */
export function gateOf(
  { entity }: Pick<MirroredEntity, 'entity'>,
  scorecard: string,
): ReadinessGate {
  return { entity, scorecards: [scorecard] };
}

/** Whether a decision of the permission backend, conditions and all, allows a gate. */
export type GateAuthorizer = (
  decision: PolicyDecision,
  gate: ReadinessGate,
) => boolean;

/** Makes permissions, rules and gates known; gives what applies conditions here, where many gates are asked for. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  sources: {
    store: Pick<ReadinessStore, 'entities'>;
    definitions: Pick<Definitions, 'scorecards'>;
  },
): GateAuthorizer {
  registry.addPermissions(readinessPermissions);
  registry.addResourceType({
    resourceRef: readinessGateResourceRef,
    permissions: readinessGatePermissions,
    rules: Object.values(rules),
    getResources: refs => gatesByRef(refs, sources),
  });
  let conditional: GateAuthorizer | undefined;
  return (decision, gate) => {
    if (decision.result !== AuthorizeResult.CONDITIONAL)
      return decision.result === AuthorizeResult.ALLOW;
    conditional ??= createConditionAuthorizer(
      registry.getPermissionRuleset(readinessGateResourceRef),
    );
    return conditional(decision, gate);
  };
}

async function gatesByRef(
  refs: string[],
  {
    store,
    definitions,
  }: {
    store: Pick<ReadinessStore, 'entities'>;
    definitions: Pick<Definitions, 'scorecards'>;
  },
): Promise<(ReadinessGate | undefined)[]> {
  const parts = refs.map(ref => {
    const hash = ref.lastIndexOf('#');
    return { entityRef: ref.slice(0, hash), scorecard: ref.slice(hash + 1) };
  });
  const entityRefs = [...new Set(parts.map(({ entityRef }) => entityRef))];
  const mirrored = await store.entities({ entityRefs });
  const byRef = new Map(mirrored.map(row => [row.entityRef, row]));
  return parts.map(({ entityRef, scorecard }) => {
    const row = byRef.get(entityRef);
    if (!row) return undefined;
    if (scorecard !== '') return gateOf(row, scorecard);
    const judging = scorecardsFor(row.entity, definitions);
    return {
      entity: row.entity,
      scorecards: judging.map(({ definition }) => definition.id),
    };
  });
}
