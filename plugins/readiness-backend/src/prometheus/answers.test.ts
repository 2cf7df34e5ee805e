/** What each answer of Prometheus' HTTP API means. */
import { MAX_SERIES, readPrometheusAnswer } from './answers';

const success = (data: unknown, more: object = {}) =>
  JSON.stringify({ status: 'success', data, ...more });
const vector = (...result: unknown[]) =>
  success({ resultType: 'vector', result });
const error = (errorType: string, message: string) =>
  JSON.stringify({ status: 'error', errorType, error: message });
const sample = (value: string) => ({ metric: { pod: 'a' }, value: [1, value] });

const READ: [string, string, object][] = [
  [
    'an instant vector',
    vector(sample('0.5')),
    { series: [{ labels: { pod: 'a' }, value: 0.5, values: [0.5] }] },
  ],
  ['no series', vector(), { series: [] }],
  ['NaN is no sample', vector(sample('NaN')), { series: [], malformed: 0 }],
  [
    'infinity',
    vector(sample('+Inf')),
    { series: [{ labels: { pod: 'a' }, value: Infinity, values: [Infinity] }] },
  ],
  [
    'a matrix, without its gaps',
    success({
      resultType: 'matrix',
      result: [
        {
          metric: {},
          values: [
            [1, '1'],
            [2, 'NaN'],
            [3, '3'],
          ],
        },
      ],
    }),
    { series: [{ labels: {}, value: 3, values: [1, 3] }] },
  ],
  [
    'a scalar',
    success({ resultType: 'scalar', result: [1, '7'] }),
    { series: [{ labels: {}, value: 7, values: [7] }] },
  ],
  [
    'odd entries are counted',
    vector({ metric: 'a' }, sample('x'), sample('')),
    { series: [], malformed: 3 },
  ],
];

it.each(READ)('reads %s', (_, text, expected) => {
  expect(readPrometheusAnswer(200, text)).toMatchObject({
    ok: true,
    ...expected,
  });
});

const REFUSED: [string, string, string][] = [
  ['bad_data', error('bad_data', 'parse\nerror'), 'bad_data: parse error'],
  [
    'execution',
    error('execution', 'too many samples'),
    'execution: too many samples',
  ],
  [
    'a string',
    success({ resultType: 'string', result: [1, 'a'] }),
    'the query gives a string, no series',
  ],
  [
    'more series than are taken',
    vector(...Array.from({ length: MAX_SERIES + 1 }, () => 0)),
    `the answer has ${
      MAX_SERIES + 1
    } series, more than ${MAX_SERIES}: group it, or ask for less`,
  ],
];

it.each(REFUSED)('is told of the query: %s', (_, text, refused) => {
  expect(readPrometheusAnswer(200, text)).toEqual({ ok: false, refused });
});

const FAILED: [string, number, string, string, RegExp][] = [
  [
    'a timeout',
    503,
    error('timeout', 'query timed out'),
    'timeout',
    /timed out/,
  ],
  [
    'not ready',
    503,
    error('unavailable', 'not ready'),
    'query-failed',
    /not ready/,
  ],
  ['a redirect', 302, '', 'query-failed', /redirects are not followed/],
  ['no right', 401, 'no', 'forbidden', /401/],
  ['a gateway', 502, '<html>', 'unreachable', /502/],
  ['another server', 200, '{"a":1}', 'malformed', /none of a Prometheus API/],
  [
    'half an answer',
    200,
    '{"status":"succ',
    'malformed',
    /none of a Prometheus API/,
  ],
  [
    'a part of the storage is missing',
    200,
    success({ resultType: 'vector', result: [] }, { warnings: ['store down'] }),
    'query-failed',
    /incomplete: store down/,
  ],
];

it.each(FAILED)('fails: %s', (_, status, text, cause, message) => {
  expect(readPrometheusAnswer(status, text)).toEqual({
    ok: false,
    failure: { cause, message: expect.stringMatching(message) },
  });
});

it('shows no credential and not more than a line', () => {
  const text = error('bad_data', `Bearer abc.def ${'x'.repeat(9000)}\nmore`);
  const answer = readPrometheusAnswer(400, text);
  const { refused } = answer as { refused: string };
  expect(refused).not.toContain('abc.def');
  expect(refused.length).toBeLessThanOrEqual(300);
});
