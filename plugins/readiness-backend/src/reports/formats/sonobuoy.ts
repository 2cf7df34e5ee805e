/**
 * Sonobuoy: conformance and other plugins, from its summaries. The results tarball is not accepted: it
 * holds logs and objects of the whole cluster, which have no business here.
 */
import { quote, refuse } from '../errors';
import type { Field } from '../input/field';
import { readJson } from '../input/json';
import { STORED } from '../limits';
import type { FormatContext, ReportFormat } from '../types';
import { readDump } from './sonobuoyDump';

interface Counts {
  total: number;
  passed: number;
  failed: number;
  skipped: number;
}

export interface SonobuoyExtract extends Counts {
  /** `passed` only where every plugin passed; else the worst of them: `failed`, or an unknown one's word. */
  status: string;
  plugins: ({ name: string; status: string } & Counts)[];
}

type Plugin = SonobuoyExtract['plugins'][number];

export const sonobuoy: ReportFormat<SonobuoyExtract> = {
  sends:
    'the JSON of `sonobuoy status --json`, or the YAML of `sonobuoy results TARBALL --mode=dump`; not the .tar.gz',
  reads: 'json',
  async extract(text, context) {
    const plugins = /^\s*[{[]/.test(text)
      ? await fromJson(await readJson(text, context), context)
      : (await readDump(text, context)).map(({ byStatus, ...plugin }) => ({
          ...plugin,
          ...countsOf(byStatus),
        }));
    if (plugins.length === 0) {
      refuse('body.plugins', 'names no plugin; wait for the run to complete');
    }
    if (plugins.length > STORED.suites) {
      refuse('body.plugins', `has more than ${STORED.suites} plugins`);
    }
    const sum = { total: 0, passed: 0, failed: 0, skipped: 0 };
    for (const plugin of plugins) {
      sum.total += plugin.total;
      sum.passed += plugin.passed;
      sum.failed += plugin.failed;
      sum.skipped += plugin.skipped;
    }
    return { status: worstOf(plugins), ...sum, plugins };
  },
};

async function fromJson(
  body: Field,
  context: FormatContext,
): Promise<Plugin[]> {
  return body.get('plugins').exists
    ? fromStatus(body)
    : [await fromTree(body, context)];
}

/** A run that is not complete has nothing to say yet. */
function fromStatus(document: Field): Plugin[] {
  const status = document.get('status').text();
  if (status !== 'complete' && status !== 'post-processing') {
    document
      .get('status')
      .is(`must be "complete", is ${quote(status)}; report when the run ended`);
  }
  return document
    .get('plugins')
    .items()
    .map(plugin => {
      const counts = plugin.get('result-counts');
      const byStatus = new Map(
        counts.keys().map(key => [key, counts.get(key).count()]),
      );
      return {
        name: plugin.get('plugin').text(),
        status: plugin.get('result-status').text(),
        ...countsOf(byStatus),
      };
    });
}

/** The dump of one plugin, made JSON; its leaves are the tests. */
async function fromTree(
  document: Field,
  { pace }: FormatContext,
): Promise<Plugin> {
  const byStatus = new Map<string, number>();
  const open = [document];
  for (let item = open.pop(); item; item = open.pop()) {
    await pace.breathe();
    const children = item.get('items').items();
    open.push(...children);
    if (children.length > 0 || item === document) continue;
    const status = item.get('status').text();
    byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
  }
  return {
    name: document.get('name').text(),
    status: document.get('status').text(),
    ...countsOf(byStatus),
  };
}

/** What neither passed nor was skipped did not pass: failed, timed out, unknown. */
function countsOf(byStatus: ReadonlyMap<string, number>): Counts {
  const passed = byStatus.get('passed') ?? 0;
  const skipped = byStatus.get('skipped') ?? 0;
  const total = [...byStatus.values()].reduce((sum, count) => sum + count, 0);
  return { total, passed, failed: total - passed - skipped, skipped };
}

function worstOf(plugins: readonly Plugin[]): string {
  const bad = plugins.filter(
    ({ status, failed }) => status !== 'passed' || failed > 0,
  );
  if (bad.length === 0) return 'passed';
  const failed = bad.some(
    ({ status, failed: count }) => status === 'failed' || count > 0,
  );
  return failed ? 'failed' : bad[0].status;
}
