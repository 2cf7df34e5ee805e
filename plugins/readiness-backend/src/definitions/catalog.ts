/** Compiles evidence of kind `catalog`. */
import type { ASTNode } from '@marcbachmann/cel-js';
import type { EvidenceSummary } from '@readiness-gates/backstage-plugin-readiness-common';
import { CATALOG_NAMES, createCatalogEnvironment } from './cel/environment';
import { children } from './cel/limits';
import { ExpressionCompiler, type EvidenceContext } from './expressions';
import type { RawCatalog } from './raw';
import type { Path } from './source';
import { RESERVED } from './subjects';
import { didYouMean, nearestNames } from './suggest';
import type {
  CatalogEvidence,
  Program,
  Question,
  RelatedRead,
  Rule,
} from './types';

/** Relations that Backstage's own processors write; others are taken as they are. */
const KNOWN_RELATIONS = [
  'ownedBy',
  'ownerOf',
  'partOf',
  'hasPart',
  'dependsOn',
  'dependencyOf',
  'providesApi',
  'apiProvidedBy',
  'consumesApi',
  'apiConsumedBy',
  'parentOf',
  'childOf',
  'memberOf',
  'hasMember',
];

/** The compiled evidence; undefined when something in it is wrong, which `problems` then says. */
export function compileCatalog(
  raw: RawCatalog,
  path: Path,
  context: EvidenceContext,
): CatalogEvidence | undefined {
  const before = context.problems.errors.length;
  checkSubject(raw, path, context);
  checkReads(raw, path, context);
  if (context.problems.errors.length > before) return undefined;
  const compiled = compileExpressions(raw, path, context);
  return context.problems.errors.length > before ? undefined : compiled;
}

function compileExpressions(
  raw: RawCatalog,
  path: Path,
  context: EvidenceContext,
): CatalogEvidence {
  const names = new Set(Object.keys(raw.reads ?? {}));
  const compiler = new ExpressionCompiler(
    createCatalogEnvironment(context.base, names),
    {},
    path,
    context,
  );
  const mentions = new Mentions(names);
  const variables = (raw.variables ?? []).map(({ name, expression }, index) => {
    const at = ['variables', index, 'expression'];
    const value = compiler.compile(at, expression, 'any', name);
    compiler.declareVariable(name, ['variables', index, 'name']);
    if (value?.ast) mentions.declare(name, value.ast);
    return { name, value: value?.program as Program<unknown> };
  });
  const rules = (field: 'tells' | 'where') =>
    (raw[field] ?? []).map(
      ({ rule, expression }, index): Rule => ({
        rule,
        test: compiler.compile([field, index, 'expression'], expression, 'bool')
          ?.program as Program<boolean>,
      }),
    );
  const told = new Set<string>(context.known?.told);
  const text = (field: 'message' | 'path' | 'found' | 'wanted') => {
    const source = raw[field];
    if (source === undefined) return undefined;
    const compiled = compiler.compile([field], source, 'string');
    if (compiled?.ast)
      mentions.of(compiled.ast).forEach(name => told.add(name));
    return compiled?.program;
  };
  const { title } = context;
  const [message, fieldPath, found, wanted] = [
    text('message') ?? { source: JSON.stringify(title), run: () => title },
    text('path'),
    text('found'),
    text('wanted'),
  ];
  return {
    kind: 'catalog',
    ...(raw.each && { each: raw.each }),
    ...(raw.none && { none: raw.none }),
    reads: new Map(
      Object.entries(raw.reads ?? {}).map(([name, read]) => [
        name,
        readOf(read),
      ]),
    ),
    variables,
    tells: rules('tells'),
    where: rules('where'),
    expression: compiler.compile(['expression'], raw.expression, 'bool')
      ?.program as Program<boolean>,
    message,
    ...(fieldPath && { path: fieldPath }),
    ...(found && { found }),
    ...(wanted && { wanted }),
    told,
    reveals: raw.reveals ?? [],
  };
}

function readOf({
  relation,
  verdictOn,
}: NonNullable<RawCatalog['reads']>[string]): RelatedRead {
  return {
    relation: [relation].flat(),
    ...(verdictOn !== undefined && {
      verdictOn: typeof verdictOn === 'string' ? { id: verdictOn } : verdictOn,
    }),
  };
}

