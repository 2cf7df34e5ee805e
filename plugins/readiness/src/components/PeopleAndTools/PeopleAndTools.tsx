/** What an item asks of people and tools, what they said, and what one may do about it. */
import type { ItemView } from '@readiness-gates/backstage-plugin-readiness-common';
import { canBeWaived } from '../../model/words';
import { AskPart } from './AskPart';
import { WaiverPart } from './WaiverPart';

export interface PeopleAndToolsProps {
  item: ItemView;
  now: number;
}

/** Whether there is anything to show; most items ask only machines, and are well. */
export function hasPeopleAndTools(item: ItemView): boolean {
  return Boolean(item.asks?.length) || hasWaivers(item);
}

function hasWaivers(item: ItemView): boolean {
  return Boolean(item.waivers?.length) || canBeWaived(item);
}

export const PeopleAndTools = ({ item, now }: PeopleAndToolsProps) => (
  <>
    {item.asks?.map((ask, index) => (
      <AskPart key={index} item={item} ask={ask} now={now} />
    ))}
    {hasWaivers(item) && <WaiverPart item={item} now={now} />}
  </>
);
