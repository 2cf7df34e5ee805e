/** A definition of the library whose file is as it was when the library was built: its YAML need not be parsed. */
import type { JsonValue } from '@backstage/types';
import { digestOfText } from '../digest';
import {
  CASES,
  YamlSource,
  type Path,
  type Source,
  type SourceFile,
} from '../source';
import type {
  KnownDefinition,
  PrebuiltDefinition,
  PrebuiltLibrary,
} from './types';

export class PrebuiltSource implements Source {
  readonly own = false;
  readonly #text: string;
  readonly #lines: PrebuiltDefinition['lines'];
  #parsed?: Source;

  private constructor(
    readonly file: string,
    text: string,
    readonly value: JsonValue,
    readonly known: KnownDefinition,
    lines: PrebuiltDefinition['lines'],
  ) {
    this.#text = text;
    this.#lines = lines;
  }

  /** Undefined for a file of which nothing is known: one of the installation's own, or of another text. */
  static of(
    { file, text, own }: SourceFile,
    library: PrebuiltLibrary,
  ): PrebuiltSource | undefined {
    const known = own ? undefined : library.get(file);
    if (known?.digest !== digestOfText(text)) return undefined;
    return new PrebuiltSource(file, text, known.value, known, known.lines);
  }

  lineOf(path: Path): number {
    return this.#lines[lineKey(path)] ?? this.#yaml().lineOf(path);
  }

  lineInText(path: Path, offset: number): number {
    return this.#yaml().lineInText(path, offset);
  }

  /** Only an error asks for more lines than are known, such as one of an override. */
  #yaml(): Source {
    this.#parsed ??= YamlSource.parse(
      { file: this.file, text: this.#text },
      CASES,
    ) as YamlSource;
    return this.#parsed;
  }
}

export function lineKey(path: Path): string {
  return path.join('/');
}
