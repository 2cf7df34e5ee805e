/**
 * The functions that checks may call beyond CEL's own. Kubernetes' keep the names, meanings and
 * errors they have in ValidatingAdmissionPolicy. Each entry's examples are its documentation and
 * its tests: expression → value.
 */
import type { Environment } from '@marcbachmann/cel-js';
import {
  listDistinct,
  listFlatten,
  listIndexOf,
  listIsSorted,
  listLastIndexOf,
  listMax,
  listMin,
  listSort,
  listSum,
  setContains,
  setIntersects,
} from './functions/lists';
import { Cidr, Ip } from './functions/net';
import {
  charAt,
  intOrPercent,
  labelsMatch,
  replaceAll,
} from './functions/ours';
import { Quantity } from './functions/quantity';
import { REPLACED } from './functions/replaced';
import { regexFind, regexFindAll, regexMatches } from './functions/regex';
import { Version } from './functions/semver';
import { Url } from './functions/url';

export interface CelFunction {
  signature: string;
  // Arguments are checked by cel-js against the signature before the call.
  handler: (...args: never[]) => unknown;
  examples: Record<string, unknown>;
}

class IpNamespace {}
class SetsNamespace {}

const QUANTITY = 'kubernetes.Quantity';
const URL_TYPE = 'kubernetes.URL';
const VERSION = 'kubernetes.Semver';
const IP = 'net.IP';
const CIDR = 'net.CIDR';

const define = (
  signature: string,
  handler: CelFunction['handler'],
  examples: CelFunction['examples'] = {},
): CelFunction => ({ signature, handler, examples });

const QUANTITIES: CelFunction[] = [
  define(
    'isQuantity(dyn): bool',
    (value: unknown) => Quantity.tryParse(value) !== undefined,
    {
      "isQuantity('1.5Gi')": true,
      "isQuantity('500m')": true,
      "isQuantity('1GB')": false,
      "isQuantity('')": false,
      'isQuantity(0.5)': true,
    },
  ),
  // `cpu: 1` and `cpu: 0.5` are numbers in a manifest.
  ...['string', 'double', 'int'].map(type =>
    define(`quantity(${type}): ${QUANTITY}`, (value: unknown) =>
      Quantity.parse(value),
    ),
  ),
  define(
    `${QUANTITY}.compareTo(${QUANTITY}): int`,
    (a: Quantity, b: Quantity) => a.compareTo(b),
    {
      "quantity('1').compareTo(quantity('1000m'))": 0n,
      "quantity('1Gi').compareTo(quantity('1G'))": 1n,
      "quantity(1).compareTo(quantity('1000m'))": 0n,
    },
  ),
  define(
    `${QUANTITY}.isGreaterThan(${QUANTITY}): bool`,
    (a: Quantity, b: Quantity) => a.compareTo(b) > 0n,
    { "quantity('200M').isGreaterThan(quantity('190Mi'))": true },
  ),
  define(
    `${QUANTITY}.isLessThan(${QUANTITY}): bool`,
    (a: Quantity, b: Quantity) => a.compareTo(b) < 0n,
    { "quantity('400m').isLessThan(quantity(0.5))": true },
  ),
  define(
    `${QUANTITY}.asApproximateFloat(): double`,
    (a: Quantity) => a.asApproximateFloat(),
    {
      "quantity('50.703m').asApproximateFloat()": 0.050703,
      "quantity('1e3').asApproximateFloat()": 1000,
    },
  ),
  define(`${QUANTITY}.asInteger(): int`, (a: Quantity) => a.asInteger(), {
    "quantity('50k').asInteger()": 50000n,
  }),
  define(`${QUANTITY}.isInteger(): bool`, (a: Quantity) => a.isInteger(), {
    "quantity('50m').isInteger()": false,
  }),
  define(`${QUANTITY}.sign(): int`, (a: Quantity) => a.sign(), {
    "quantity('-1').sign()": -1n,
  }),
  define(
    `${QUANTITY}.add(${QUANTITY}): ${QUANTITY}`,
    (a: Quantity, b: Quantity) => a.add(b),
    {
      "quantity('50k').add(quantity('1')) == quantity('50001')": true,
    },
  ),
  define(
    `${QUANTITY}.add(int): ${QUANTITY}`,
    (a: Quantity, b: bigint) => a.add(Quantity.parse(b)),
    { "quantity('50k').add(20).asInteger()": 50020n },
  ),
  define(
    `${QUANTITY}.sub(${QUANTITY}): ${QUANTITY}`,
    (a: Quantity, b: Quantity) => a.sub(b),
    {
      "quantity('50k').sub(quantity('1k')).asInteger()": 49000n,
    },
  ),
  define(
    `${QUANTITY}.sub(int): ${QUANTITY}`,
    (a: Quantity, b: bigint) => a.sub(Quantity.parse(b)),
    { "quantity('50k').sub(20).asInteger()": 49980n },
  ),
];

