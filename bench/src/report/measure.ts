/** One figure of the benchmark, beside what it must reach. */
import { figure } from './arithmetic';

export interface Measure {
  id: number | string;
  name: string;
  /** Absent: it could not be measured; `note` says why. */
  value?: number;
  unit: string;
  /** In words, as `≤ 1.3`. */
  target: string;
  met: boolean;
  /** What it was computed from. */
  note?: string;
}

/** How a value stands to a bound. */
export interface Bound {
  atMost?: number;
  atLeast?: number;
}

export function measure(
  { id, name, unit, note }: Pick<Measure, 'id' | 'name' | 'unit' | 'note'>,
  value: number,
  { atMost, atLeast }: Bound,
): Measure {
  return {
    id,
    name,
    value,
    unit,
    target:
      atMost === undefined ? `≥ ${figure(atLeast!)}` : `≤ ${figure(atMost)}`,
    met: value <= (atMost ?? Infinity) && value >= (atLeast ?? -Infinity),
    ...(note && { note }),
  };
}

export function notMeasured(
  id: Measure['id'],
  name: string,
  why: string,
): Measure {
  return { id, name, unit: '', target: '', met: false, note: why };
}
