import { answer, before, blockedDetail, item } from '../fixtures';
import { compare, MEETINGS, promotionOf, resultAt } from './environments';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const ago = before(NOW);
const { environments } = blockedDetail(NOW);
const [staging, production] = environments;
const preview = { ...staging, environment: 'preview' };

describe('promotionOf', () => {
  it.each([
    ['into the gate', environments, {}, ['staging', 'production']],
    [
      'the other way',
      environments,
      { to: 'staging' },
      ['production', 'staging'],
    ],
    [
      'from another',
      [preview, staging, production],
      { from: 'staging' },
      ['staging', 'production'],
    ],
    [
      'what is misspelt',
      environments,
      { from: 'x', to: 'y' },
      ['staging', 'production'],
    ],
    [
      'to itself',
      environments,
      { from: 'production' },
      ['staging', 'production'],
    ],
  ])('%s', (_, all, wanted, [from, to]) => {
    expect(promotionOf(all, wanted)).toEqual({ from, to });
  });

  it('takes two environments', () => {
    expect(promotionOf([production])).toBeUndefined();
  });
});

describe('resultAt', () => {
  it('takes what belongs to no environment for each', () => {
    const asked = item({
      id: 'a',
      text: 'a',
      answers: [
        answer(ago, { environment: 'staging', cluster: 'staging' }),
        answer(ago, { environment: '', result: 'pending' }),
      ],
    });
    expect(resultAt(asked, 'staging', NOW)).toBe('pending');
    expect(resultAt(asked, 'production', NOW)).toBe('pending');
    expect(resultAt(item({ id: 'b', text: 'b' }), 'x', NOW)).toBeUndefined();
  });
});

describe('compare', () => {
  it('tells what a promotion meets, brings along, and what differs', () => {
    const detail = blockedDetail(NOW);
    const ids = (from: string, to: string) => {
      const found = compare(detail, { from, to }, NOW);
      return MEETINGS.map(one => found[one].map(({ item: { id } }) => id));
    };
    const into = ids('staging', 'production');
    const back = ids('production', 'staging');
    const [met, both] = into;
    expect(met).toEqual(expect.arrayContaining(['baseline.07', 'baseline.11']));
    expect(both).toContain('baseline.03');
    expect(back).toEqual([into[2], both, met, into[3]]);
    expect(into.flat()).not.toContain('baseline.50');
  });
});