const URLS: CelFunction[] = [
  define(
    'isURL(string): bool',
    (text: string) => Url.tryParse(text) !== undefined,
    {
      "isURL('https://user:pass@example.com:80/path')": true,
      "isURL('example.com')": false,
    },
  ),
  define(`url(string): ${URL_TYPE}`, (text: string) => Url.parse(text)),
  define(`${URL_TYPE}.getScheme(): string`, (url: Url) => url.scheme, {
    "url('/path').getScheme()": '',
  }),
  define(`${URL_TYPE}.getHost(): string`, (url: Url) => url.host, {
    "url('https://[::1]:80/').getHost()": '[::1]:80',
  }),
  define(`${URL_TYPE}.getHostname(): string`, (url: Url) => url.hostname, {
    "url('https://[::1]:80/').getHostname()": '::1',
  }),
  define(`${URL_TYPE}.getPort(): string`, (url: Url) => url.port, {
    "url('https://example.com:8443/a').getPort()": '8443',
  }),
  define(`${URL_TYPE}.getEscapedPath(): string`, (url: Url) => url.path, {
    "url('https://example.com/with%20space').getEscapedPath()": '/with%20space',
  }),
  define(
    `${URL_TYPE}.getQuery(): map<string, list<string>>`,
    (url: Url) => url.getQuery(),
    {
      "url('https://example.com/?k=a&k=b').getQuery()['k']": ['a', 'b'],
    },
  ),
];

const NETWORKS: CelFunction[] = [
  define(
    'isIP(string): bool',
    (text: string) => Ip.tryParse(text) !== undefined,
    {
      "isIP('192.168.0.1')": true,
      "isIP('::ffff:1.2.3.4')": false,
    },
  ),
  define(`ip(string): ${IP}`, (text: string) => Ip.parse(text)),
  define(
    'IpNamespace.isCanonical(string): bool',
    (_: unknown, text: string) => Ip.parse(text).toString() === text,
    { "ip.isCanonical('2001:DB8::1')": false },
  ),
  define(`${IP}.family(): int`, (ip: Ip) => ip.family(), {
    "ip('::1').family()": 6n,
  }),
  define(`${IP}.isUnspecified(): bool`, (ip: Ip) => ip.is('unspecified'), {
    "ip('0.0.0.0').isUnspecified()": true,
  }),
  define(`${IP}.isLoopback(): bool`, (ip: Ip) => ip.is('loopback'), {
    "ip('127.0.0.1').isLoopback()": true,
  }),
  define(
    `${IP}.isLinkLocalMulticast(): bool`,
    (ip: Ip) => ip.isLinkLocalMulticast(),
    {
      "ip('224.0.0.1').isLinkLocalMulticast()": true,
    },
  ),
  define(`${IP}.isLinkLocalUnicast(): bool`, (ip: Ip) => ip.is('linkLocal'), {
    "ip('169.254.169.254').isLinkLocalUnicast()": true,
  }),
  define(`${IP}.isGlobalUnicast(): bool`, (ip: Ip) => ip.isGlobalUnicast(), {
    "ip('10.0.0.1').isGlobalUnicast()": true,
  }),
  define(`string(${IP}): string`, (ip: Ip) => ip.toString(), {
    "string(ip('2001:db8::1'))": '2001:db8::1',
  }),
  define(
    'isCIDR(string): bool',
    (text: string) => Cidr.tryParse(text) !== undefined,
    {
      "isCIDR('192.168.0.0/16')": true,
      "isCIDR('192.168.0.0/33')": false,
    },
  ),
  define(`cidr(string): ${CIDR}`, (text: string) => Cidr.parse(text)),
  define(
    `${CIDR}.containsIP(string): bool`,
    (cidr: Cidr, text: string) => cidr.contains(Ip.parse(text).address),
    { "cidr('10.0.0.0/8').containsIP('10.1.2.3')": true },
  ),
  define(
    `${CIDR}.containsIP(${IP}): bool`,
    (cidr: Cidr, ip: Ip) => cidr.contains(ip.address),
    { "cidr('10.0.0.0/8').containsIP(ip('11.0.0.1'))": false },
  ),
  define(
    `${CIDR}.containsCIDR(string): bool`,
    (cidr: Cidr, text: string) => cidr.containsCidr(Cidr.parse(text)),
    { "cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16')": true },
  ),
  define(
    `${CIDR}.containsCIDR(${CIDR}): bool`,
    (cidr: Cidr, other: Cidr) => cidr.containsCidr(other),
    { "cidr('10.1.0.0/16').containsCIDR(cidr('10.0.0.0/8'))": false },
  ),
  define(`${CIDR}.ip(): ${IP}`, (cidr: Cidr) => Ip.of(cidr.address), {
    "string(cidr('10.1.2.3/8').ip())": '10.1.2.3',
  }),
  define(`${CIDR}.masked(): ${CIDR}`, (cidr: Cidr) => cidr.masked(), {
    "string(cidr('10.1.2.3/12').masked())": '10.0.0.0/12',
  }),
  define(`${CIDR}.prefixLength(): int`, (cidr: Cidr) => BigInt(cidr.prefix), {
    "cidr('::/64').prefixLength()": 64n,
  }),
  define(`string(${CIDR}): string`, (cidr: Cidr) => cidr.toString()),
];

