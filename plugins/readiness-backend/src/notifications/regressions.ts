/** Gates that a settled fail of the service blocks in production, in the words of their scorecards. */
import { itemOutcome } from '@readiness-gates/backstage-plugin-readiness-common';
import type { EntityReading, GateReader } from '../api/gates';
import { textOf } from '../api/views';
import type { AnsweredItem, GateContext } from '../evaluation/answers';
import { isInShadow } from '../evaluation/applicability';
import { NO_CLUSTER } from '../evaluation/catalogQuestions';
import { groupBy } from '../evaluation/gates';
import { Slices } from '../slices';
import type { TurnedVerdict } from '../store/notifications';
import { batches } from '../store/sql';
import type { StateRow, StoredResult } from '../store/types';
import { nameOf, ownersToTell } from './recipients';
import type { BlockedGate } from './texts';

export interface Regression extends BlockedGate {
  /** Id of its transition. */
  id: number;
  /** Users and groups. */
  owners: string[];
}

type Reader = Pick<GateReader, 'context' | 'readMany' | 'gate'>;

/** Those of the gates that turned to blocked, and are so still. */
export async function regressionsAmong(
  turned: readonly TurnedVerdict[],
  reader: Reader,
): Promise<Regression[]> {
  const blocked = groupBy(
    turned.filter(({ to }) => to === 'blocked'),
    ({ entityRef }) => entityRef,
  );
  if (blocked.size === 0) return [];
  const context = await reader.context();
  const regressions: Regression[] = [];
  const slices = new Slices();
  for await (const refs of batches([...blocked.keys()])) {
    for (const reading of await reader.readMany(refs, context)) {
      await slices.pause();
      for (const verdict of blocked.get(reading.entity.entityRef) ?? [])
        regressions.push(...regressionOf(verdict, reading, reader));
    }
  }
  return regressions;
}

function regressionOf(
  { id, scorecard, from }: TurnedVerdict,
  reading: EntityReading,
  reader: Reader,
): Regression[] {
  const { entity, context } = reading;
  const states = reading.states.filter(state => state.scorecard === scorecard);
  // Of thousands that are judged for the first time, no gate has to be computed again.
  if (from !== 'ready' && !states.some(hasTurned)) return [];
  const gate = reader.gate(reading, scorecard);
  if (!gate) return [];
  const production = gate.spans.filter(environment =>
    context.settings.gatedEnvironments.includes(environment),
  );
  const items = gate.items.filter(item =>
    isBlocking(item, production, context),
  );
  const there = states.filter(
    ({ cluster, environment }) =>
      cluster === NO_CLUSTER || production.includes(environment),
  );
  // What was incomplete may have been judged for the first time.
  if (from !== 'ready' && !items.some(item => stoodBefore(item, there)))
    return [];
  if (items.length === 0) return [];
  return [
    {
      id,
      entityRef: entity.entityRef,
      entityName: nameOf(entity),
      owners: ownersToTell(entity),
      scorecard,
      scorecardTitle: gate.scorecard.definition.title,
      items: items.map(textOf),
    },
  ];
}

/** What the platform has to mend is not of the service's making. */
function isBlocking(
  item: AnsweredItem,
  environments: readonly string[],
  { now }: GateContext,
): boolean {
  return (
    environments.length > 0 &&
    item.enforced &&
    item.severity === 'blocking' &&
    item.responsible !== 'platform' &&
    !item.notEvaluated &&
    !(item.resolved && isInShadow(item.resolved.item)) &&
    itemOutcome(item, environments, now).result === 'fail'
  );
}

const hasTurned = ({ packed }: StateRow): boolean =>
  Object.values(packed.results).some(turnedToFail);

const turnedToFail = (result: StoredResult | undefined): boolean =>
  result?.r === 'fail' && result.was !== undefined;

/** Whether a question of it had another answer before it failed. */
function stoodBefore(
  { resolved }: AnsweredItem,
  states: readonly StateRow[],
): boolean {
  return !!resolved?.questions.some(({ key }) =>
    states.some(({ packed }) => turnedToFail(packed.results[key])),
  );
}
