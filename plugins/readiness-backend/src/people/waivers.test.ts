import type {
  Finding,
  QuestionAnswer,
  Result,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { days, event, waiver, WEB } from './testing';
import { subjectOf, withWaiver } from './waivers';

const finding = (changes: Partial<Finding> = {}): Finding => ({
  cluster: 'east',
  environment: 'production',
  namespace: 'shop',
  kind: 'Deployment',
  name: 'web',
  message: 'no limit',
  ...changes,
});
const fails = (...findings: Finding[]): Result => ({
  result: 'fail',
  findings: findings as [Finding, ...Finding[]],
  findingsTotal: findings.length,
});
const answer = (
  result: Result,
  changes: Partial<QuestionAnswer> = {},
): QuestionAnswer => ({
  question: 'q',
  cluster: 'east',
  environment: 'production',
  result,
  ...changes,
});
const SUBJECT = 'east/production/shop/Deployment/web/';
const approved = waiver({
  events: [event('approved')],
  entities: [{ entityRef: WEB, results: ['fail'], subjects: [SUBJECT] }],
});

describe('subjectOf', () => {
  it.each([
    [finding(), SUBJECT],
    [finding({ container: 'app' }), `${SUBJECT}app`],
    [
      finding({ namespace: undefined, kind: 'Node', name: 'n1' }),
      'east/production//Node/n1/',
    ],
    [
      finding({ kind: 'Pod', name: 'web-6d4cf56db6-x7k2q' }),
      'east/production/shop/Pod/web-*/',
    ],
    [
      finding({ kind: 'Pod', name: 'agent-x7k2q' }),
      'east/production/shop/Pod/agent-*/',
    ],
    [finding({ kind: 'Pod', name: 'db-0' }), 'east/production/shop/Pod/db-0/'],
  ])('names %j', (found, subject) => {
    expect(subjectOf(found)).toBe(subject);
  });
});

describe('withWaiver', () => {
  const resultOf = (
    asked: QuestionAnswer,
    row = approved,
    now = days(1),
    ref = WEB,
  ) => withWaiver(asked, ref, [row], now).result;

  it('covers the findings it names, and says by whom and until when', () => {
    expect(resultOf(answer(fails(finding())))).toEqual({
      result: 'waived',
      covers: fails(finding()),
      waiver: {
        id: approved.id,
        until: days(30).toISOString(),
        reason: 'Until the new pool is there',
        decidedBy: 'user:default/ivan',
      },
    });
  });

  it.each([
    ['a new finding', answer(fails(finding(), finding({ name: 'api' })))],
    [
      'more findings than are stored',
      answer({ ...fails(finding()), findingsTotal: 60 } as Result),
    ],
    [
      'another kind of result',
      answer({ result: 'unknown', cause: 'timeout', message: 'slow' }),
    ],
    ['a pass', answer({ result: 'pass' })],
    [
      'a fail that has not lasted',
      answer({
        ...fails(finding()),
        settlesAt: days(2).toISOString(),
        settled: 'pass',
      } as Result),
    ],
  ])('leaves %s as it is', (_, asked) => {
    expect(resultOf(asked)).toBe(asked.result);
  });

  it.each([
    ['not approved', { ...approved, events: [] }, days(1), WEB],
    ['past its end', approved, days(30), WEB],
    [
      'of another environment',
      { ...approved, environment: 'staging' },
      days(1),
      WEB,
    ],
    ['of another cluster', { ...approved, cluster: 'west' }, days(1), WEB],
    ['of another entity', approved, days(1), 'component:default/api'],
  ])('covers nothing when %s', (_, row, now, ref) => {
    expect(resultOf(answer(fails(finding())), row, now, ref).result).toBe(
      'fail',
    );
  });

  it('covers an unknown that it was asked for', () => {
    const row = {
      ...approved,
      entities: [
        { entityRef: WEB, results: ['unknown' as const], subjects: [] },
      ],
    };
    expect(
      resultOf(
        answer({ result: 'unknown', cause: 'forbidden', message: 'no' }),
        row,
      ),
    ).toMatchObject({ result: 'waived', covers: { result: 'unknown' } });
  });
});
