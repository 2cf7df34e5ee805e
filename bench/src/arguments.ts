/** What `npm run bench` is told: which measures, how large, and where the figures go. */
import { parseArgs } from 'node:util';
import type { Sizes } from './measures/bench';

export interface BenchArguments {
  /** Absent: all. */
  only?: number[];
  sizes: Sizes;
  /** Where the figures go as JSON. */
  json?: string;
  profile: boolean;
  /** What was measured on this machine today is not measured again. */
  resume: boolean;
}

export const DEFAULTS: Sizes = {
  services: 1_000,
  large: 10_000,
  storm: 3_000,
  rounds: 5,
  smoke: false,
};

const SMOKE: Sizes = {
  services: 30,
  large: 60,
  storm: 30,
  rounds: 1,
  smoke: true,
};

/** @throws Error that names the argument */
export function readArguments(
  args: string[],
  known: readonly number[],
): BenchArguments {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      services: { type: 'string' },
      json: { type: 'string' },
      smoke: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      resume: { type: 'boolean', default: false },
    },
  });
  const base = values.smoke ? SMOKE : DEFAULTS;
  const services =
    values.services === undefined ? undefined : sizeOf(values.services);
  return {
    ...(values.only !== undefined && { only: idsOf(values.only, known) }),
    sizes:
      services === undefined
        ? base
        : { ...base, services, large: services, storm: services },
    ...(values.json !== undefined && { json: values.json }),
    profile: values.profile!,
    resume: values.resume!,
  };
}

function sizeOf(text: string): number {
  const size = Number(text);
  if (Number.isInteger(size) && size >= 10 && size <= 20_000) return size;
  throw new Error(`--services ${text}: expected a number from 10 to 20000`);
}

function idsOf(text: string, known: readonly number[]): number[] {
  const ids = text.split(',').map(Number);
  const unknown = ids.findIndex(id => !known.includes(id));
  if (unknown < 0) return ids;
  throw new Error(
    `--only ${text.split(',')[unknown]}: expected numbers among ${known.join(
      ', ',
    )}`,
  );
}
