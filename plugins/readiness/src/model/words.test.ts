import { answer, before, item, peopleDetail } from '../fixtures';
import { allItems, waivedUntil, whatBlocks } from './gate';
import { byStanding, canBeWaived, openAsks, signedItems } from './words';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const ago = before(NOW);
const detail = peopleDetail(NOW);
const byId = (id: string) => {
  const found = allItems(detail).find(one => one.id === id);
  if (!found) throw new Error(`no item ${id}`);
  return found;
};

describe('openAsks', () => {
  it.each([
    ['release.01', ['attestation']],
    ['release.02', ['report']],
    ['release.03', ['approval']],
    ['release.07', []],
  ])('%s still asks for %j', (id, kinds) => {
    expect(openAsks(byId(id)).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('does not take a declined sign-off for one', () => {
    expect(openAsks(byId('release.04'))).toHaveLength(1);
  });
});

describe('byStanding', () => {
  const word = (status: 'valid' | 'expired' | 'revoked', days: number) => ({
    status,
    at: ago(days * 24 * 60),
  });

  it('puts what counts before what is over', () => {
    const { standing, over } = byStanding([
      word('revoked', 1),
      word('valid', 5),
      word('expired', 9),
    ]);
    expect(standing.map(({ status }) => status)).toEqual(['valid']);
    expect(over.map(({ status }) => status)).toEqual(['revoked', 'expired']);
  });

  it('shows the last word where none counts', () => {
    const { standing, over } = byStanding([
      word('expired', 9),
      word('revoked', 1),
    ]);
    expect(standing.map(({ status }) => status)).toEqual(['revoked']);
    expect(over.map(({ status }) => status)).toEqual(['expired']);
  });
});

describe('canBeWaived', () => {
  const waiving = { maxDays: 30, mayRequest: true };
  it.each([
    ['fail' as const, true],
    ['unknown' as const, true],
    ['pending' as const, true],
    ['pass' as const, false],
    ['waived' as const, false],
  ])('%s: %s', (result, expected) => {
    const open = item({
      id: 'a',
      text: 'a',
      result,
      waiving,
      answers: [answer(ago, { result })],
    });
    expect(canBeWaived(open)).toBe(expected);
    expect(canBeWaived({ ...open, waiving: undefined })).toBe(false);
  });
});

describe('signedItems', () => {
  it('leaves sign-offs out and puts what is open first', () => {
    expect(signedItems(detail).map(({ id }) => id)).toEqual([
      'release.01',
      'release.02',
      'release.05',
      'release.06',
      'release.09',
      'release.07',
      'release.08',
    ]);
  });
});

describe('what is waived', () => {
  it('stands apart from what blocks, and never among what passed', () => {
    const { waived, failing, open } = whatBlocks(detail, NOW);
    const ids = waived.map(({ id }) => id);
    expect(ids).toEqual(['release.06', 'release.09']);
    for (const { id } of [...failing, ...open]) expect(ids).not.toContain(id);
  });

  it('ends with the first waiver that the gate leans on', () => {
    // The broken glass, which holds for a day at most.
    expect(waivedUntil(detail)).toBe(ago(-19 * 60));
  });
});
