/** The few functions that Kubernetes' CEL does not have. */
import {
  labelSelectorMatches,
  type LabelSelector,
  type Labels,
} from '../../../clusters/selectors';
import { CelFunctionError } from '../errors';
import { MAX_RESULT_LENGTH } from '../limits';

/** `null` selects nothing, `{}` everything; labels that are absent are no labels. */
export function labelsMatch(selector: unknown, labels: unknown): boolean {
  try {
    return labelSelectorMatches(
      selector as LabelSelector | null,
      (labels ?? undefined) as Labels | undefined,
    );
  } catch {
    throw new CelFunctionError(
      'labelsMatch(): the selector is no valid label selector',
    );
  }
}

/** Kubernetes' IntOrString: `2` is 2, `"25%"` is a share of `total`, rounded as the field says. */
export function intOrPercent(
  value: unknown,
  total: unknown,
  rounding: string,
): bigint {
  if (rounding !== 'up' && rounding !== 'down') {
    throw new CelFunctionError(
      "intOrPercent(): the third argument is 'up' or 'down'",
    );
  }
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isInteger(value))
    return BigInt(value);
  const percent = typeof value === 'string' ? /^(\d{1,6})%$/.exec(value) : null;
  if (!percent || (typeof total !== 'number' && typeof total !== 'bigint')) {
    throw new CelFunctionError(
      'intOrPercent(): neither a whole number nor a percentage',
    );
  }
  const share = (Number(percent[1]) * Number(total)) / 100;
  return BigInt(rounding === 'up' ? Math.ceil(share) : Math.floor(share));
}

export function replaceAll(
  text: string,
  search: string,
  replacement: string,
): string {
  const parts = text.split(search);
  if (
    text.length + (parts.length - 1) * replacement.length >
    MAX_RESULT_LENGTH
  ) {
    throw new CelFunctionError(
      `replace(): the result is longer than ${MAX_RESULT_LENGTH} characters`,
    );
  }
  return parts.join(replacement);
}

export function charAt(text: string, index: bigint): string {
  const position = Number(index);
  if (position < 0 || position > text.length) {
    throw new CelFunctionError('charAt(): the position is outside the text');
  }
  return text.charAt(position);
}

/** `0.0013` for 0.00134 and 2: a figure that does not change with every sample. */
export function significant(value: unknown, digits: bigint): string {
  const count = Number(digits);
  if (typeof value !== 'number' && typeof value !== 'bigint')
    throw new CelFunctionError('significant(): the value is no number');
  if (count < 1 || count > 15)
    throw new CelFunctionError('significant(): between 1 and 15 digits');
  return String(Number(Number(value).toPrecision(count)));
}

interface Bucket {
  le: number;
  count: number;
}

/**
 * PromQL's histogram_quantile over series with the label `le`; series with the same bound, such as
 * those of several pods, are added up first.
 */
export function histogramQuantile(quantile: unknown, series: unknown): number {
  const q = Number(quantile);
  const buckets = bucketsOf(series);
  const total = buckets[buckets.length - 1];
  if (!(q >= 0 && q <= 1) || total?.le !== Infinity || total.count <= 0) {
    throw new CelFunctionError(
      'histogramQuantile(): a quantile from 0 to 1, and a histogram with samples that ends in +Inf',
    );
  }
  const rank = q * total.count;
  const at = buckets.findIndex(({ count }) => count >= rank);
  const below = buckets[at - 1] ?? { le: 0, count: 0 };
  const bucket = buckets[at];
  if (bucket.le === Infinity) return at === 0 ? Infinity : below.le;
  if (at === 0 && bucket.le <= 0) return bucket.le;
  const share = (rank - below.count) / (bucket.count - below.count);
  return below.le + (bucket.le - below.le) * (Number.isNaN(share) ? 0 : share);
}

function bucketsOf(series: unknown): Bucket[] {
  const counts = new Map<number, number>();
  for (const { labels, value } of series as {
    labels?: { le?: string };
    value?: number;
  }[]) {
    const le = labels?.le === '+Inf' ? Infinity : Number(labels?.le ?? NaN);
    if (Number.isNaN(le) || typeof value !== 'number') {
      throw new CelFunctionError(
        'histogramQuantile(): a series without a label `le`',
      );
    }
    counts.set(le, (counts.get(le) ?? 0) + value);
  }
  return [...counts]
    .map(([le, count]) => ({ le, count }))
    .sort((a, b) => a.le - b.le);
}
