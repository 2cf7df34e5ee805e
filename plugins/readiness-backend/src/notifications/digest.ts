/** What waits for whom: waivers to decide, broken glasses to review, and what is about to end. */
import type { CompiledScorecard, Definitions } from '../definitions/types';
import { decidersOf } from '../api/rights';
import { isInShadow } from '../evaluation/applicability';
import { waiverStatus } from '../people/status';
import type { AwaitedRow, WaiverRow } from '../store/types';
import { isPerson, namedTo, ownersToTell } from './recipients';
import type { Mirror } from './recipients';
import { dayOf, named } from './texts';
import type { DigestLine } from './texts';

export interface DigestInput {
  definitions: Definitions;
  mirror: Mirror;
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

interface Entry {
  kind: DigestLine['kind'];
  /** Who are told. */
  refs: readonly string[];
  entityRefs: readonly string[];
  /** With what it is of, as the recipient may read it. */
  text: (of: string) => string;
}

/** By the ref of who is told; what to decide first, then what ends soonest. */
export function digestsOf(input: DigestInput): Map<string, DigestLine[]> {
  const digests = new Map<string, DigestLine[]>();
  for (const { kind, refs, entityRefs, text } of [
    ...toDecide(input),
    ...ends(input),
  ]) {
    for (const ref of refs.filter(isPerson)) {
      const line = { kind, text: text(namedTo(ref, entityRefs, input.mirror)) };
      digests.set(ref, [...(digests.get(ref) ?? []), line]);
    }
  }
  return digests;
}

function toDecide({ awaiting, definitions }: DigestInput): Entry[] {
  return awaiting.flatMap((row): Entry[] => {
    const scorecard = definitions.scorecards.get(row.scorecard);
    const item = itemText(scorecard, row.item);
    const deciders = decidersOf(scorecard);
    if (item === undefined || deciders === undefined) return [];
    const about = { refs: [deciders], entityRefs: refsOf(row) };
    return row.body.breakGlass
      ? [
          {
            ...about,
            kind: 'review',
            text: of => `Review: ${item}, ${of} (${row.by} broke the glass)`,
          },
        ]
      : [
          {
            ...about,
            kind: 'decide',
            text: of =>
              `Decide: ${item}, ${of} (${row.by}, until ${dayOf(row.until!)})`,
          },
        ];
  });
}

function ends(input: DigestInput): Entry[] {
  return [...endingWords(input), ...endingWaivers(input)]
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ at, refs, entityRefs, what }) => ({
      kind: 'ends',
      refs,
      entityRefs,
      text: of => `Ends ${dayOf(at)}: ${what}, ${of}`,
    }));
}

interface Ending extends Pick<Entry, 'refs' | 'entityRefs'> {
  at: Date;
  what: string;
}

function endingWords({ definitions, ending }: DigestInput): Ending[] {
  return ending.flatMap(
    ({ entityRef, scorecard, item, kind, party, dueAt }) => {
      const text = itemText(definitions.scorecards.get(scorecard), item);
      if (text === undefined || !dueAt) return [];
      const what = `${kind} of ${text}`;
      return [{ refs: [party], entityRefs: [entityRef], at: dueAt, what }];
    },
  );
}

/** Whoever owns the entities may ask for another; one that was asked for is news no more. */
function endingWaivers(input: DigestInput): Ending[] {
  const { definitions, mirror, waivers, now, endsBefore } = input;
  const standing = waivers.filter(row =>
    ['approved', 'requested'].includes(waiverStatus(row, now).status),
  );
  const renewed = new Set(standing.map(({ body }) => body.renews));
  return standing
    .filter(row => waiverStatus(row, now).status === 'approved')
    .filter(row => !renewed.has(row.id) && row.until! <= endsBefore)
    .flatMap(row => {
      const text = itemText(
        definitions.scorecards.get(row.scorecard),
        row.item,
      );
      if (text === undefined) return [];
      const entityRefs = refsOf(row);
      const owners = entityRefs.flatMap(ref => {
        const entity = mirror.get(ref);
        return entity ? ownersToTell(entity) : [];
      });
      const refs = [...new Set(owners)].sort();
      return [{ refs, entityRefs, at: row.until!, what: `waiver of ${text}` }];
    });
}

const refsOf = ({ entities }: WaiverRow) =>
  entities.map(({ entityRef }) => entityRef);

/** What only the scorecard's owner may see is in no message. */
export function itemText(
  scorecard: CompiledScorecard | undefined,
  id: string,
): string | undefined {
  const item = scorecard?.items.find(({ definition }) => definition.id === id);
  return item && !isInShadow(item) ? named(item.definition.text) : undefined;
}
