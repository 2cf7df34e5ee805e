import { applyChanges } from './useUrlState';

const changed = (before: string, changes: Parameters<typeof applyChanges>[1]) =>
  applyChanges(new URLSearchParams(before), changes).toString();

describe('applyChanges', () => {
  it('replaces what it is told of and leaves the rest', () => {
    expect(changed('a=1&b=2', { b: '3' })).toBe('a=1&b=3');
  });

  it('keeps several values of one name', () => {
    expect(changed('result=pass', { result: ['fail', 'unknown'] })).toBe(
      'result=fail&result=unknown',
    );
  });

  it('drops what is empty', () => {
    expect(changed('a=1&q=x&r=y&s=z', { q: '', r: undefined, s: [] })).toBe(
      'a=1',
    );
  });
});
