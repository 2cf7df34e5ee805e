import type { SignedItem } from '../store/types';
import { lapseOf } from './signing';
import { approval } from './testing';

const signed: SignedItem[] = [
  { item: 'a', result: 'pass', questions: ['one'] },
  { item: 'b', result: 'fail', questions: ['two'] },
  { item: 'c', result: 'waived', questions: ['three'] },
];
const row = approval({ body: { signed } });
const current = (items: SignedItem[], selection = 'app=web') => ({
  items,
  selection,
});
const changed = (item: string, changes: Partial<SignedItem>) =>
  current(signed.map(it => (it.item === item ? { ...it, ...changes } : it)));

describe('lapseOf', () => {
  it.each([
    ['nothing changed', current(signed)],
    ['an item is gone', current(signed.slice(1))],
    ['what failed then fails still', changed('b', { result: 'fail' })],
    ['what failed then passes', changed('b', { result: 'pass' })],
    ['a cluster is away', changed('a', { result: 'unknown' })],
    ['a word ended', changed('a', { result: 'pending' })],
    ['a fail is waived', changed('b', { result: 'waived' })],
  ])('holds when %s', (_, now) => {
    expect(lapseOf(row, now)).toBeUndefined();
  });

  it.each([
    ['regressed', changed('a', { result: 'fail' }), 'The item a fails'],
    [
      'is no longer waived',
      changed('c', { result: 'fail' }),
      'The item c fails',
    ],
    [
      'was tightened',
      changed('a', { questions: ['one#5'] }),
      'asks something else',
    ],
    [
      'was added',
      current([...signed, { item: 'd', result: 'pass', questions: ['four'] }]),
      'The item d was added',
    ],
  ])('lapses when an item %s', (_, now, reason) => {
    expect(lapseOf(row, now)).toContain(reason);
  });

  it('lapses when the workloads are found otherwise', () => {
    expect(lapseOf(row, current(signed, 'app=other'))).toContain('app=other');
  });
});
