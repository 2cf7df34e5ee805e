import { createTestStore, eachDatabase } from '../store/testing';
import { failureText } from './failure';

const databases = eachDatabase();

describe('failureText', () => {
  it.each(databases.eachSupportedId())(
    'tells neither statement nor values of what %s refused',
    async id => {
      const { knex } = await createTestStore(databases, id);
      const error = await knex('no_such_table')
        .where({ token: 'looked-for' })
        .then(
          () => undefined,
          (thrown: unknown) => thrown,
        );
      expect(String(error)).toContain('no_such_table');
      expect(failureText(error)).toMatch(
        /^The database refused a statement \((SQLITE_ERROR|42P01)\); the log says more$/,
      );
    },
  );

  it('tells anything else in one line', () => {
    expect(failureText(new Error('The catalog\n  is away'))).toBe(
      'The catalog is away',
    );
    expect(failureText(new Error('x'.repeat(1000)))).toHaveLength(300);
    expect(failureText({ any: 'thing' })).toBe('The evaluation failed');
  });
});
