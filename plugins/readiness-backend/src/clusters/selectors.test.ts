import {
  labelSelectorMatches,
  LabelSelector,
  parseLabelSelector,
  requirementsMatch,
  SelectorError,
} from './selectors';

const web = { app: 'web', tier: 'front', generation: '3' };

describe('labelSelectorMatches', () => {
  it.each<
    [
      string,
      LabelSelector | null | undefined,
      Record<string, string> | undefined,
      boolean,
    ]
  >([
    ['absent selects nothing', undefined, web, false],
    ['null selects nothing', null, web, false],
    ['empty selects everything', {}, web, true],
    ['empty selects an object without labels', {}, undefined, true],
    [
      'empty parts select everything',
      { matchLabels: {}, matchExpressions: [] },
      web,
      true,
    ],
    ['one label', { matchLabels: { app: 'web' } }, web, true],
    [
      'labels are ANDed',
      { matchLabels: { app: 'web', tier: 'back' } },
      web,
      false,
    ],
    ['all labels', { matchLabels: { app: 'web', tier: 'front' } }, web, true],
    ['a missing label', { matchLabels: { zone: 'a' } }, web, false],
    [
      'a label against no labels',
      { matchLabels: { app: 'web' } },
      undefined,
      false,
    ],
    [
      'an empty value is a value',
      { matchLabels: { app: '' } },
      { app: '' },
      true,
    ],
    [
      'an empty value is not a missing key',
      { matchLabels: { app: '' } },
      {},
      false,
    ],
    [
      'keys of Object.prototype are no labels',
      { matchExpressions: [{ key: 'toString', operator: 'Exists' }] },
      {},
      false,
    ],
    [
      'In',
      {
        matchExpressions: [
          { key: 'app', operator: 'In', values: ['api', 'web'] },
        ],
      },
      web,
      true,
    ],
    [
      'In, another value',
      { matchExpressions: [{ key: 'app', operator: 'In', values: ['api'] }] },
      web,
      false,
    ],
    [
      'In, missing key',
      { matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] },
      web,
      false,
    ],
    [
      'NotIn',
      {
        matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['api'] }],
      },
      web,
      true,
    ],
    [
      'NotIn, listed',
      {
        matchExpressions: [
          { key: 'app', operator: 'NotIn', values: ['api', 'web'] },
        ],
      },
      web,
      false,
    ],
    [
      'NotIn matches a missing key',
      { matchExpressions: [{ key: 'zone', operator: 'NotIn', values: ['a'] }] },
      web,
      true,
    ],
    [
      'Exists',
      { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
      web,
      true,
    ],
    [
      'Exists, missing',
      { matchExpressions: [{ key: 'zone', operator: 'Exists' }] },
      web,
      false,
    ],
    [
      'Exists, empty value',
      { matchExpressions: [{ key: 'app', operator: 'Exists', values: [] }] },
      { app: '' },
      true,
    ],
    [
      'DoesNotExist',
      { matchExpressions: [{ key: 'zone', operator: 'DoesNotExist' }] },
      web,
      true,
    ],
    [
      'DoesNotExist, present',
      { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] },
      web,
      false,
    ],
    [
      'matchLabels AND matchExpressions',
      {
        matchLabels: { app: 'web' },
        matchExpressions: [{ key: 'tier', operator: 'In', values: ['back'] }],
      },
      web,
      false,
    ],
    [
      'expressions are ANDed',
      {
        matchExpressions: [
          { key: 'app', operator: 'Exists' },
          { key: 'tier', operator: 'NotIn', values: ['front'] },
        ],
      },
      web,
      false,
    ],
  ])('%s', (_, selector, labels, matches) => {
    expect(labelSelectorMatches(selector, labels)).toBe(matches);
  });

  it.each<[string, LabelSelector, string]>([
    [
      'an unknown operator',
      {
        matchExpressions: [{ key: 'app', operator: 'Equals', values: ['web'] }],
      },
      '"Equals" on "app"',
    ],
    [
      'In without values',
      { matchExpressions: [{ key: 'app', operator: 'In' }] },
      'needs values',
    ],
    [
      'NotIn with no values',
      { matchExpressions: [{ key: 'app', operator: 'NotIn', values: [] }] },
      'needs values',
    ],
    [
      'Exists with values',
      { matchExpressions: [{ key: 'app', operator: 'Exists', values: ['x'] }] },
      'takes no values',
    ],
    [
      'an expression without a key',
      { matchExpressions: [{} as { key: string; operator: string }] },
      'has no key',
    ],
    ['a selector that is text', 'app=web' as LabelSelector, 'is an object'],
  ])('refuses %s', (_, selector, message) => {
    expect(() => labelSelectorMatches(selector, web)).toThrow(SelectorError);
    expect(() => labelSelectorMatches(selector, web)).toThrow(message);
  });
});

describe('parseLabelSelector', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['', web, true],
    ['  ', web, true],
    ['app=web', web, true],
    ['app==web', web, true],
    [' app = web ', web, true],
    ['app=api', web, false],
    ['zone=a', web, false],
    ['app=', { app: '' }, true],
    ['app=', web, false],
    ['app=,tier=front', { app: '', tier: 'front' }, true],
    ['app!=api', web, true],
    ['app!=web', web, false],
    ['zone!=a', web, true],
    ['app=web,tier=front', web, true],
    ['app=web,tier=back', web, false],
    ['app in (web, api)', web, true],
    ['app in(web)', web, true],
    ['app in (api)', web, false],
    ['zone in (a)', web, false],
    ['app in ()', { app: '' }, true],
    ['app in (,web)', { app: '' }, true],
    ['app notin (api)', web, true],
    ['app notin (web)', web, false],
    ['zone notin (a)', web, true],
    ['app', web, true],
    ['zone', web, false],
    ['!zone', web, true],
    ['! zone', web, true],
    ['!app', web, false],
    ['generation>2', web, true],
    ['generation>3', web, false],
    ['generation<4', web, true],
    ['app>2', web, false],
    ['zone<2', web, false],
    ['in=in', { in: 'in' }, true],
    ['app in (web),tier,!zone,generation!=4', web, true],
    [
      'backstage.io/kubernetes-id=web',
      { 'backstage.io/kubernetes-id': 'web' },
      true,
    ],
  ])('"%s" against %j is %s', (text, labels, matches) => {
    expect(requirementsMatch(parseLabelSelector(text), labels)).toBe(matches);
  });

  it.each([
    ['app=web,', 'expected a label key, found the end'],
    [',app=web', 'expected a label key, found "," at character 1'],
    ['app in web', 'expected "(", found "web" at character 8'],
    ['app in (web', 'expected ",", found the end'],
    ['app web', 'expected an operator'],
    ['app=web tier=front', 'expected ",", found "tier" at character 9'],
    ['app=!web', 'expected a label value, found "!"'],
    ['app=we&b', 'expected a label value, found "we&b"'],
    ['a/b/c=web', 'expected a label key'],
    ['-app=web', 'expected a label key'],
    ['app>many', 'expected an integer'],
    [`app=${'x'.repeat(64)}`, 'expected a label value'],
  ])('refuses "%s"', (text, message) => {
    expect(() => parseLabelSelector(text)).toThrow(SelectorError);
    expect(() => parseLabelSelector(text)).toThrow(message);
  });
});
