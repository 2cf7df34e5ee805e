import { COMPUTED_VIEWS } from '@readiness-gates/backstage-plugin-readiness-common';
import { PARTS, partOf, viewOf } from './parts';

it.each(COMPUTED_VIEWS)('%s is shown by a part of the report', view => {
  expect(PARTS).toContain(partOf(view));
});

it.each(PARTS)('%s has an address of its own', part => {
  expect(partOf(viewOf(part))).toBe(part);
});

it.each([null, 'nonsense', 'debt'])('%s is no part', view => {
  expect(partOf(view)).toBeUndefined();
});
