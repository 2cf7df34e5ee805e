/**
 * The documentation is true in what a machine can tell: links lead somewhere, commands exist, YAML can be
 * read, configuration keys and routes are those of the code, complete definitions load.
 */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import {
  below,
  PAGES,
  read,
  ROOT,
  SNIPPETS,
  snippetsIn,
} from './__testUtils__/docs';
import { formatDefinitionError, loadDefinitions } from './definitions/load';
import { caseMismatch, judgeCase, type CheckCase } from './evidence/cases';

/** Written by a script that needs a browser, so not there before it ran. */
const SCREENSHOTS = join(ROOT, 'docs/images');

const idOf = (file: string) => basename(file, '.yaml');

/** As GitHub and MkDocs make them of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .trim()
    .replaceAll(' ', '-');

const anchorsOf = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    anchorOf(heading),
  );

function isBroken(page: string, link: string): boolean {
  const [path, anchor] = link.split('#');
  const target = path
    ? resolve(dirname(join(ROOT, page)), path)
    : join(ROOT, page);
  if (target.startsWith(SCREENSHOTS) && !existsSync(SCREENSHOTS)) return false;
  if (!existsSync(target)) return true;
  return Boolean(anchor) && !anchorsOf(target).includes(anchor);
}

it.each(PAGES)('%s: links lead somewhere', page => {
  const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link)
    .filter(link => !/^[a-z]+:/.test(link));
  expect(links.filter(link => isBroken(page, link))).toEqual([]);
});

it('mkdocs.yml names pages that exist, and every page but the single decisions', () => {
  const named = [...read('mkdocs.yml').matchAll(/: (\S+\.md)$/gm)].map(
    ([, file]) => `docs/${file}`,
  );
  const wanted = below('docs', '.md').filter(
    file => !/^docs\/decisions\/\d/.test(file),
  );
  expect(named.sort()).toEqual(wanted);
});

it.each(PAGES)('%s: commands exist', page => {
  const { scripts } = JSON.parse(read('package.json')) as {
    scripts: Record<string, string>;
  };
  const text = read(page);
  const asked = [...text.matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)];
  const missing = asked.filter(([, name]) => !Object.hasOwn(scripts, name));
  expect(missing.map(([command]) => command)).toEqual([]);
  const files = [
    ...text.matchAll(/(?:npm test -- |node )((?:\w[\w.-]*\/)+[\w.-]+)/g),
  ].map(([, file]) => file);
  expect(files.filter(file => !existsSync(join(ROOT, file)))).toEqual([]);
});

it('every snippet says its language, and one that some test understands', () => {
  const understood = ['ts', 'tsx', 'yaml', 'json', 'sh'];
  const others = SNIPPETS.filter(
    ({ language }) => !understood.includes(language),
  );
  expect(others.map(({ at }) => at)).toEqual([]);
});

it.each(snippetsIn('yaml'))('%s: the YAML can be read', (_, { text }) => {
  const problems = parseAllDocuments(text).flatMap(({ errors }) => errors);
  expect(problems.map(({ message }) => message)).toEqual([]);
});

it.each(snippetsIn('sh'))('%s: the shell understands it', (_, { text }) => {
  expect(() =>
    execFileSync('bash', ['-n'], { input: text, stdio: 'pipe' }),
  ).not.toThrow();
});

describe('configuration', () => {
  /** Every key of config.d.ts, as the reference writes it: `readiness.clusters[].name`, `….types.<type>.format`. */
  function declaredKeys(): string[] {
    const source = read('plugins/readiness-backend/config.d.ts')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/^[\s\S]*?interface Config \{/, '');
    const keys: string[] = [];
    const path: string[] = [];
    for (const [token, any, name = `<${any}>`, array, open] of source.matchAll(
      /(?:\[(\w+): string\]|(\w+))\??:\s*(Array<)?(\{)?|\}/g,
    )) {
      if (token === '}') path.pop();
      else if (open) path.push(`${name}${array ? '[]' : ''}`);
      else keys.push([...path, name].join('.'));
    }
    return keys;
  }

  function keysIn(value: unknown, path: string): string[] {
    if (Array.isArray(value)) {
      return value.some(entry => typeof entry === 'object')
        ? value.flatMap(entry => keysIn(entry, `${path}[]`))
        : [path];
    }
    if (typeof value !== 'object' || value === null) return [path];
    return Object.entries(value).flatMap(([key, below_]) =>
      // The id of an item is one step, dots and all.
      keysIn(below_, `${path}.${key.replace(/\./g, '·')}`),
    );
  }

  /** A duration may be a map, which goes on below the key. */
  function isBelow(declared: string, key: string): boolean {
    const parts = key.split('.');
    return declared
      .split('.')
      .every((part, i) => part.startsWith('<') || part === parts[i]);
  }

  it.each(['README.md', 'docs/reference/configuration.md'])(
    '%s lists the keys of config.d.ts, all of them',
    page => {
      const listed = [...read(page).matchAll(/^\| `(readiness\.\S+)`/gm)];
      expect(listed.map(([, key]) => key).sort()).toEqual(
        declaredKeys().sort(),
      );
    },
  );

  it.each(snippetsIn('yaml'))('%s: keys are known', (_, { text }) => {
    const known = declaredKeys();
    const used = parseAllDocuments(text).flatMap(document => {
      const { readiness } = (document.toJS() ?? {}) as { readiness?: unknown };
      return readiness ? keysIn(readiness, 'readiness') : [];
    });
    const unknown = used.filter(key => !known.some(it => isBelow(it, key)));
    expect(unknown).toEqual([]);
  });
});

