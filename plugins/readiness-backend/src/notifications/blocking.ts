/** What blocks gates now, in the words of their scorecards. */
import { itemOutcome } from '@readiness-gates/backstage-plugin-readiness-common';
import type { GateReader } from '../api/gates';
import { textOf } from '../api/views';
import { isInShadow } from '../evaluation/applicability';
import { groupBy } from '../evaluation/gates';
import type { ComputedGate } from '../evaluation/gates';
import type { BlockedGate } from './texts';

/** Those of the gates that are blocked still, in the order in which they are given. */
export async function blockedGates(
  wanted: readonly { entityRef: string; scorecard: string }[],
  reader: GateReader,
): Promise<BlockedGate[]> {
  const context = await reader.context();
  const of = groupBy(wanted, ({ entityRef }) => entityRef);
  const readings = await reader.readMany([...of.keys()], context);
  return readings.flatMap(reading => {
    const { entityRef, title, name } = reading.entity;
    return of.get(entityRef)!.flatMap(({ scorecard }): BlockedGate[] => {
      const gate = reader.gate(reading, scorecard);
      if (gate?.own.verdict !== 'blocked') return [];
      return [
        {
          entityRef,
          entityName: title ?? name,
          scorecard,
          scorecardTitle: gate.scorecard.definition.title,
          items: blockingItems(gate, context.now),
        },
      ];
    });
  });
}

function blockingItems({ items, spans }: ComputedGate, now: Date): string[] {
  return items
    .filter(
      item =>
        item.enforced &&
        item.severity === 'blocking' &&
        !item.notEvaluated &&
        !(item.resolved && isInShadow(item.resolved.item)) &&
        itemOutcome(item, spans, now).result === 'fail',
    )
    .map(textOf);
}
