/** Trivy: vulnerabilities, misconfigurations and secrets of an image, a file system or a repository. */
import type { Field } from '../input/field';
import { readJson } from '../input/json';
import { STORED } from '../limits';
import type { FormatContext, ReportFormat } from '../types';
import { firstNames, present } from './shared';

const SEVERITIES = ['critical', 'high', 'medium', 'low', 'unknown'] as const;
export type BySeverity = Record<(typeof SEVERITIES)[number], number>;

export interface TrivyExtract {
  artifact: {
    name: string;
    /** `container_image`, `filesystem`, … */
    type?: string;
    /** `sha256:…` of the image in its repositories: what a running container is matched with. */
    digests: string[];
    /** `sha256:…` of the image's configuration, which is another number. */
    imageId?: string;
  };
  /** What was looked into; 0 means that Trivy found nothing to scan. */
  targets: number;
  /** One for each vulnerability and package. */
  vulnerabilities: BySeverity;
  /** Those of them that a newer version fixes. */
  fixable: BySeverity;
  /** Checks that failed. */
  misconfigurations: BySeverity;
  secrets: BySeverity;
}

export const trivy: ReportFormat<TrivyExtract> = {
  sends: 'the JSON of `trivy image --format json` (SchemaVersion 2)',
  reads: 'json',
  async extract(text, context) {
    const body = await readJson(text, context);
    if (body.get('SchemaVersion').value !== 2) {
      body.get('SchemaVersion').is(`must be 2; send ${trivy.sends}`);
    }
    const results = body.get('Results').items();
    const extract: TrivyExtract = {
      artifact: artifactOf(body, context),
      targets: results.length,
      vulnerabilities: none(),
      fixable: none(),
      misconfigurations: none(),
      secrets: none(),
    };
    for (const result of results) await add(result, extract, context);
    return extract;
  },
};

async function add(
  result: Field,
  extract: TrivyExtract,
  { pace }: FormatContext,
): Promise<void> {
  for (const found of result.get('Vulnerabilities').items()) {
    await pace.breathe();
    const severity = severityOf(found);
    extract.vulnerabilities[severity] += 1;
    const fixed = found.get('FixedVersion');
    if (fixed.exists && fixed.text() !== '') extract.fixable[severity] += 1;
  }
  for (const found of result.get('Misconfigurations').items()) {
    await pace.breathe();
    const status = found.get('Status');
    const passed = status.value === 'PASS' || status.value === 'EXCEPTION';
    if (!passed) extract.misconfigurations[severityOf(found)] += 1;
  }
  for (const found of result.get('Secrets').items()) {
    await pace.breathe();
    extract.secrets[severityOf(found)] += 1;
  }
}

function artifactOf(
  body: Field,
  { notes }: FormatContext,
): TrivyExtract['artifact'] {
  const metadata = body.get('Metadata');
  const digests = metadata
    .get('RepoDigests')
    .items()
    .flatMap(field => /@(sha256:[0-9a-f]{64})$/.exec(field.text())?.[1] ?? []);
  const imageId = metadata
    .get('ImageID')
    .optional(field => field.text())
    ?.match(/^sha256:[0-9a-f]{64}$/)?.[0];
  return {
    name: body.get('ArtifactName').text(),
    digests: firstNames([...new Set(digests)], 'digests', notes, STORED.names),
    ...present({
      type: body.get('ArtifactType').optional(field => field.text()),
      imageId,
    }),
  };
}

function severityOf(found: Field): keyof BySeverity {
  const field = found.get('Severity');
  const word = field.optional(it => it.text())?.toLowerCase() ?? 'unknown';
  return (
    SEVERITIES.find(known => known === word) ??
    field.is(`must be one of ${SEVERITIES.join(', ').toUpperCase()}`)
  );
}

function none(): BySeverity {
  return { critical: 0, high: 0, medium: 0, low: 0, unknown: 0 };
}
