/** A YAML file as plain values, with the line of everything in it. */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type Pair,
} from 'yaml';
import type { DefinitionError } from '@readiness-gates/backstage-plugin-readiness-common';
import type { KnownDefinition } from './prebuilt/types';

export const MAX_FILE_BYTES = 1_000_000;
/** Uses of anchors, multiplied out; a bomb has millions, the fullest file of cases some hundred. */
const MAX_ALIASES = 2_000;

/** Fields of a check that its judgements do without. */
export const CASES = ['cases', 'fixtures'];

export type Path = readonly (string | number)[];

export interface SourceFile {
  /** Path relative to the definitions' root, or a URL. */
  file: string;
  text: string;
  /** Written by others than the library: its expressions get a budget of time. */
  own?: boolean;
}

/** A definition as plain values, and where in its file they stand. */
export interface Source {
  readonly file: string;
  readonly value: unknown;
  readonly own: boolean;
  /** What was found out about it when the library was built; then it is right, and not checked again. */
  readonly known?: KnownDefinition;
  /** Line of the value under a path, or of its nearest ancestor. Of a field, the line of its name. */
  lineOf(path: Path): number;
  /** Line of a position in the text of a scalar, such as an expression in a block. */
  lineInText(path: Path, offset: number): number;
}

/** Collects the errors of one file; each is one line of text. */
export class Problems {
  readonly errors: DefinitionError[] = [];
  /** How many of them are of the file itself. */
  own = 0;

  constructor(private readonly source: Source) {}

  /** An error at the value under a path. */
  at(path: Path, message: string): void {
    this.atLine(this.source.lineOf(path), message);
  }

  /** An error of app-config about this file, which stands as it is. */
  elsewhere(message: string): void {
    this.errors.push({ file: 'app-config', line: 1, message });
  }

  atLine(line: number, message: string): void {
    this.own += 1;
    this.errors.push({
      file: this.source.file,
      line,
      message: message.replace(/\s+/g, ' '),
    });
  }
}

export class YamlSource implements Source {
  private constructor(
    readonly file: string,
    readonly value: unknown,
    private readonly document: Document,
    private readonly lines: LineCounter,
    readonly own: boolean,
  ) {}

  /**
   * The parsed file, or why it could not be parsed. Fields of the top level that nobody needs are
   * left unparsed: the cases of a check take most of the time.
   */
  static parse(
    source: SourceFile,
    unneeded: readonly string[] = [],
  ): YamlSource | DefinitionError[] {
    if (unneeded.length > 0) {
      const text = withoutFields(source.text, unneeded);
      const parsed = YamlSource.parseWhole({ ...source, text });
      // With an error, or an alias of what was left out, the whole file says more.
      if (parsed instanceof YamlSource) return parsed;
    }
    return YamlSource.parseWhole(source);
  }

  private static parseWhole({
    file,
    text,
    own = false,
  }: SourceFile): YamlSource | DefinitionError[] {
    const fail = (line: number, message: string) => [{ file, line, message }];
    if (Buffer.byteLength(text) > MAX_FILE_BYTES)
      return fail(1, tooLarge(Buffer.byteLength(text)));
    const lines = new LineCounter();
    const document = parseDocument(text, {
      lineCounter: lines,
      merge: true,
      prettyErrors: false,
    });
    if (document.errors.length > 0) {
      return document.errors.slice(0, 5).map(({ pos, message }) => ({
        file,
        line: lines.linePos(pos[0]).line || 1,
        message: `YAML: ${message.replace(/\s+/g, ' ')}`,
      }));
    }
    // A key is only written without these characters when it is not the one looked for.
    const forbidden = /__proto__|\\/.test(text)
      ? forbiddenKey(document)
      : undefined;
    if (forbidden) {
      return fail(
        lines.linePos(forbidden.range?.[0] ?? 0).line,
        'the key `__proto__` is not allowed',
      );
    }
    try {
      const value = document.toJS({ maxAliasCount: MAX_ALIASES });
      return new YamlSource(file, value, document, lines, own);
    } catch (error) {
      const excessive = String(error).includes('alias count');
      return fail(
        1,
        excessive
          ? 'the aliases of this file expand to too much'
          : 'an alias has no anchor',
      );
    }
  }

  lineOf(path: Path): number {
    const { node, key } = this.find(path);
    return this.line((key ?? node)?.range?.[0]);
  }

  lineInText(path: Path, offset: number): number {
    const { node } = this.find(path);
    const start = this.line(node?.range?.[0]);
    if (
      !isScalar(node) ||
      (node.type !== 'BLOCK_LITERAL' && node.type !== 'BLOCK_FOLDED')
    ) {
      return start;
    }
    if (node.type === 'BLOCK_FOLDED') return start + 1;
    return (
      start + 1 + String(node.value).slice(0, offset).split('\n').length - 1
    );
  }

  private line(offset: number | undefined): number {
    return offset === undefined ? 1 : this.lines.linePos(offset).line || 1;
  }

  private find(path: Path): { node?: Node | null; key?: Node } {
    let found: { node?: Node | null; key?: Node } = {
      node: this.document.contents,
    };
    for (const step of path) {
      const node = this.resolve(found.node);
      if (isSeq(node) && typeof step === 'number' && node.items[step]) {
        found = { node: node.items[step] as Node };
      } else if (isMap(node)) {
        const pair = node.items.find(
          ({ key }) => isScalar(key) && String(key.value) === String(step),
        ) as Pair<Node, Node | null> | undefined;
        if (!pair) return found;
        found = { node: pair.value, key: pair.key };
      } else {
        return found;
      }
    }
    return found;
  }

  private resolve(node: Node | null | undefined): Node | null | undefined {
    return isAlias(node) ? node.resolve(this.document) : node;
  }
}

/** The parts of a path or URL, the name last. */
export function partsOf(file: string): string[] {
  return file.split(/[?#]/)[0].split('/');
}

export function tooLarge(bytes: number): string {
  return `the file has ${bytes} bytes, the most is ${MAX_FILE_BYTES}`;
}

function forbiddenKey(document: Document): Node | undefined {
  let found: Node | undefined;
  visit(document, {
    Pair(_, { key }) {
      if (!isScalar(key) || key.value !== '__proto__') return undefined;
      found = key;
      return visit.BREAK;
    },
  });
  return found;
}

/** The text with blank lines in the place of some fields of its top level, so that lines keep their numbers. */
function withoutFields(text: string, fields: readonly string[]): string {
  let field: string | undefined;
  return text
    .split('\n')
    .map(line => {
      field = /^([A-Za-z]\w*):/.exec(line)?.[1] ?? field;
      return field !== undefined && fields.includes(field) ? '' : line;
    })
    .join('\n');
}
