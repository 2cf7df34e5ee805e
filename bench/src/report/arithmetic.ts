/** The arithmetic of figures: medians, percentiles, ratios, and how they are written. */

export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) throw new Error('no values to take a percentile of');
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.ceil((percent / 100) * sorted.length);
  return sorted[Math.max(0, rank - 1)];
}

export const median = (values: readonly number[]) => percentile(values, 50);

/** @throws where there is nothing to compare with */
export function ratio(value: number, to: number): number {
  if (!(to > 0)) throw new Error(`nothing can be compared with ${to}`);
  return value / to;
}

/** Three digits where they tell something. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Number.isInteger(value) || Math.abs(value) >= 100)
    return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}
