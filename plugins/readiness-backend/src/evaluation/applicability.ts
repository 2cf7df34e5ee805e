/** Which scorecards judge an entity, and how each item holds for it: overrides, cohort, dates. */
import { ANNOTATION_SCORECARDS } from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  Item,
  Severity,
} from '@readiness-gates/backstage-plugin-readiness-common';
import type {
  CompiledItem,
  CompiledScorecard,
  Definitions,
  Question,
} from '../definitions/types';
import { questionsFor } from './entityParams';

type CatalogEntity = Record<string, unknown>;

/** Scorecards whose `appliesTo` matches, and those that the entity's annotation asks for. */
export function scorecardsFor(
  entity: CatalogEntity,
  { scorecards }: Pick<Definitions, 'scorecards'>,
): CompiledScorecard[] {
  const asked = askedFor(entity);
  return [...scorecards.values()].filter(
    scorecard =>
      asked.has(scorecard.definition.id) || scorecard.appliesTo(entity),
  );
}

function askedFor(entity: CatalogEntity): Set<string> {
  const metadata = entity.metadata as
    | { annotations?: Record<string, string> }
    | undefined;
  const list = metadata?.annotations?.[ANNOTATION_SCORECARDS] ?? '';
  return new Set(
    list
      .split(',')
      .map(id => id.trim())
      .filter(Boolean),
  );
}

/** An item as one entity is held to it. */
export interface ResolvedItem {
  item: CompiledItem;
  severity: Severity;
  questions: readonly Question[];
  /** Why an annotation of the entity cannot be followed: the item is unknown until it is mended. */
  refused?: string;
  /** Whether it may block this entity now. */
  enforced: boolean;
  /** When it will be enforced by itself, ISO 8601; only while it is not yet. */
  enforceFrom?: string;
}

export function resolveItem(
  item: CompiledItem,
  entity: CatalogEntity,
  now: Date,
): ResolvedItem {
  const override = item.overrides.find(({ matches }) => matches(entity));
  const { enforcement } = item.definition;
  const inForce =
    enforcement.mode === 'enforce' && (item.cohort?.(entity) ?? true);
  const from = enforcement.enforceFrom
    ? Date.parse(enforcement.enforceFrom)
    : undefined;
  const waits = inForce && from !== undefined && from > now.getTime();
  return {
    item,
    severity: override?.severity ?? item.definition.severity,
    ...questionsFor(override?.questions ?? item.questions, entity),
    enforced: inForce && !waits,
    ...(waits && { enforceFrom: new Date(from).toISOString() }),
  };
}

/** An item may be asked in some environments only; elsewhere it is not applicable, and says so. */
export function excludedIn(
  { environments }: Item,
  environment: string,
): string | undefined {
  if (!environments || environment === '' || environments.includes(environment))
    return undefined;
  return `Only in ${environments.join(', ')}`;
}

/** In shadow: evaluated for the scorecard's owner to see, no part of any gate's state. */
export function isInShadow({ definition }: CompiledItem): boolean {
  return definition.enforcement.mode === 'shadow';
}
