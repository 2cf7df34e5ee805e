/** The TypeScript of the documentation compiles, against the packages that it names. */
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT, snippetsIn } from './__testUtils__/docs';

jest.setTimeout(300_000);

/** What a snippet may use without a word: the file that it is added to has it. */
const GIVEN: Record<string, string> = {
  backend: `declare const backend: ReturnType<typeof import('@backstage/backend-defaults').createBackend>;`,
  discoveryApi: `declare const discoveryApi: import('@backstage/core-plugin-api').DiscoveryApi;`,
  fetchApi: `declare const fetchApi: import('@backstage/core-plugin-api').FetchApi;`,
  join: `import { join } from 'node:path';`,
  pod: `declare function pod(name: string): import('@readiness-gates/manifest-cluster').KubernetesObject;`,
  CustomHomepageGrid: `import { CustomHomepageGrid } from '@backstage/plugin-home';`,
  EntityLayout: `import { EntityLayout } from '@backstage/plugin-catalog';`,
  EntitySwitch: `import { EntitySwitch } from '@backstage/plugin-catalog';`,
  Grid: `import Grid from '@material-ui/core/Grid';`,
  PlaylistAddCheckIcon: `import PlaylistAddCheckIcon from '@material-ui/icons/PlaylistAddCheck';`,
  Route: `import { Route } from 'react-router-dom';`,
  SidebarItem: `import { SidebarItem } from '@backstage/core-components';`,
};

const WRONG: [string, string][] = [
  [
    'an export that is not there',
    `import { ReadinesPage } from '@readiness-gates/backstage-plugin-readiness';`,
  ],
  [
    'a feature that is none',
    `import { createApp } from '@backstage/frontend-defaults';
     import { ReadinessPage } from '@readiness-gates/backstage-plugin-readiness';
     createApp({ features: [ReadinessPage] });`,
  ],
  [
    'a property that a component does not take',
    `import { ReadinessPage } from '@readiness-gates/backstage-plugin-readiness';
     <Route paths="/readiness" element={<ReadinessPage />} />;`,
  ],
  [
    'a package that is not there',
    `import plugin from '@readiness-gates/backstage'; plugin;`,
  ],
  ['what cannot be parsed', `<Route path="/a" /> <Route path="/b" />`],
];

/** A module: with what it is given behind it, so that its lines stay what they are. */
function moduleOf(text: string): string {
  const imported = [...text.matchAll(/import\s[^(;]*;/g)].join('\n');
  const given = Object.entries(GIVEN).filter(([name]) => {
    const used = new RegExp(`(?<![\\w./'"-])${name}\\b`);
    return used.test(text) && !used.test(imported);
  });
  return [text, ...given.map(([, line]) => line), 'export {};'].join('\n');
}

function compilerOptions(): ts.CompilerOptions {
  const file = join(ROOT, 'tsconfig.json');
  const { options } = ts.parseJsonConfigFileContent(
    { ...ts.readConfigFile(file, ts.sys.readFile).config, include: [] },
    ts.sys,
    ROOT,
  );
  return {
    ...options,
    noEmit: true,
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2022,
    incremental: false,
    composite: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
    types: ['node'],
  };
}

/** All at once: what they share is read and understood once. */
function problemsOf(texts: string[]): string[][] {
  const files = new Map(
    texts.map((text, i) => [join(ROOT, `snippet-${i}.tsx`), moduleOf(text)]),
  );
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = file => files.has(file) || fileExists(file);
  host.readFile = file => files.get(file) ?? readFile(file);
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].map(file => {
    const source = program.getSourceFile(file)!;
    return [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ].map(({ messageText, start = 0 }) => {
      const { line } = source.getLineAndCharacterOfPosition(start);
      return `${line + 1}: ${ts.flattenDiagnosticMessageText(
        messageText,
        ' ',
      )}`;
    });
  });
}

describe('the TypeScript', () => {
  const snippets = snippetsIn('ts', 'tsx');
  let problems: Map<string, string[]>;

  beforeAll(() => {
    const all = [
      ...snippets.map(([at, { text }]) => [at, text] as const),
      ...WRONG,
    ];
    const found = problemsOf(all.map(([, text]) => text));
    problems = new Map(all.map(([at], i) => [at, found[i]]));
  });

  it.each(snippets)('%s: compiles', at => {
    expect(problems.get(at)).toEqual([]);
  });

  it.each(WRONG)('would not with %s', at => {
    expect(problems.get(at)).not.toEqual([]);
  });
});
