/** Semantic versions as Kubernetes' CEL knows them: strict, or normalized (`v1.2` → `1.2.0`). */
import { SemVer, parse as parseSemver } from 'semver';
import { CelFunctionError } from '../errors';

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
