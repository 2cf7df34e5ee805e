/** Compiles one scorecard from its YAML. */
import type { Scorecard } from '@readiness-gates/backstage-plugin-readiness-common';
import { digestOf } from './digest';
import {
  checkEnvironments,
  compileItem,
  type ItemContext,
  type KnownChecks,
} from './items';
import { overridden } from './overrides';
import type { ScorecardOverride } from './overrides';
import { compilePredicate } from './predicates';
import type { RawScorecard } from './raw';
import { ENTITY_REF } from './refs';
import type { ShapeValidator } from './schema/validate';
import { partsOf, Problems, type Path, type Source } from './source';
import type { CompiledItem, CompiledScorecard } from './types';

export interface ScorecardLoad {
  id?: string;
  line: number;
  scorecard?: CompiledScorecard;
  problems: Problems;
}

export function loadScorecard(
  source: Source,
  validate: ShapeValidator,
  known: KnownChecks,
  environmentsKnown?: ReadonlySet<string>,
  override?: ScorecardOverride,
): ScorecardLoad {
  const problems = new Problems(source);
  const id = (source.value as { id?: unknown } | null)?.id;
  const load: ScorecardLoad = { line: source.lineOf(['id']), problems };
  if (typeof id === 'string') load.id = id;
  if (!validate(source, problems)) return load;

  const { raw, problems: misplaced } = overridden(
    source.value as RawScorecard,
    override,
  );
  for (const message of misplaced) problems.elsewhere(message);
  const context = { ...known, source, problems, environmentsKnown };
  checkPlace(raw, source, problems);
  checkUniqueIds(raw, source, problems);
  checkEnvironments(raw.gate?.environments, ['gate', 'environments'], context);
  const appliesTo = compilePredicate(raw.appliesTo, ['appliesTo'], problems);
  // From here on an error breaks its item alone.
  if (problems.own > 0 || !appliesTo) return load;
  const sections = compileItems(raw, context);
  load.scorecard = {
    definition: describe(raw, source, sections),
    appliesTo,
    items: sections.flat(),
  };
  return load;
}

function compileItems(
  raw: RawScorecard,
  context: ItemContext,
): CompiledItem[][] {
  return raw.sections.map(({ items }, section) =>
    items.flatMap((item, index) =>
      item.off
        ? []
        : [compileItem(item, ['sections', section, 'items', index], context)],
    ),
  );
}

function checkPlace(
  raw: RawScorecard,
  source: Source,
  problems: Problems,
): void {
  const name = partsOf(source.file).at(-1);
  if (name !== `${raw.id}.yaml`) {
    problems.at(
      ['id'],
      `the id \`${raw.id}\` must be the name of the file, \`${raw.id}.yaml\``,
    );
  }
  checkPerson(raw.owner, ['owner'], problems);
  checkPerson(raw.waivers?.decidedBy, ['waivers', 'decidedBy'], problems);
}

function checkPerson(
  ref: string | undefined,
  path: Path,
  problems: Problems,
): void {
  if (ref === undefined || ENTITY_REF.test(ref)) return;
  problems.at(
    path,
    `\`${path.at(
      -1,
    )}\` must be an entity reference such as \`group:default/platform\``,
  );
}

function checkUniqueIds(
  raw: RawScorecard,
  source: Source,
  problems: Problems,
): void {
  const items = new Map<string, Path>();
  const sections = new Map<string, Path>();
  const claim = (
    seen: Map<string, Path>,
    what: string,
    id: string,
    path: Path,
  ) => {
    const first = seen.get(id);
    if (first === undefined) seen.set(id, path);
    else
      problems.at(
        path,
        `duplicate ${what} id \`${id}\`, first used at line ${source.lineOf(
          first,
        )}`,
      );
  };
  raw.sections.forEach((section, index) => {
    claim(sections, 'section', section.id, ['sections', index, 'id']);
    section.items.forEach((item, position) =>
      claim(items, 'item', item.id, [
        'sections',
        index,
        'items',
        position,
        'id',
      ]),
    );
  });
}

function describe(
  raw: RawScorecard,
  source: Source,
  sections: CompiledItem[][],
): Scorecard {
  const definitions = sections.map(items =>
    items.map(({ definition }) => definition),
  );
  return {
    id: raw.id,
    title: raw.title,
    description: raw.description,
    ...(raw.owner && { owner: raw.owner }),
    appliesTo: raw.appliesTo,
    ...(raw.expects && { expects: raw.expects }),
    gate: {
      onPlatformUnknown: raw.gate?.onPlatformUnknown ?? 'hold',
      ...(raw.gate?.environments && { environments: raw.gate.environments }),
    },
    ...(raw.claim && { claim: raw.claim }),
    ...(raw.target && { target: raw.target }),
    ...(raw.waivers && { waiversDecidedBy: raw.waivers.decidedBy }),
    sections: raw.sections.map(({ id, title, claim }, index) => ({
      id,
      title,
      ...(claim !== undefined && { claim }),
      items: definitions[index],
    })),
    revision: revisionOf(raw, sections),
    source: { file: source.file, line: source.lineOf(['id']) },
  };
}

/** Digest of all that decides verdicts: not titles, texts and claims, nor where they are written. */
function revisionOf(raw: RawScorecard, sections: CompiledItem[][]): string {
  const overrides = raw.sections.map(({ items }) =>
    items.filter(({ off }) => !off).map(item => item.overrides ?? []),
  );
  const items = sections.flat().map(({ definition, questions, broken }) => {
    const { text, claim, source, ...decisive } = definition;
    return {
      ...decisive,
      broken,
      revisions: questions.map(({ check }) => check.definition.revision),
    };
  });
  const { appliesTo, expects, gate } = raw;
  return digestOf({ appliesTo, expects, gate, items, overrides });
}
