import { createTestStore, eachDatabase, minutesAfter, NOON } from './testing';

const databases = eachDatabase();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'copies of definitions on %s',
  id => {
    it('keep the last good text of each file', async () => {
      const { store } = await createTestStore(databases, id);
      const copy = (location: string, text: string, minutes = 0) => ({
        location,
        text,
        readAt: minutesAfter(NOON, minutes),
      });
      await store.keepDefinitionCopies([copy('a', 'one'), copy('b', 'two')]);
      await store.keepDefinitionCopies([copy('a', 'three', 5)]);
      await expect(store.definitionCopies(['b', 'a', 'c'])).resolves.toEqual([
        copy('a', 'three', 5),
        copy('b', 'two'),
      ]);
      await expect(store.definitionCopies([])).resolves.toEqual([]);
    });
  },
);
