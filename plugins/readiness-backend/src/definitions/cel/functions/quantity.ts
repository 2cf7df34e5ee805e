/** Kubernetes quantities: `500m`, `1.5Gi`, `1e3`. Exact, with nano as the smallest unit. */
import { CelFunctionError } from '../errors';

const NANO = 1_000_000_000n;
/** Kubernetes caps a quantity at the largest 64-bit integer. */
const MAX_UNITS = 9_223_372_036_854_775_807n;
const MAX_LENGTH = 64;
const MAX_EXPONENT = 30;

const PATTERN =
  /^([+-]?)(\d+\.?\d*|\.\d+)(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d{1,4})?$/;

const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL_EXPONENT: Record<string, number> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

export class Quantity {
  private constructor(private readonly nanos: bigint) {}

  static fromNanos(nanos: bigint): Quantity {
    const limit = MAX_UNITS * NANO;
    if (nanos > limit) return new Quantity(limit);
    if (nanos < -limit) return new Quantity(-limit);
    return new Quantity(nanos);
  }

  static tryParse(value: unknown): Quantity | undefined {
    if (typeof value === 'bigint') return Quantity.fromNanos(value * NANO);
    if (typeof value === 'number') {
      return Number.isFinite(value)
        ? Quantity.tryParse(String(value))
        : undefined;
    }
    if (typeof value !== 'string' || value.length > MAX_LENGTH)
      return undefined;
    const nanos = parseNanos(value);
    return nanos === undefined ? undefined : Quantity.fromNanos(nanos);
  }

  static parse(value: unknown): Quantity {
    const quantity = Quantity.tryParse(value);
    if (!quantity)
      throw new CelFunctionError(
        'quantity(): the text is not a Kubernetes quantity',
      );
    return quantity;
  }

  compareTo(other: Quantity): bigint {
    if (this.nanos === other.nanos) return 0n;
    return this.nanos < other.nanos ? -1n : 1n;
  }

  add(other: Quantity): Quantity {
    return Quantity.fromNanos(this.nanos + other.nanos);
  }

  sub(other: Quantity): Quantity {
    return Quantity.fromNanos(this.nanos - other.nanos);
  }

  sign(): bigint {
    return this.compareTo(ZERO);
  }

  isInteger(): boolean {
    return this.nanos % NANO === 0n;
  }

  asInteger(): bigint {
    if (!this.isInteger())
      throw new CelFunctionError(
        'asInteger(): the quantity is no whole number',
      );
    return this.nanos / NANO;
  }

  asApproximateFloat(): number {
    return Number(this.nanos / NANO) + Number(this.nanos % NANO) / Number(NANO);
  }
}

const ZERO = Quantity.fromNanos(0n);

function parseNanos(text: string): bigint | undefined {
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  const [, sign, number, suffix = ''] = match;
  const [whole, fraction = ''] = number.split('.');
  let numerator = BigInt(`${whole}${fraction}` || '0') * NANO;
  let exponent = -fraction.length;
  const binary = BINARY.indexOf(suffix);
  if (binary >= 0) numerator *= 1024n ** BigInt(binary + 1);
  else exponent += decimalExponent(suffix);
  if (Math.abs(exponent) > MAX_EXPONENT + MAX_LENGTH) return undefined;
  const nanos =
    exponent >= 0
      ? numerator * 10n ** BigInt(exponent)
      : divideRoundingUp(numerator, 10n ** BigInt(-exponent));
  return sign === '-' ? -nanos : nanos;
}

function decimalExponent(suffix: string): number {
  if (suffix === '') return 0;
  return DECIMAL_EXPONENT[suffix] ?? Number(suffix.slice(1));
}

function divideRoundingUp(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator;
}
