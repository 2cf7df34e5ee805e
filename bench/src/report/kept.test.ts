import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { KeptFigures } from './kept';
import type { Machine } from './machine';
import { measure, notMeasured } from './measure';

const MACHINE: Machine = {
  date: '2026-11-22',
  cores: 2,
  cpu: 'a processor',
  memoryGb: 24,
  versions: [['Node.js', '20.20.2']],
};
const FIGURES = [
  measure({ id: 3, name: 'later', unit: '×' }, 1.2, { atMost: 1.3 }),
  measure({ id: 4, name: 'growth', unit: '×' }, 9, { atMost: 11 }),
];

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kept-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const kept = (machine: Partial<Machine> = {}) =>
  new KeptFigures(path.join(folder, 'below/bench.json'), {
    ...MACHINE,
    ...machine,
  });

it('gives figures back to the next run on the same machine', () => {
  kept().keep([3, 4], FIGURES);
  kept().keep([1], FIGURES.slice(0, 1));
  expect(kept().of([3, 4])).toEqual(FIGURES);
  expect(kept().of([1])).toEqual(FIGURES.slice(0, 1));
});

it.each<[string, Partial<Machine>]>([
  ['another machine', { cpu: 'another' }],
  ['another day', { date: '2026-11-23' }],
  ['another version', { versions: [['Node.js', '22.12.0']] }],
])('gives none of %s', (_, machine) => {
  kept().keep([3, 4], FIGURES);
  expect(kept(machine).of([3, 4])).toBeUndefined();
});

it('gives none where one could not be measured, or nothing was', () => {
  kept().keep([8], [...FIGURES, notMeasured(8, 'lists', 'no PostgreSQL')]);
  expect(kept().of([8])).toBeUndefined();
  expect(kept().of([7])).toBeUndefined();
});
