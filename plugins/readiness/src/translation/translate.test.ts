import type { Translate } from './translate';

/** What does not type-check here fails `npm test -- --only types`. */
const t = ((key: string, values?: object) =>
  JSON.stringify([key, values])) as unknown as Translate;

it('asks for what the text wants, and for nothing else', () => {
  const asked: unknown[] = [
    t('score.value', { value: '12' }),
    t('overview.summaryGates', { count: 2 }),
    // @ts-expect-error there is no such text
    t('verdict.none'),
    // @ts-expect-error a value is missing
    t('score.value'),
    // @ts-expect-error of another name
    t('score.value', { number: '12' }),
    // @ts-expect-error a count is a number
    t('overview.summaryGates', { count: '2' }),
    // @ts-expect-error the suffix of a plural is none of the key
    t('overview.summaryGates_one', { count: 1 }),
  ];
  const element: string = t('verdict.ready');
  expect([...asked, element]).toHaveLength(8);
});