function checkSubject(
  { each, none, reads = {} }: RawCatalog,
  path: Path,
  { problems }: EvidenceContext,
): void {
  if (each === undefined) {
    if (none) problems.at([...path, 'none'], '`none` is only for `each`');
    return;
  }
  if (!Object.hasOwn(reads, each)) {
    const hint = didYouMean(each, new Set(Object.keys(reads)));
    problems.at(
      [...path, 'each'],
      `\`each\` must be a name in \`reads\`; there is no \`${each}\`${hint}`,
    );
  } else if (!none) {
    problems.at(
      [...path, 'each'],
      `\`each: ${each}\` needs \`none\`: what no entity at all means`,
    );
  }
}

function checkReads(
  { reads = {} }: RawCatalog,
  path: Path,
  { base, problems, params }: EvidenceContext,
): void {
  for (const [name, { relation, verdictOn }] of Object.entries(reads)) {
    const at = [...path, 'reads', name];
    if (CATALOG_NAMES.has(name) || base.hasVariable(name) || RESERVED.has(name))
      problems.at(at, `\`${name}\` is taken; give this read another name`);
    for (const step of [relation].flat()) {
      const [near] = KNOWN_RELATIONS.includes(step)
        ? []
        : nearestNames(step, KNOWN_RELATIONS, 1);
      if (near === undefined) continue;
      problems.at(
        [...at, 'relation'],
        `no relation is called \`${step}\` (did you mean \`${near}\`?)`,
      );
    }
    if (typeof verdictOn === 'object' && !params.includes(verdictOn.param)) {
      problems.at(
        [...at, 'verdictOn', 'param'],
        `the check declares no param \`${verdictOn.param}\`${didYouMean(
          verdictOn.param,
          new Set(params),
        )}`,
      );
    }
  }
}

/** Which reads an expression names, also through variables. A loop's own name never hides one. */
class Mentions {
  readonly #variables = new Map<string, ReadonlySet<string>>();

  constructor(private readonly reads: ReadonlySet<string>) {}

  declare(variable: string, ast: ASTNode): void {
    this.#variables.set(variable, this.of(ast));
  }

  of(node: ASTNode): Set<string> {
    if (node.op === 'id')
      return new Set(this.reads.has(node.args) ? [node.args] : []);
    const variable = variableOf(node);
    if (variable !== undefined) return new Set(this.#variables.get(variable));
    return new Set(children(node).flatMap(child => [...this.of(child)]));
  }
}

function variableOf(node: ASTNode): string | undefined {
  if (node.op === '.' || node.op === '.?') {
    const [map, field] = node.args;
    return map.op === 'id' && map.args === 'variables' ? field : undefined;
  }
  if (node.op === '[]' || node.op === '[?]') {
    const [map, index] = node.args;
    return map.op === 'id' &&
      map.args === 'variables' &&
      index.op === 'value' &&
      typeof index.args === 'string'
      ? index.args
      : undefined;
  }
  return undefined;
}

/** A check has one piece of catalog evidence at most: what comes after it is asked of people. */
export function catalogEvidence({
  check,
}: Question): CatalogEvidence | undefined {
  return check.evidence.find(
    (one): one is CatalogEvidence => one.kind === 'catalog',
  );
}

/** Scorecards whose verdicts a question reads of related entities. */
export function scorecardsFollowed(question: Question): string[] {
  const evidence = catalogEvidence(question);
  return [...(evidence?.reads.values() ?? [])].flatMap(({ verdictOn }) =>
    verdictOn ? [scorecardOf(verdictOn, question.params)] : [],
  );
}

export function scorecardOf(
  verdictOn: NonNullable<RelatedRead['verdictOn']>,
  params: Record<string, unknown>,
): string {
  return 'id' in verdictOn ? verdictOn.id : String(params[verdictOn.param]);
}

export function summarizeCatalog({
  reads = {},
  where = [],
  expression,
}: RawCatalog): EvidenceSummary {
  return {
    kind: 'catalog',
    each: 'entity',
    reads: [
      ...new Set(
        Object.values(reads).map(({ relation }) => [relation].flat().join('.')),
      ),
    ],
    expression,
    where,
  };
}