it('docs/reference/api.md lists the routes of the OpenAPI document, all of them', () => {
  const { paths } = parse(
    read('plugins/readiness-backend/src/schema/openapi.yaml'),
  ) as { paths: Record<string, Record<string, unknown>> };
  const served = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
  );
  const rows = [...read('docs/reference/api.md').matchAll(/^\| (`.*?`) \|/gm)];
  const listed = rows.flatMap(([, cell]) =>
    [...cell.matchAll(/(GET|POST|PUT|DELETE) ([^`]+)/g)].map(
      ([route]) => route,
    ),
  );
  expect(listed.sort()).toEqual(served.sort());
});

describe('definitions that are marked as complete', () => {
  const folder = mkdtempSync(join(tmpdir(), 'readiness-docs-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('load, with the library beside them', async () => {
    const files = SNIPPETS.flatMap(({ complete, text }) => {
      if (!complete) return [];
      const kind = 'evidence' in parse(text) ? 'checks' : 'scorecards';
      const file = join(folder, kind, 'docs', complete);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      return [{ kind, file, text }];
    });
    const ofKind = (kind: string) => files.filter(it => it.kind === kind);
    // Of the library only what is referred to: compiling all of it takes seconds.
    const library = below('plugins/readiness-backend/checks', '.yaml').filter(
      file =>
        ofKind('scorecards').some(({ text }) => text.includes(idOf(file))),
    );
    const { errors, checks, scorecards } = await loadDefinitions({
      checksDir: join(folder, 'checks'),
      checkFiles: library.map(file => join(ROOT, file)),
      scorecardFiles: ofKind('scorecards').map(({ file }) => file),
    });
    expect(errors.map(formatDefinitionError)).toEqual([]);
    const loaded = [...checks.keys(), ...scorecards.keys()];
    const named = files.map(({ file }) => idOf(file));
    expect(named.length).toBeGreaterThan(1);
    expect(loaded).toEqual(expect.arrayContaining(named));
    for (const { file, text } of ofKind('checks')) {
      const { cases } = parse(text) as { cases: CheckCase[] };
      const check = checks.get(idOf(file))!;
      const wrong = cases.map(it => caseMismatch(it, judgeCase(check, it)));
      expect(wrong).toEqual(cases.map(() => undefined));
    }
  });
});
