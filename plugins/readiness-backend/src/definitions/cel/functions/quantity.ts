/** Kubernetes quantities: `500m`, `1.5Gi`, `1e3`. Exact, with nano as the smallest unit. */
import { CelFunctionError } from '../errors';
import { define, type CelFunction } from './define';

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
    return this.compareTo(Quantity.fromNanos(0n));
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

export const QUANTITY = 'kubernetes.Quantity';

export const QUANTITIES: CelFunction[] = [
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
