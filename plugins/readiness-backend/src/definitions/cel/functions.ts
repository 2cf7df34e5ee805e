/**
 * The functions that checks may call beyond CEL's own. Kubernetes' keep the names, meanings and
 * errors they have in ValidatingAdmissionPolicy. Each entry's examples are its documentation and
 * its tests: expression → value.
 */
import type { Environment } from '@marcbachmann/cel-js';
import { define, type CelFunction } from './functions/define';
import { LISTS, SetsNamespace } from './functions/lists';
import { CIDR, Cidr, IP, Ip, IpNamespace, NETWORKS } from './functions/net';
import {
  charAt,
  histogramQuantile,
  intOrPercent,
  labelsMatch,
  replaceAll,
  significant,
} from './functions/ours';
import { Quantity, QUANTITIES, QUANTITY } from './functions/quantity';
import { REPLACED } from './functions/replaced';
import { regexFind, regexFindAll, regexMatches } from './functions/regex';
import { Version, VERSION, VERSIONS } from './functions/semver';
import { Url, URL_TYPE, URLS } from './functions/url';

const TEXTS: CelFunction[] = [
  define('matches(string, string): bool', regexMatches, {
    "matches('web-7d4b', '^web-')": true,
  }),
  define('string.find(string): string', regexFind, {
    "'abc 123'.find('[0-9]+')": '123',
    "'abc'.find('[0-9]+')": '',
  }),
  define(
    'string.findAll(string): list<string>',
    (text: string, pattern: string) => regexFindAll(text, pattern),
    {
      "'1 22 333'.findAll('[0-9]+')": ['1', '22', '333'],
    },
  ),
  define(
    'string.findAll(string, int): list<string>',
    (text: string, pattern: string, limit: bigint) =>
      regexFindAll(text, pattern, Number(limit)),
    { "'1 22 333'.findAll('[0-9]+', 1)": ['1'] },
  ),
  define('string.replace(string, string): string', replaceAll, {
    "'a-b-c'.replace('-', '.')": 'a.b.c',
  }),
  define('string.charAt(int): string', charAt, { "'abc'.charAt(1)": 'b' }),
];

const OURS: CelFunction[] = [
  define('labelsMatch(dyn, dyn): bool', labelsMatch, {
    "labelsMatch({'matchLabels': {'app': 'web'}}, {'app': 'web', 'tier': 'front'})":
      true,
    "labelsMatch({'matchExpressions': [{'key': 'a', 'operator': 'NotIn', 'values': ['x']}]}, {})":
      true,
    "labelsMatch({}, {'a': 'b'})": true,
    "labelsMatch(null, {'a': 'b'})": false,
  }),
  define('intOrPercent(dyn, dyn, string): int', intOrPercent, {
    "intOrPercent('25%', 10, 'up')": 3n,
    "intOrPercent('25%', 10, 'down')": 2n,
    "intOrPercent(2, 10, 'up')": 2n,
  }),
  define('significant(dyn, int): string', significant, {
    'significant(0.001344, 2)': '0.0013',
    'significant(41.7, 2)': '42',
  }),
  define('histogramQuantile(dyn, list): double', histogramQuantile, {
    "histogramQuantile(0.5, [{'labels': {'le': '0.1'}, 'value': 2.0}, {'labels': {'le': '0.2'}, 'value': 4.0}, {'labels': {'le': '+Inf'}, 'value': 6.0}])": 0.15000000000000002,
    "histogramQuantile(0.9, [{'labels': {'le': '0.1'}, 'value': 2.0}, {'labels': {'le': '+Inf'}, 'value': 6.0}])": 0.1,
  }),
];

/** Functions of CEL's own that are replaced by bounded ones, see {@link REPLACED}. */
const REPLACED_EXAMPLES: Record<string, unknown> = {
  "'web-7d4b'.matches('^web-[0-9a-f]+$')": true,
  "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'.matches('^(a+)+$')": false,
  "['a', 'b'].map(x, x).join(', ')": 'a, b',
};

export const CEL_FUNCTIONS: readonly CelFunction[] = [
  ...QUANTITIES,
  ...URLS,
  ...NETWORKS,
  ...VERSIONS,
  ...LISTS,
  ...TEXTS,
  ...OURS,
];

export const CEL_EXAMPLES: Readonly<Record<string, unknown>> = Object.assign(
  {},
  REPLACED_EXAMPLES,
  ...CEL_FUNCTIONS.map(({ examples }) => examples),
);

export function registerFunctions(environment: Environment): void {
  const types: [string, new (...args: never[]) => unknown][] = [
    ['IpNamespace', IpNamespace],
    ['SetsNamespace', SetsNamespace],
    [QUANTITY, Quantity as never],
    [URL_TYPE, Url as never],
    [VERSION, Version as never],
    [IP, Ip as never],
    [CIDR, Cidr as never],
  ];
  for (const [name, constructor] of types)
    environment.registerType(name, constructor as never);
  environment.registerConstant('ip', 'IpNamespace', new IpNamespace());
  environment.registerConstant('sets', 'SetsNamespace', new SetsNamespace());
  for (const { signature, handler } of CEL_FUNCTIONS) {
    environment.registerFunction(signature, handler as never, { async: false });
  }
  environment.registerOperator(
    `${QUANTITY} == ${QUANTITY}`,
    (a: Quantity, b: Quantity) => a.compareTo(b) === 0n,
  );
  for (const { signature, macro } of REPLACED) {
    environment.registerFunction(signature, macro as never);
  }
}
