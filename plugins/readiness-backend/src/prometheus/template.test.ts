/** Values never become a part of the query, whatever they hold. */
import { QueryTemplate, TemplateError } from './template';

const values = {
  cluster: 'east',
  namespace: 'shop',
  workload: 'api',
  pods: ['api-1', 'api.2'],
  params: {
    window: '30d',
    limit: 0.95,
    evil: '"} or vector(1) #',
    regex: 'a.b|c$',
    line: 'a\nb\\c',
    codes: ['500', '5.3'],
    none: [] as string[],
  },
};

const render = (query: string) => QueryTemplate.parse(query).render(values);

const RENDERED: [string, string, string | undefined][] = [
  ['a name in quotes', 'up{namespace="${namespace}"}', 'up{namespace="shop"}'],
  [
    'several names after =~, each as it is written',
    'up{pod=~"${pods}"}',
    String.raw`up{pod=~"api-1|api\\.2"}`,
  ],
  [
    'quotes cannot be left',
    'up{a="${params.evil}"}',
    String.raw`up{a="\"} or vector(1) #"}`,
  ],
  [
    'single quotes cannot be left either',
    "up{a='${params.evil}'}",
    `up{a='"} or vector(1) #'}`,
  ],
  [
    'a regular expression is taken letter by letter',
    'up{a!~"x${params.regex}"}',
    String.raw`up{a!~"xa\\.b\\|c\\$"}`,
  ],
  [
    'without =~ nothing but the string is escaped',
    'up{a="${params.regex}"}',
    'up{a="a.b|c$"}',
  ],
  [
    'lines and backslashes',
    'up{a="${params.line}"}',
    String.raw`up{a="a\nb\\c"}`,
  ],
  ['a list', 'up{a=~"${params.codes}"}', String.raw`up{a=~"500|5\\.3"}`],
  ['an empty list', 'up{a=~"${params.none}"}', undefined],
  ['a duration', 'rate(x[${params.window}])', 'rate(x[30d])'],
  ['a number', 'x > ${params.limit}', 'x > 0.95'],
  [
    'a group of label_replace',
    'label_replace(up, "a", "${1}", "b", "(.*)")',
    'label_replace(up, "a", "${1}", "b", "(.*)")',
  ],
  [
    'after an escaped quote one is still inside',
    String.raw`up{a="\"${'${namespace}'}"}`,
    String.raw`up{a="\"shop"}`,
  ],
];

it.each(RENDERED)('%s', (_, query, expected) => {
  expect(QueryTemplate.parse(query).problems).toEqual([]);
  expect(render(query)).toBe(expected);
});

it.each([
  'x > ${params.evil}',
  'x[${params.regex}]',
  'up{a="${params.codes}"}',
])('does not send %s', query => {
  expect(() => render(query)).toThrow(TemplateError);
});

const WRONG: [string, string][] = [
  ['up{a="${nmespace}"}', 'is none of'],
  ['up{a="${pods}"}', 'stands after `=~`'],
  ['up + ${namespace}', 'stands outside of quotes'],
  ['up{a=`${namespace}`}', 'stands in backticks'],
  ['up # ${namespace}', 'stands in a comment'],
];

it.each(WRONG)('%s is refused when loaded', (query, message) => {
  const { problems } = QueryTemplate.parse(query);
  expect(problems).toEqual([
    { offset: query.indexOf('${'), message: expect.stringContaining(message) },
  ]);
});
