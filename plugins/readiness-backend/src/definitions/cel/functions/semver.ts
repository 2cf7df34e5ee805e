/** Semantic versions as Kubernetes' CEL knows them: strict, or normalized (`v1.2` → `1.2.0`). */
import { SemVer, parse as parseSemver } from 'semver';
import { CelFunctionError } from '../errors';
import { define, type CelFunction } from './define';

const MAX_LENGTH = 256;
const STRICT = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

export class Version {
  private constructor(private readonly version: SemVer) {}

  static tryParse(text: string, normalize = false): Version | undefined {
    if (text.length > MAX_LENGTH) return undefined;
    const candidate = normalize ? normalized(text) : text;
    const version = STRICT.test(candidate) ? parseSemver(candidate) : null;
    return version ? new Version(version) : undefined;
  }

  static parse(text: string, normalize = false): Version {
    const version = Version.tryParse(text, normalize);
    if (!version)
      throw new CelFunctionError('semver(): the text is no semantic version');
    return version;
  }

  get major(): bigint {
    return BigInt(this.version.major);
  }

  get minor(): bigint {
    return BigInt(this.version.minor);
  }

  get patch(): bigint {
    return BigInt(this.version.patch);
  }

  compareTo(other: Version): bigint {
    return BigInt(this.version.compare(other.version));
  }
}

/** Drops a leading `v` and leading zeros, and fills up to three numbers. */
function normalized(text: string): string {
  const match = /^v?(\d+(?:\.\d+){0,2})([-+].*)?$/.exec(text);
  if (!match) return text;
  const numbers = match[1]
    .split('.')
    .map(number => number.replace(/^0+(?=\d)/, ''));
  while (numbers.length < 3) numbers.push('0');
  return `${numbers.join('.')}${match[2] ?? ''}`;
}

export const VERSION = 'kubernetes.Semver';

export const VERSIONS: CelFunction[] = [
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
