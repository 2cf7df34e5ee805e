/** kubeconform: manifests against the schemas of a Kubernetes version. */
import { readJson } from '../input/json';
import type { Field } from '../input/field';
import type { FormatContext, ReportFormat } from '../types';
import { firstNames, label } from './shared';

export interface KubeconformExtract {
  valid: number;
  invalid: number;
  /** Files that could not be read, kinds without a schema. */
  errors: number;
  skipped: number;
  /** The first 20 that are invalid or in error: `Deployment web`. */
  failed: string[];
  /** Kinds that were skipped; kubeconform names them with -verbose only. */
  skippedKinds: string[];
}

export const kubeconform: ReportFormat<KubeconformExtract> = {
  sends: 'the JSON of `kubeconform -output json -summary`',
  reads: 'json',
  async extract(text, context) {
    const body = await readJson(text, context);
    const summary = body.get('summary');
    if (!summary.isObject) summary.is(`is missing; send ${kubeconform.sends}`);
    const listed = await listedIn(body, context);
    const most = (key: 'invalid' | 'errors') => {
      const said = summary.get(key).count();
      const seen = listed[key].length;
      if (seen > said) {
        context.notes.add(
          `${key}: the summary says ${said}, listed are ${seen}`,
        );
      }
      return Math.max(said, seen);
    };
    return {
      valid: summary.get('valid').count(),
      invalid: most('invalid'),
      errors: most('errors'),
      skipped: summary.get('skipped').count(),
      failed: firstNames(
        [...listed.invalid, ...listed.errors],
        'failed',
        context.notes,
      ),
      skippedKinds: firstNames(
        [...listed.skipped].sort(),
        'skippedKinds',
        context.notes,
      ),
    };
  },
};

async function listedIn(body: Field, { pace }: FormatContext) {
  const invalid: string[] = [];
  const errors: string[] = [];
  const skipped = new Set<string>();
  for (const resource of body.get('resources').items()) {
    await pace.breathe();
    const status = resource.get('status').text();
    if (status === 'statusInvalid') invalid.push(nameOf(resource));
    else if (status === 'statusError') errors.push(nameOf(resource));
    else if (status === 'statusSkipped') {
      skipped.add(resource.get('kind').optional(it => it.text()) || 'unknown');
    }
  }
  return { invalid, errors, skipped };
}

function nameOf(resource: Field): string {
  const text = (key: string) =>
    resource.get(key).optional(field => field.text()) ?? '';
  const named = `${text('kind')} ${text('name')}`.trim();
  return label(named || text('filename') || 'unknown');
}
