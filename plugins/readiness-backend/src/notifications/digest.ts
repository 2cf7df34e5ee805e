/** What waits for whom: waivers to decide, broken glasses to review, and what is about to end. */
import type { CompiledScorecard, Definitions } from '../definitions/types';
import { decidersOf } from '../api/rights';
import { isInShadow } from '../evaluation/applicability';
import { ownersOf } from '../people/voices';
import { waiverStatus } from '../people/status';
import type { AwaitedRow, MirroredEntity, WaiverRow } from '../store/types';
import { dayOf, entitiesOf, named } from './texts';
import type { DigestLine } from './texts';

export interface DigestInput {
  definitions: Definitions;
  /** By ref: all that is named in the rest. */
  entities: ReadonlyMap<string, MirroredEntity>;
  /** That nobody has decided, and broken glasses that nobody has reviewed. */
  awaiting: readonly WaiverRow[];
  /** Words about to end; a row for each party that may renew one. */
  ending: readonly AwaitedRow[];
  /** Those whose end is to come, whatever became of them. */
  waivers: readonly WaiverRow[];
  now: Date;
  /** What ends after it is not about to end. */
  endsBefore: Date;
}

/** By the ref of who is told; what to decide first, then what ends soonest. */
export function digestsOf(input: DigestInput): Map<string, DigestLine[]> {
  const digests = new Map<string, DigestLine[]>();
  const tell = (ref: string | undefined, line: DigestLine) => {
    if (ref === undefined) return;
    const lines = digests.get(ref);
    if (lines) lines.push(line);
    else digests.set(ref, [line]);
  };
  for (const row of input.awaiting) tellDeciders(row, input, tell);
  const ends = [...endingWords(input), ...endingWaivers(input)].sort(
    (a, b) => a.at.getTime() - b.at.getTime(),
  );
  for (const { refs, at, text } of ends) {
    for (const ref of refs)
      tell(ref, { kind: 'ends', text: `Ends ${dayOf(at)}: ${text}` });
  }
  return digests;
}

function tellDeciders(
  row: WaiverRow,
  { definitions, entities }: DigestInput,
  tell: (ref: string | undefined, line: DigestLine) => void,
): void {
  const scorecard = definitions.scorecards.get(row.scorecard);
  const text = itemText(scorecard, row.item);
  if (text === undefined) return;
  const what = `${text}, ${whom(row, entities)}`;
  const until = dayOf(row.until!);
  tell(
    decidersOf(scorecard),
    row.body.breakGlass
      ? { kind: 'review', text: `Review: ${what} (${row.by} broke the glass)` }
      : { kind: 'decide', text: `Decide: ${what} (${row.by}, until ${until})` },
  );
}

interface Ending {
  refs: string[];
  at: Date;
  text: string;
}

function endingWords({ definitions, entities, ending }: DigestInput): Ending[] {
  return ending.flatMap(
    ({ entityRef, scorecard, item, kind, party, dueAt }) => {
      const text = itemText(definitions.scorecards.get(scorecard), item);
      const entity = entities.get(entityRef);
      if (text === undefined || !entity || !dueAt) return [];
      const what = `${kind} of ${text}, ${nameOf(entity)}`;
      return [{ refs: [party], at: dueAt, text: what }];
    },
  );
}

/** Whoever owns the entities may ask for another; one that was asked for is news no more. */
function endingWaivers({
  definitions,
  entities,
  waivers,
  now,
  endsBefore,
}: DigestInput): Ending[] {
  const standing = waivers.filter(row =>
    ['approved', 'requested'].includes(waiverStatus(row, now).status),
  );
  const renewed = new Set(standing.map(({ body }) => body.renews));
  return standing.flatMap(row => {
    const text = itemText(definitions.scorecards.get(row.scorecard), row.item);
    const holds = waiverStatus(row, now).status === 'approved';
    if (!holds || renewed.has(row.id) || text === undefined) return [];
    if (row.until! > endsBefore) return [];
    const owners = row.entities.flatMap(({ entityRef }) => {
      const entity = entities.get(entityRef);
      return entity ? ownersOf(entity.entity) : [];
    });
    const what = `waiver of ${text}, ${whom(row, entities)}`;
    return [{ refs: [...new Set(owners)].sort(), at: row.until!, text: what }];
  });
}

/** What only the scorecard's owner may see is in no message. */
export function itemText(
  scorecard: CompiledScorecard | undefined,
  id: string,
): string | undefined {
  const item = scorecard?.items.find(({ definition }) => definition.id === id);
  return item && !isInShadow(item) ? named(item.definition.text) : undefined;
}

export function whom(
  row: WaiverRow,
  entities: ReadonlyMap<string, MirroredEntity>,
): string {
  return entitiesOf(
    row.entities.map(({ entityRef }) => {
      const entity = entities.get(entityRef);
      return entity ? nameOf(entity) : entityRef;
    }),
  );
}

const nameOf = ({ title, name }: MirroredEntity) => named(title ?? name);