const VERSIONS: CelFunction[] = [
  define(
    'isSemver(string): bool',
    (text: string) => Version.tryParse(text) !== undefined,
    {
      "isSemver('1.2.3-beta.1')": true,
      "isSemver('v1.2')": false,
    },
  ),
  define(
    'isSemver(string, bool): bool',
    (text: string, normalize: boolean) =>
      Version.tryParse(text, normalize) !== undefined,
    { "isSemver('v1.2', true)": true },
  ),
  define(`semver(string): ${VERSION}`, (text: string) => Version.parse(text)),
  define(
    `semver(string, bool): ${VERSION}`,
    (text: string, normalize: boolean) => Version.parse(text, normalize),
  ),
  define(`${VERSION}.major(): int`, (version: Version) => version.major, {
    "semver('v1.36', true).major()": 1n,
  }),
  define(`${VERSION}.minor(): int`, (version: Version) => version.minor, {
    "semver('1.36.0').minor()": 36n,
  }),
  define(`${VERSION}.patch(): int`, (version: Version) => version.patch, {
    "semver('1.36.2').patch()": 2n,
  }),
  define(
    `${VERSION}.compareTo(${VERSION}): int`,
    (a: Version, b: Version) => a.compareTo(b),
    {
      "semver('1.2.3').compareTo(semver('1.10.0'))": -1n,
    },
  ),
  define(
    `${VERSION}.isGreaterThan(${VERSION}): bool`,
    (a: Version, b: Version) => a.compareTo(b) > 0n,
    { "semver('1.0.0').isGreaterThan(semver('1.0.0-rc.1'))": true },
  ),
  define(
    `${VERSION}.isLessThan(${VERSION}): bool`,
    (a: Version, b: Version) => a.compareTo(b) < 0n,
    { "semver('1.2.3').isLessThan(semver('1.2.4'))": true },
  ),
];

const LISTS: CelFunction[] = [
  define('list.sum(): dyn', listSum, {
    '[1, 2, 3].sum()': 6n,
    '[1.5, 2].sum()': 3.5,
    '[].sum()': 0n,
  }),
  define('list.min(): dyn', listMin, { '[3, 1, 2].min()': 1n }),
  define('list.max(): dyn', listMax, { "['a', 'c', 'b'].max()": 'c' }),
  define('list.isSorted(): bool', listIsSorted, {
    '[1, 2, 2].isSorted()': true,
  }),
  define('list.indexOf(dyn): int', listIndexOf, {
    "['a', 'b', 'b'].indexOf('b')": 1n,
  }),
  define('list.lastIndexOf(dyn): int', listLastIndexOf, {
    '[1, 2, 2].lastIndexOf(2)': 2n,
  }),
  define('list.distinct(): list', listDistinct, {
    "['a', 'b', 'a'].distinct()": ['a', 'b'],
    "[{'k': 1}, {'k': 1.0}].distinct().size()": 1n,
  }),
  define('list.flatten(): list', listFlatten, {
    '[[1, 2], [3]].flatten()': [1n, 2n, 3n],
  }),
  define('list.sort(): list', listSort, { '[3, 1, 2].sort()': [1n, 2n, 3n] }),
  define(
    'SetsNamespace.contains(list, list): bool',
    (_: unknown, whole: unknown[], part: unknown[]) => setContains(whole, part),
    { 'sets.contains([1, 2, 3], [2, 2])': true },
  ),
  define(
    'SetsNamespace.intersects(list, list): bool',
    (_: unknown, a: unknown[], b: unknown[]) => setIntersects(a, b),
    { 'sets.intersects([1], [2, 1])': true },
  ),
  define(
    'SetsNamespace.equivalent(list, list): bool',
    (_: unknown, a: unknown[], b: unknown[]) =>
      setContains(a, b) && setContains(b, a),
    { 'sets.equivalent([1, 2], [2, 1, 1])': true },
  ),
];

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
