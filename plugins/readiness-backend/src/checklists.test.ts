/** Every line of the five checklists is an item with a check, or a computed part of the report. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDefinitions } from './definitions/load';
import type { Definitions } from './definitions/types';

jest.setTimeout(60_000);

const PACKAGE = join(__dirname, '..');
const table = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map(line => line.split('\t'));

const rows = table(join(__dirname, '__fixtures__/checklists.tsv')).map(
  ([scorecard, item, check]) => ({ scorecard, item, check }),
);
const corrections = table(join(PACKAGE, 'scorecards/corrections.tsv'));
/** `004.06.01-03` and `004.08.*` stand for several. */
const corrected = new Set(
  corrections.flatMap(([cell]) => cell.split(', ').flatMap(idsOf)),
);

function idsOf(text: string): string[] {
  const [, prefix, from, to] = /^(.*\.)(\d+)-(\d+)$/.exec(text) ?? [];
  if (to === undefined) {
    if (!text.endsWith('*')) return [text];
    return rows
      .map(({ item }) => item)
      .filter(item => item.startsWith(text.slice(0, -1)));
  }
  const count = Number(to) - Number(from) + 1;
  return Array.from(
    { length: count },
    (_, i) => `${prefix}${String(Number(from) + i).padStart(2, '0')}`,
  );
}

let definitions: Definitions;
beforeAll(async () => {
  definitions = await loadDefinitions({
    checksDir: join(PACKAGE, 'checks'),
    scorecardsDir: join(PACKAGE, 'scorecards'),
  });
});

const itemOf = (scorecard: string, id: string) =>
  definitions.scorecards
    .get(scorecard)
    ?.items.find(({ definition }) => definition.id === id)?.definition;

it('has 611 lines', () => {
  expect(rows).toHaveLength(611);
});

it('has every line in its scorecard', () => {
  const missing = rows.filter(
    ({ scorecard, item }) => !itemOf(scorecard, item),
  );
  expect(missing.map(({ item }) => item)).toEqual([]);
});

it('has no item that is in no checklist', () => {
  const known = new Set(rows.map(({ item }) => item));
  const strange = [...new Set(rows.map(({ scorecard }) => scorecard))].flatMap(
    id =>
      definitions.scorecards
        .get(id)!
        .items.map(({ definition }) => definition.id)
        .filter(item => !known.has(item)),
  );
  expect(strange).toEqual([]);
});

it('asks each line the check of the table, or says why not in corrections.tsv', () => {
  const others = rows.filter(({ scorecard, item, check }) => {
    const definition = itemOf(scorecard, item);
    if (!definition || corrected.has(item)) return false;
    const { view, checks } = definition;
    return view
      ? check !== `feature-${view}`
      : !checks.some(asked => asked.check === check);
  });
  expect(others).toEqual([]);
});

it('corrects lines that there are', () => {
  const known = new Set(rows.map(({ item }) => item));
  expect([...corrected].filter(item => !known.has(item))).toEqual([]);
  expect(
    corrections.filter(cells => cells.length !== 3 || cells.includes('')),
  ).toEqual([]);
});

const SHARED = join(PACKAGE, '../../../shared/seed-items.tsv');
const describeShared = existsSync(SHARED) ? describe : describe.skip;
describeShared('beside the table that the lines came from', () => {
  it('has its lines', () => {
    const there = table(SHARED);
    expect(rows.map(({ item, check }) => [item, check])).toEqual(
      there.map(([, item, , , , , , , check]) => [item, check]),
    );
    const texts = there.filter(
      ([, item, , text], index) =>
        itemOf(rows[index].scorecard, item)?.text !== text,
    );
    expect(texts.map(([, item]) => item)).toEqual([]);
  });
});
