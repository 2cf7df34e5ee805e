/** The pages of the documentation, and every snippet in them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../../../..');

export const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

export const below = (folder: string, ending: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith(ending))
    .map(file => `${folder}/${file}`)
    .sort();

export const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'examples/README.md',
  ...['packages', 'plugins'].flatMap(folder =>
    readdirSync(join(ROOT, folder)).map(name => `${folder}/${name}/README.md`),
  ),
  'plugins/readiness-backend/checks/README.md',
  ...below('docs', '.md'),
].filter(file => existsSync(join(ROOT, file)));

export interface Snippet {
  /** Where it starts, for the name of the test. */
  at: string;
  page: string;
  /** Empty where the page does not say. */
  language: string;
  /** `complete=web-ready.yaml`: a whole definition, and its file's name. */
  complete?: string;
  /** `title="curl"`: a file or a step of a pipeline. */
  title?: string;
  text: string;
}

function snippetsOf(page: string): Snippet[] {
  const text = read(page);
  return [...text.matchAll(/^( *)```(\w*)([^\n]*)\n([\s\S]*?)^\1```$/gm)].map(
    ({ index, 1: indent, 2: language, 3: info, 4: body }) => ({
      at: `${page}:${text.slice(0, index).split('\n').length}`,
      page,
      language,
      complete: /\bcomplete=(\S+)/.exec(info)?.[1],
      title: /\btitle="([^"]+)"/.exec(info)?.[1],
      text: body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
}

export const SNIPPETS = PAGES.flatMap(snippetsOf);

/** For `it.each`. */
export const named = (snippets: readonly Snippet[]) =>
  snippets.map(snippet => [snippet.at, snippet] as const);

export const snippetsIn = (...languages: string[]) =>
  named(SNIPPETS.filter(({ language }) => languages.includes(language)));
