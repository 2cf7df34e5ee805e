/** Compiles one item of a scorecard: its questions, its overrides, its cohort. */
import type { JsonObject } from '@backstage/types';
import type {
  Enforcement,
  Item,
  ItemScope,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { canonicalJson, digestOf } from './digest';
import { defaultParams, paramProblems } from './params';
import { compilePredicate } from './predicates';
import type { RawItem, RawItemCheck } from './raw';
import type { Path, Problems, Source } from './source';
import { didYouMean, nearestNames } from './suggest';
import type {
  CompiledCheck,
  CompiledItem,
  CompiledOverride,
  Question,
} from './types';

/** The checks that loaded, and the ids of those that did not. */
export interface KnownChecks {
  checks: ReadonlyMap<string, CompiledCheck>;
  brokenChecks: ReadonlySet<string>;
}

export interface ItemContext extends KnownChecks {
  source: Source;
  problems: Problems;
  environmentsKnown?: ReadonlySet<string>;
}

const DEFAULT_MAX_WAIVER_DAYS = 90;
const COMPUTED = 'a part of the report, computed from the other items';

export function compileItem(
  raw: RawItem,
  path: Path,
  context: ItemContext,
): CompiledItem {
  const { problems, source } = context;
  const before = problems.errors.length;
  const asked = askedChecks(raw, path, problems);
  const found = asked.map(entry => findCheck(entry, context));
  checkEnvironments(raw.environments, [...path, 'environments'], context);
  const questions = questionsOf(asked, found, raw, context);
  const overrides = compileOverrides(raw, path, found, questions, context);
  const enforcement = enforcementOf(raw);
  const cohort =
    enforcement.cohort &&
    compilePredicate(
      enforcement.cohort,
      [...path, 'enforcement', 'cohort'],
      problems,
    );
  const broken = problems.errors[before]?.message;
  const notEvaluated =
    broken === undefined ? notEvaluatedReason(raw, found) : undefined;

  const definition: Item = {
    id: raw.id,
    text: raw.text,
    ...(raw.claim && { claim: raw.claim }),
    severity: raw.severity,
    enforcement,
    scope: scopeOf(raw),
    checks: questions.map(({ check, params }) => ({
      check: check.definition.id,
      params: params as JsonObject,
    })),
    responsible: raw.responsible ?? found[0]?.definition.responsible ?? 'owner',
    ...(raw.environments && { environments: raw.environments }),
    waivable: raw.waivable ?? true,
    maxWaiverDays: raw.maxWaiverDays ?? DEFAULT_MAX_WAIVER_DAYS,
    weight: raw.weight ?? 1,
    ...(raw.view && { view: raw.view }),
    ...(notEvaluated && { notEvaluated }),
    source: { file: source.file, line: source.lineOf(path) },
  };
  const isAsked = broken === undefined && notEvaluated === undefined;
  return {
    definition,
    questions: isAsked ? questions : [],
    ...(broken !== undefined && { broken }),
    overrides: broken === undefined ? overrides : [],
    ...(cohort && { cohort }),
  };
}

interface AskedCheck extends RawItemCheck {
  /** Where the check is named. */
  path: Path;
}

function askedChecks(
  raw: RawItem,
  path: Path,
  problems: Problems,
): AskedCheck[] {
  const ways = [raw.check, raw.allOf, raw.view].filter(
    way => way !== undefined,
  );
  if (ways.length !== 1) {
    problems.at(
      path,
      `the item \`${raw.id}\` must have exactly one of \`check\`, \`allOf\`, \`view\``,
    );
    return [];
  }
  if (raw.params && raw.check === undefined) {
    const where = raw.allOf
      ? 'the entries of `allOf`'
      : 'an item with a `check`';
    problems.at([...path, 'params'], `\`params\` belong to ${where}`);
  }
  if (raw.check !== undefined)
    return [{ check: raw.check, params: raw.params, path }];
  return (raw.allOf ?? []).map((entry, index) => ({
    ...entry,
    path: [...path, 'allOf', index],
  }));
}

function findCheck(
  { check, path }: AskedCheck,
  { checks, brokenChecks, problems }: ItemContext,
): CompiledCheck | undefined {
  const found = checks.get(check);
  if (found) return found;
  if (brokenChecks.has(check)) {
    problems.at(
      [...path, 'check'],
      `the check \`${check}\` did not load; its own errors say why`,
    );
    return undefined;
  }
  const near = nearestNames(check, checks.keys());
  const hint =
    near.length === 0
      ? ''
      : `: known ids near it are ${near.map(id => `\`${id}\``).join(', ')}`;
  problems.at([...path, 'check'], `no check has the id \`${check}\`${hint}`);
  return undefined;
}

