import { OwnerTree } from './ownerTree';

const everything = () => true;
const tree = (parents: Record<string, string[]>, sees = everything as any) =>
  new OwnerTree(new Map(Object.entries(parents)), sees);

describe('OwnerTree', () => {
  const retail = {
    crew: ['shop'],
    shop: ['retail', 'online'],
    retail: ['company'],
    online: ['company'],
    company: [],
  };

  it('counts an owner once for each group above it', () => {
    expect([...tree(retail).lineOf('crew')]).toEqual([
      'crew',
      'shop',
      'retail',
      'online',
      'company',
    ]);
    expect([...tree(retail).lineOf('user:default/ada')]).toEqual([
      'user:default/ada',
    ]);
    expect(tree(retail).parentsOf(['crew', 'shop', 'company'])).toEqual({
      crew: ['shop'],
      shop: ['retail', 'online'],
    });
  });

  it('names no group that the reader may not know of, and goes no further there', () => {
    const seen = tree(retail, (ref: string) => ref !== 'shop');
    expect([...seen.lineOf('crew')]).toEqual(['crew']);
    // An owner is known from its entities.
    expect([...seen.lineOf('shop')]).toEqual([
      'shop',
      'retail',
      'online',
      'company',
    ]);
  });

  it.each([
    [{ a: ['a'] }, 'a', ['a']],
    [{ a: ['b'], b: ['a'] }, 'a', ['a', 'b']],
    [{ a: ['b'], b: ['c'], c: ['b'] }, 'a', ['a', 'b', 'c']],
  ])(
    'has a top where groups are above each other: %j',
    (parents, from, line) => {
      const found = tree(parents);
      expect([...found.lineOf(from)]).toEqual(line);
      const named = found.parentsOf(Object.keys(parents));
      expect(Object.keys(parents).some(ref => !named[ref])).toBe(true);
    },
  );
});
