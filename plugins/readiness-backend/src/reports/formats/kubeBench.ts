/** kube-bench: the CIS benchmark on the nodes of a cluster. */
import type { Field } from '../input/field';
import { readJson } from '../input/json';
import type { FormatContext, ReportFormat } from '../types';
import { firstNames } from './shared';

interface Totals {
  pass: number;
  fail: number;
  /** What somebody has to look at by hand. */
  warn: number;
  info: number;
}

export interface KubeBenchExtract extends Totals {
  /** `cis-1.9` */
  benchmarks: string[];
  /** Version of Kubernetes that was detected. */
  detectedVersions: string[];
  /** `master`, `node`, `etcd`, … */
  nodeTypes: string[];
  /** The first 20 numbers of checks that failed, such as `1.2.16`. */
  failed: string[];
}

export const kubeBench: ReportFormat<KubeBenchExtract> = {
  sends: 'the JSON of `kube-bench --json`',
  reads: 'json',
  async extract(text, context) {
    const body = await readJson(text, context);
    // With --nototals kube-bench writes the list alone.
    const bare = Array.isArray(body.value);
    const controls = (bare ? body : body.get('Controls')).items();
    if (controls.length === 0) {
      body.is(`holds no controls; send ${kubeBench.sends}`);
    }
    const counted = sumOf(controls.map(totalsOf));
    const totals = bare ? undefined : body.get('Totals');
    const failed = await failedOf(controls, context);
    return {
      ...worst(counted, totals, failed.length, context),
      benchmarks: namesOf(controls, 'version', context),
      detectedVersions: namesOf(controls, 'detected_version', context),
      nodeTypes: namesOf(controls, 'node_type', context),
      failed: firstNames(failed, 'failed', context.notes),
    };
  },
};

function totalsOf(field: Field): Totals {
  const count = (key: string) => field.get(key).count();
  return {
    pass: count('total_pass'),
    fail: count('total_fail'),
    warn: count('total_warn'),
    // Versions before 0.2 do not count these.
    info: field.get('total_info').optional(it => it.count()) ?? 0,
  };
}

function sumOf(parts: readonly Totals[]): Totals {
  const sum = { pass: 0, fail: 0, warn: 0, info: 0 };
  for (const part of parts) {
    for (const key of ['pass', 'fail', 'warn', 'info'] as const) {
      sum[key] += part[key];
    }
  }
  return sum;
}

/** Three places tell how many failed; where they differ, the most holds. */
function worst(
  counted: Totals,
  totals: Field | undefined,
  listed: number,
  { notes }: FormatContext,
): Totals {
  const declared = totals?.exists ? totalsOf(totals) : counted;
  const fail = Math.max(counted.fail, declared.fail, listed);
  const warn = Math.max(counted.warn, declared.warn);
  if (counted.fail !== declared.fail || listed > declared.fail) {
    notes.add(
      `fail: the totals say ${declared.fail}, the controls ${counted.fail}, the checks listed ${listed}; the most holds`,
    );
  }
  return { ...declared, fail, warn };
}

async function failedOf(
  controls: readonly Field[],
  { pace }: FormatContext,
): Promise<string[]> {
  const failed: string[] = [];
  for (const control of controls) {
    for (const test of control.get('tests').items()) {
      for (const result of test.get('results').items()) {
        await pace.breathe();
        if (result.get('status').value === 'FAIL') {
          failed.push(result.get('test_number').text());
        }
      }
    }
  }
  return failed;
}

function namesOf(
  controls: readonly Field[],
  key: string,
  { notes }: FormatContext,
): string[] {
  const names = controls.flatMap(
    control => control.get(key).optional(field => field.text()) ?? [],
  );
  return firstNames([...new Set(names)], key, notes);
}