function questionsOf(
  asked: readonly AskedCheck[],
  found: readonly (CompiledCheck | undefined)[],
  raw: RawItem,
  { problems }: ItemContext,
): Question[] {
  return asked.flatMap(({ params = {}, path }, index) => {
    const check = found[index];
    if (!check) return [];
    const { id, params: definitions } = check.definition;
    for (const { name, message } of paramProblems(id, definitions, params)) {
      problems.at([...path, 'params', name], message);
    }
    return [
      question(
        check,
        { ...defaultParams(definitions), ...params },
        scopeOf(raw),
      ),
    ];
  });
}

function question(
  check: CompiledCheck,
  params: JsonObject,
  scope: ItemScope,
): Question {
  const { id, params: definitions } = check.definition;
  const isDefault = Object.entries(params).every(([name, value]) =>
    isSame(value, definitions[name]?.default),
  );
  const digest = isDefault ? '' : `#${digestOf(params)}`;
  return {
    key: `${id}${digest}${scope === 'workload' ? '' : `@${scope}`}`,
    check,
    params,
  };
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || canonicalJson(a) === canonicalJson(b);
}

function compileOverrides(
  raw: RawItem,
  path: Path,
  found: readonly (CompiledCheck | undefined)[],
  questions: readonly Question[],
  context: ItemContext,
): CompiledOverride[] {
  return (raw.overrides ?? []).flatMap(
    ({ when, severity, params }, index): CompiledOverride[] => {
      const at = [...path, 'overrides', index];
      const matches = compilePredicate(when, [...at, 'when'], context.problems);
      if (params)
        checkOverrideParams(params, [...at, 'params'], found, context.problems);
      if (!matches) return [];
      return [
        {
          matches,
          ...(severity && { severity }),
          ...(params && {
            questions: questions.map(asked => overridden(asked, params, raw)),
          }),
        },
      ];
    },
  );
}

/** Each param of an override goes to those of the item's checks that declare it. */
function overridden(
  asked: Question,
  params: JsonObject,
  raw: RawItem,
): Question {
  const declared = asked.check.definition.params;
  const own = Object.entries(params).filter(([name]) =>
    Object.hasOwn(declared, name),
  );
  const merged = { ...asked.params, ...Object.fromEntries(own) } as JsonObject;
  return question(asked.check, merged, scopeOf(raw));
}

function checkOverrideParams(
  params: JsonObject,
  path: Path,
  found: readonly (CompiledCheck | undefined)[],
  problems: Problems,
): void {
  const checks = found.filter(check => check !== undefined);
  if (checks.length === 0) return;
  for (const [name, value] of Object.entries(params)) {
    const declaring = checks.filter(({ definition }) =>
      Object.hasOwn(definition.params, name),
    );
    // With no check that declares it, the first one says so.
    for (const { definition } of declaring.length > 0
      ? declaring
      : checks.slice(0, 1)) {
      for (const { message } of paramProblems(
        definition.id,
        definition.params,
        { [name]: value! },
      )) {
        problems.at([...path, name], message);
      }
    }
  }
}

export function checkEnvironments(
  environments: readonly string[] | undefined,
  path: Path,
  {
    environmentsKnown,
    problems,
  }: Pick<ItemContext, 'environmentsKnown' | 'problems'>,
): void {
  if (!environmentsKnown) return;
  environments?.forEach((name, index) => {
    if (environmentsKnown.has(name)) return;
    const hint = didYouMean(name, environmentsKnown);
    problems.at(
      [...path, index],
      `no environment is called \`${name}\`${hint}`,
    );
  });
}

function notEvaluatedReason(
  raw: RawItem,
  found: readonly (CompiledCheck | undefined)[],
): string | undefined {
  if (raw.view) return COMPUTED;
  return found.find(check => check?.notEvaluated)?.notEvaluated;
}

function enforcementOf({ enforcement = 'enforce' }: RawItem): Enforcement {
  return typeof enforcement === 'string' ? { mode: enforcement } : enforcement;
}

function scopeOf({ scope = 'workload' }: RawItem): ItemScope {
  return scope;
}
