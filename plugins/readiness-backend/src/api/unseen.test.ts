/** What a caller sees of findings that speak of entities they may not read. */
import type { Finding } from '@readiness-gates/backstage-plugin-readiness-common';
import { MANY_ENTITIES } from '../evidence/catalog';
import { subjectOf } from '../people/waivers';
import {
  shownEvidence,
  shownFinding,
  shownItem,
  shownSubjects,
} from './unseen';

const API = 'api:default/orders';
const FINDING: Finding = {
  cluster: '',
  environment: '',
  kind: 'Entity',
  name: API,
  found: 'orders',
  message: 'orders has no definition',
};
const sees =
  (...refs: string[]) =>
  (ref: string) =>
    refs.includes(ref);
const everything = () => true;

it.each([
  ['nothing else', undefined, sees(), true],
  ['an entity that is seen', [API], sees(API), true],
  ['an entity that is not', [API], sees(), false],
  ['two, one of them not seen', [API, 'user:default/ada'], sees(API), false],
  ['too many to name', [MANY_ENTITIES], sees(API), false],
  ['too many, to who sees all', [MANY_ENTITIES], everything, true],
])('a finding that speaks of %s', (_, speaksOf, visible, shown) => {
  const finding = { ...FINDING, ...(speaksOf && { speaksOf }) };
  const text = JSON.stringify(shownFinding(finding, visible));
  expect(text.includes('orders')).toBe(shown);
  expect(text).not.toContain('speaksOf');
  const evidence = { finding, workloads: [] };
  expect(
    JSON.stringify(shownEvidence(evidence, visible)).includes('orders'),
  ).toBe(shown);
});

it('keeps the number of findings, and looks under a waiver too', () => {
  const fail = {
    result: 'fail' as const,
    findings: [{ ...FINDING, speaksOf: [API] }] as [Finding],
    findingsTotal: 7,
  };
  const waiver = { id: 'w', until: '2027-01-01', reason: 'later' };
  const item = {
    answers: [
      { result: fail },
      { result: { result: 'waived', waiver, covers: fail } },
    ],
  };
  const [plain, waived] = shownItem(item as never, sees()).answers.map(
    a => a.result,
  );
  expect(plain).toMatchObject({
    result: 'fail',
    findingsTotal: 7,
    findings: [{ name: 'not shown' }],
  });
  expect(waived).toMatchObject({
    result: 'waived',
    covers: { findings: [{ name: 'not shown' }] },
  });
});

it('names no unseen entity among what a waiver covers', () => {
  const subjects = [
    subjectOf(FINDING),
    subjectOf({ ...FINDING, name: 'component:default/web' }),
    subjectOf({ ...FINDING, cluster: 'east', kind: 'Pod', name: 'web-1' }),
  ];
  expect(shownSubjects('component:default/web', subjects, sees(API))).toEqual(
    subjects,
  );
  expect(shownSubjects('component:default/web', subjects, sees())).toEqual(
    subjects.slice(1),
  );
});
