/**
 * Finds out about the library, while it is built, what a start would otherwise find out again: what the YAML
 * holds, and what its expressions read.
 */
import type { JsonValue } from '@backstage/types';
import type { Environment } from '@marcbachmann/cel-js';
import { compileDefinitions, type DefinitionSources } from '../compile';
import { digestOfText } from '../digest';
import type { RawScorecard } from '../raw';
import { CASES, YamlSource, type Path, type SourceFile } from '../source';
import type { CompiledCheck, CompiledEvidence } from '../types';
import { lineKey } from './source';
import type {
  KnownEvidence,
  PrebuiltDefinition,
  PrebuiltLibrary,
} from './types';

/** Of files without an error. */
export async function buildLibrary(
  { checks, scorecards }: Pick<DefinitionSources, 'checks' | 'scorecards'>,
  base: Environment,
): Promise<PrebuiltLibrary> {
  const compiled = await compileDefinitions({ checks, scorecards }, base);
  const wrong = new Set(compiled.errors.map(({ file }) => file));
  const byFile = new Map(
    [...compiled.checks.values()].map(check => [
      check.definition.source.file,
      check,
    ]),
  );
  return new Map(
    [...checks, ...scorecards]
      .filter(({ file }) => !wrong.has(file))
      .map(source => [source.file, prebuilt(source, byFile.get(source.file))]),
  );
}

function prebuilt(
  file: SourceFile,
  check: CompiledCheck | undefined,
): PrebuiltDefinition {
  const source = YamlSource.parse(file, CASES) as YamlSource;
  const paths = check ? [['id']] : scorecardPaths(source.value as RawScorecard);
  return {
    digest: digestOfText(file.text),
    value: source.value as JsonValue,
    lines: Object.fromEntries(
      paths.map(path => [lineKey(path), source.lineOf(path)]),
    ),
    ...(check && {
      revision: check.definition.revision,
      evidence: check.evidence.map(knownOf),
    }),
  };
}

function scorecardPaths({ sections }: RawScorecard): Path[] {
  return [
    ['id'],
    ...sections.flatMap(({ items }, section) =>
      items.map((_, item) => ['sections', section, 'items', item]),
    ),
  ];
}

function knownOf(evidence: CompiledEvidence): KnownEvidence {
  return {
    ...('needs' in evidence && { needs: Object.fromEntries(evidence.needs) }),
    ...('told' in evidence && { told: [...evidence.told] }),
  };
}
