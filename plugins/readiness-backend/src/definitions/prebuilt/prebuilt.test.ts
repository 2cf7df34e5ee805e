/** What is known of the library says what its files say, and is only taken for files that are as they were. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import type { CompiledCheck, Definitions } from '../types';
import { readPlan } from '../../evaluation/plan';
import { judgeCase, type CheckCase } from '../../evidence/cases';
import { checkYaml, scorecardYaml } from '../__testing__/definitions';
import { createBaseEnvironment } from '../cel/environment';
import { compileDefinitions, type DefinitionSources } from '../compile';
import { loadDefinitions, readSources } from '../load';
import { libraryReference } from '../reference';
import { YamlSource } from '../source';
import { buildLibrary } from './build';
import { readPrebuilt, writtenLibrary } from './library';
import type { PrebuiltLibrary } from './types';

jest.setTimeout(120_000);

const PACKAGE = path.join(__dirname, '..', '..', '..');
const FILE = path.join(PACKAGE, 'library.json');
const FOLDERS = {
  checksDir: path.join(PACKAGE, 'checks'),
  scorecardsDir: path.join(PACKAGE, 'scorecards'),
};

const base = createBaseEnvironment();
const compile = async (sources: DefinitionSources) =>
  compileDefinitions(sources, await base);
const build = async (sources: DefinitionSources) =>
  buildLibrary(sources, await base);

/** Without what can be run. */
const plain = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value, (_, part) =>
      part instanceof Map || part instanceof Set ? [...part] : part,
    ),
  );

describe('the library', () => {
  let sources: DefinitionSources;
  let library: PrebuiltLibrary;
  let parsed: Definitions;
  let known: Definitions;
  beforeAll(async () => {
    sources = await readSources(FOLDERS, []);
    library = await build(sources);
    parsed = await compile(sources);
    const written = JSON.parse(writtenLibrary(library));
    const prebuilt: PrebuiltLibrary = new Map(Object.entries(written));
    known = await compile({ ...sources, prebuilt });
  });

  it('is known whole', () => {
    const files = [...sources.checks, ...sources.scorecards];
    expect([...library.keys()]).toEqual(files.map(({ file }) => file));
  });

  it('is the same, whether it was parsed or known', () => {
    expect(plain(known.scorecards)).toEqual(plain(parsed.scorecards));
    expect(plain(known.checks)).toEqual(plain(parsed.checks));
    expect(libraryReference(known)).toBe(libraryReference(parsed));
    for (const extended of [false, true]) {
      const plan = readPlan(known, { extended });
      expect(plan).toEqual(readPlan(parsed, { extended }));
    }
  });

  it('judges the same, whether it was parsed or known', () => {
    const cases = sources.checks.flatMap(({ file, text }) => {
      const { cases: own = [] } = parse(text, {
        merge: true,
        maxAliasCount: 1000,
      }) as { cases?: CheckCase[] };
      return own.map(one => ({ id: path.basename(file, '.yaml'), one }));
    });
    expect(cases.length).toBeGreaterThan(1000);
    const differing = cases.filter(({ id, one }) => {
      const [a, b] = [parsed, known].map(({ checks }) =>
        JSON.stringify(judgeCase(checks.get(id)!, one)),
      );
      return a !== b;
    });
    expect(differing).toEqual([]);
  });

  it('is in step with library.json, which UPDATE_LIBRARY=1 writes', async () => {
    if (process.env.UPDATE_LIBRARY === '1')
      writeFileSync(FILE, writtenLibrary(library));
    const shipped = await readPrebuilt(FILE);
    const files = [...new Set([...library.keys(), ...(shipped?.keys() ?? [])])];
    expect(
      files.filter(
        file =>
          JSON.stringify(library.get(file)) !==
          JSON.stringify(shipped?.get(file)),
      ),
    ).toEqual([]);
    expect(readFileSync(FILE, 'utf8') === writtenLibrary(library)).toBe(true);
  });
});

