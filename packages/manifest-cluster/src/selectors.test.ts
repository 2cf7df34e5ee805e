import { parseLabelSelector } from './selectors';

const OBJECTS: Record<string, Record<string, string>> = {
  web: { app: 'web', tier: 'front', weight: '10' },
  api: { app: 'api', tier: 'back', 'example.com/team': 'shop' },
  bare: {},
  empty: { app: '' },
};

function selected(selector: string): string {
  const matches = parseLabelSelector(selector);
  return Object.keys(OBJECTS)
    .filter(name => !matches || matches(OBJECTS[name]))
    .join(' ');
}

describe('label selectors', () => {
  it.each([
    ['', 'web api bare empty'],
    ['  ', 'web api bare empty'],
    ['app=web', 'web'],
    ['app==web', 'web'],
    [' app = web ', 'web'],
    ['app!=web', 'api bare empty'],
    ['app=', 'empty'],
    ['app', 'web api empty'],
    ['!app', 'bare'],
    ['! app', 'bare'],
    ['app in (web)', 'web'],
    ['app in (web, api)', 'web api'],
    ['app in (web,)', 'web empty'],
    ['app in ()', 'empty'],
    ['app notin (web,api)', 'bare empty'],
    ['app in (web,api),tier notin (back)', 'web'],
    ['app,!tier', 'empty'],
    ['tier=front,app=api', ''],
    ['example.com/team=shop', 'api'],
    ['weight>9', 'web'],
    ['weight<10', ''],
    ['in in (in)', ''],
    ['notin', ''],
    ['app in (in,notin,web)', 'web'],
    ['constructor', ''],
  ])('%s selects [%s]', (selector, expected) => {
    expect(selected(selector)).toBe(expected);
  });

  it.each([
    [
      'app in (',
      "unable to parse requirement: found '', expected: ',', ')' or identifier",
    ],
    [
      'app in (web',
      "unable to parse requirement: found '', expected: ',' or ')'",
    ],
    ['app in web', "unable to parse requirement: found 'web' expected: '('"],
    ['app=web,', "found '', expected: identifier after ','"],
    ['app=web)', "found ')', expected: ',' or 'end of string'"],
    ['=web', "found '=', expected: !, identifier, or 'end of string'"],
    ['!', "unable to parse requirement: found '', expected: identifier"],
    [
      'app web',
      "unable to parse requirement: found 'web', expected: in, notin, =, ==, !=, gt, lt",
    ],
    ['!app=web', "found '=', expected: ',' or 'end of string'"],
    [
      'a>b',
      "unable to parse requirement: values[0]: Invalid value: \"b\": for 'Gt', 'Lt' operators, the value must be an integer",
    ],
  ])('refuses %s', (selector, message) => {
    expect(() => parseLabelSelector(selector)).toThrow(message);
  });

  it('refuses keys and values that no label can have', () => {
    expect(() => parseLabelSelector('a$b=c')).toThrow('key: Invalid value');
    expect(() => parseLabelSelector('UPPER/a=c')).toThrow('prefix part');
    expect(() => parseLabelSelector('a=b$c')).toThrow(
      'values[0][a]: Invalid value: "b$c"',
    );
    expect(() => parseLabelSelector(`a=${'b'.repeat(64)}`)).toThrow(
      'must be no more than 63 bytes',
    );
  });
});
