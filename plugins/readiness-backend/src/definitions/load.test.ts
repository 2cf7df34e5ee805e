import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  checkYaml,
  compileTexts,
  scorecardYaml,
} from './__testing__/definitions';
import { formatDefinitionError, loadDefinitions } from './load';

const LIBRARY = path.resolve(__dirname, '../..');
const CHECK = checkYaml('each: workload\nexpression: object.spec.replicas > 1');
const SCORECARD = scorecardYaml(
  "- { id: '1', text: A, check: web-ready, severity: blocking }",
);

describe('folders of definitions', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'definitions-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  const write = async (files: Record<string, string>) => {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true });
      await writeFile(path.join(root, file), text);
    }
  };
  const load = () =>
    loadDefinitions({
      checksDir: path.join(root, 'checks'),
      scorecardsDir: path.join(root, 'scorecards'),
    });

  it('are read by area, and what is no definition is left alone', async () => {
    await write({
      'checks/README.md': '# Checks',
      'checks/health/web-ready.yaml': CHECK,
      'scorecards/baseline.yaml': SCORECARD,
      'scorecards/corrections.tsv': 'x',
    });
    const { checks, scorecards, errors } = await load();
    expect(errors).toEqual([]);
    expect(checks.get('web-ready')?.definition).toMatchObject({
      area: 'health',
      source: { file: 'checks/health/web-ready.yaml', line: 1 },
    });
    expect(
      scorecards.get('baseline')?.definition.sections[0].items[0].source,
    ).toEqual({
      file: 'scorecards/baseline.yaml',
      line: 9,
    });
  });

  it('tell what lies in the wrong place or cannot be read, and load the rest', async () => {
    await write({
      'checks/health/web-ready.yaml': CHECK,
      'checks/health/other.yml': CHECK,
      'checks/loose.yaml': CHECK,
      'checks/health/huge.yaml': `# ${'x'.repeat(10_000_000)}`,
    });
    const { checks, errors } = await load();
    expect([...checks.keys()]).toEqual(['web-ready']);
    expect(errors.map(formatDefinitionError)).toEqual([
      'checks/health/huge.yaml:1: the file has 10000002 bytes, the most is 1000000',
      'checks/health/other.yml:1: the file is not read; rename it to `.yaml`',
      'checks/loose.yaml:1: a check lies in a folder that names its area: checks/<area>/<id>.yaml',
      'scorecards:1: the folder cannot be read: ENOENT',
    ]);
  });

  it('are as quick as can be: cases are only parsed where they are wanted', async () => {
    const shared = CHECK.replace('fix: Make it ready.', 'fix: *help');
    await write({
      'checks/health/web-ready.yaml': `${CHECK}fixtures:\n- &x { a: 1 }\ncases:\n- nmae: [*x, *nowhere]\n`,
      'checks/health/other.yaml': `fixtures: [&help Help yourself.]\n${shared.replace(
        'web-ready',
        'other',
      )}`,
    });
    const options = { checksDir: path.join(root, 'checks') };
    const { checks, errors } = await loadDefinitions(options);
    expect(errors).toEqual([]);
    expect(checks.get('other')?.definition).toMatchObject({
      fix: 'Help yourself.',
      source: { line: 2 },
    });
    const strict = await loadDefinitions({ ...options, withCases: true });
    expect(strict.errors).toHaveLength(1);
  });

  it('may be single files beside the folders', async () => {
    await write({
      'checks/health/web-ready.yaml': CHECK,
      'more/baseline.yaml': SCORECARD,
    });
    const { scorecards, errors } = await loadDefinitions({
      checksDir: path.join(root, 'checks'),
      scorecardFiles: [path.join(root, 'more/baseline.yaml')],
    });
    expect(errors).toEqual([]);
    expect([...scorecards.keys()]).toEqual(['baseline']);
  });
});

describe('the revision of a check', () => {
  const revisionOf = async (text: string) => {
    const { checks } = await compileTexts({
      checks: { 'checks/health/web-ready.yaml': text },
    });
    return checks.get('web-ready')!.definition.revision;
  };

  it('changes with what decides the result, and with nothing else', async () => {
    const revision = await revisionOf(CHECK);
    expect(revision).toMatch(/^[0-9a-f]{12}$/);
    expect(await revisionOf(CHECK.replace('It is ready', 'Ready'))).toBe(
      revision,
    );
    expect(await revisionOf(CHECK.replace('Make it', 'Do make it'))).toBe(
      revision,
    );
    expect(await revisionOf(CHECK.replace('> 1', '> 2'))).not.toBe(revision);
    expect(
      await revisionOf(CHECK.replace('evidence:', 'settle: PT5M\nevidence:')),
    ).not.toBe(revision);
  });
});

describe('the library', () => {
  it('loads without an error', async () => {
    const definitions = await loadDefinitions({
      checksDir: path.join(LIBRARY, 'checks'),
      scorecardsDir: path.join(LIBRARY, 'scorecards'),
      withCases: true,
    });
    expect(definitions.errors.map(formatDefinitionError)).toEqual([]);
  }, 60_000);
});