describe('a file', () => {
  const CHECK = {
    file: 'checks/health/web-ready.yaml',
    text: checkYaml(
      `
each: workload
expression: object.spec.replicas >= params.least
message: "'too few'"`,
      'params:\n  least: { type: integer, default: 2, description: Pods. }\n',
    ),
  };
  const SCORECARD = {
    file: 'scorecards/baseline.yaml',
    text: scorecardYaml(
      "- { id: '1', text: A, check: web-ready, severity: blocking }\n- { id: '2', text: B, check: web-ready, severity: recommended }",
    ),
  };
  const sources = { checks: [CHECK], scorecards: [SCORECARD] };

  let prebuilt: PrebuiltLibrary;
  let yaml: jest.SpyInstance;
  beforeEach(async () => {
    prebuilt = await build(sources);
    yaml = jest.spyOn(YamlSource, 'parse');
  });
  afterEach(() => jest.restoreAllMocks());

  const parsedFiles = () => yaml.mock.calls.map(([{ file }]) => file);
  const runs = ({ evidence }: CompiledCheck, replicas: number) =>
    evidence[0].kind === 'kubernetes' &&
    evidence[0].expression.run({
      object: { spec: { replicas } },
      params: { least: 2 },
    });

  it('that is known is not parsed, and works', async () => {
    const { checks, scorecards, errors } = await compile({
      ...sources,
      prebuilt,
    });
    expect(errors).toEqual([]);
    expect(parsedFiles()).toEqual([]);
    expect(scorecards.get('baseline')!.items).toHaveLength(2);
    expect([1, 2].map(n => runs(checks.get('web-ready')!, n))).toEqual([
      false,
      true,
    ]);
  });

  it('of another text is parsed, and the others still are not', async () => {
    const text = CHECK.text.replace('>= params', '> params');
    const { checks, errors } = await compile({
      ...sources,
      checks: [{ ...CHECK, text }],
      prebuilt,
    });
    expect(errors).toEqual([]);
    expect(parsedFiles()).toEqual([CHECK.file]);
    expect([2, 3].map(n => runs(checks.get('web-ready')!, n))).toEqual([
      false,
      true,
    ]);
  });

  it('of another text is told its errors', async () => {
    const text = CHECK.text.replace('params.least', 'params.lest');
    const { errors } = await compile({
      ...sources,
      checks: [{ ...CHECK, text }],
      prebuilt,
    });
    expect(errors.map(({ file }) => file)).toEqual([
      CHECK.file,
      ...[1, 2].map(() => SCORECARD.file),
    ]);
  });

  it('of the installation itself is parsed, whatever its text', async () => {
    const checks = [{ ...CHECK, own: true }];
    const { errors } = await compile({ ...sources, checks, prebuilt });
    expect(errors).toEqual([]);
    expect(parsedFiles()).toEqual([CHECK.file]);
  });

  it('with an error is not known', async () => {
    const text = SCORECARD.text.replace('check: web-ready', 'check: web-redy');
    const built = await build({
      ...sources,
      scorecards: [{ ...SCORECARD, text }],
    });
    expect([...built.keys()]).toEqual([CHECK.file]);
  });

  it('that is known tells what an override does wrong, with the line', async () => {
    const overrides = new Map([
      ['baseline', { items: new Map([['2', { params: { least: 'two' } }]]) }],
    ]);
    const parsed = await compile({ ...sources, overrides });
    const known = await compile({ ...sources, overrides, prebuilt });
    expect(parsed.errors).toHaveLength(1);
    expect(known.errors).toEqual(parsed.errors);
    expect(plain(known.scorecards)).toEqual(plain(parsed.scorecards));
  });
});

describe('library.json', () => {
  const small = path.join(__dirname, '../../__testUtils__/library');
  const folders = {
    checksDir: path.join(small, 'checks'),
    scorecardsDir: path.join(small, 'scorecards'),
  };
  let prebuilt: string;
  beforeEach(async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'library-'));
    prebuilt = path.join(folder, 'library.json');
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await rm(path.dirname(prebuilt), { recursive: true });
  });

  it.each([
    ['is not there', undefined],
    ['is no JSON', '{"checks/a.yaml"'],
  ])('that %s costs time and nothing else', async (_, text) => {
    if (text !== undefined) await writeFile(prebuilt, text);
    const { checks, errors } = await loadDefinitions({ ...folders, prebuilt });
    expect(errors).toEqual([]);
    expect(checks.size).toBeGreaterThan(0);
  });

  it('is taken where it is given, but where cases are looked at', async () => {
    const built = await build(await readSources(folders, []));
    await writeFile(prebuilt, writtenLibrary(built));
    const yaml = jest.spyOn(YamlSource, 'parse');
    await loadDefinitions({ ...folders, prebuilt });
    expect(yaml).not.toHaveBeenCalled();
    await loadDefinitions({ ...folders, prebuilt, withCases: true });
    expect(yaml).toHaveBeenCalledTimes(built.size);
  });
});
