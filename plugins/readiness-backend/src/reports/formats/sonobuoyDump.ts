/**
 * The YAML of `sonobuoy results --mode=dump`, read line by line. It can be megabytes of tests, for which a
 * parser of all of YAML takes seconds in one go, and of it only the tree and the words after `status:` are
 * asked for. The dump is written by a program and always has this shape:
 *
 *     name: e2e
 *     status: failed
 *     items:
 *     - name: junit_01.xml
 *       status: failed
 *       meta: …
 *       items:
 *       - name: '[sig-node] Pods …'
 *         status: passed
 */
import { clean, quote, refuse } from '../errors';
import { linesOf } from '../input/lines';
import { STORED } from '../limits';
import type { FormatContext } from '../types';

export interface DumpedPlugin {
  name: string;
  status: string;
  /** Of the leaves: how many tests have which status. */
  byStatus: Map<string, number>;
}

interface Item {
  /** The column of its keys. */
  column: number;
  path: string;
  name?: string;
  status?: string;
  isList: boolean;
}

export async function readDump(
  text: string,
  { pace, limits }: FormatContext,
): Promise<DumpedPlugin[]> {
  const reader = new DumpReader(limits.depth);
  let number = 0;
  for (const line of linesOf(text)) {
    number += 1;
    if (number % 256 === 0) await pace.turn();
    reader.line(line, number);
  }
  return reader.result();
}

class DumpReader {
  private readonly plugins: DumpedPlugin[] = [];
  private readonly items: Item[] = [];
  private byStatus = new Map<string, number>();
  /** Lines further in than this belong to a value that is not asked for. */
  private skipped?: number;

  constructor(private readonly depth: number) {}

  line(raw: string, number: number): void {
    const line = raw.trimEnd();
    const indent = line.search(/\S/);
    if (indent < 0 || line[indent] === '#') return;
    if (this.skipped !== undefined && indent > this.skipped) return;
    this.skipped = undefined;
    if (line === '---') {
      this.endOfPlugin();
      return;
    }
    const path = `body line ${number}`;
    if (this.items.length === 0) this.open(0, path);
    const dash = line.startsWith('- ', indent);
    if (dash) this.openInList(indent, path);
    else this.closeDownTo(indent);
    this.key(line.slice(dash ? indent + 2 : indent), path);
  }

  result(): DumpedPlugin[] {
    this.endOfPlugin();
    return this.plugins;
  }

  private open(column: number, path: string): void {
    if (this.items.length >= this.depth) {
      refuse(path, `is nested deeper than ${this.depth} items`);
    }
    this.items.push({ column, path, isList: false });
  }

  /** A dash stands below the `items:` of its parent, or further in. */
  private openInList(indent: number, path: string): void {
    this.closeDownTo(indent);
    if (!this.items.at(-1)?.isList) {
      refuse(
        path,
        'is a list where none can be; send the dump as it was written',
      );
    }
    this.open(indent + 2, path);
  }

  private closeDownTo(indent: number): void {
    while (this.items.length > 1 && (this.items.at(-1)?.column ?? 0) > indent) {
      this.close(this.items.pop());
    }
  }

  private key(text: string, path: string): void {
    const [, key, value] = /^([\w-]+):(?: (.*))?$/.exec(text) ?? [];
    const item = this.items.at(-1);
    if (key === undefined || !item) {
      return refuse(
        path,
        `${quote(
          text,
        )} is neither JSON nor a dump of Sonobuoy; send the dump as it was written`,
      );
    }
    if (key === 'items') item.isList = true;
    else this.skipped = item.column;
    if (key === 'name') item.name = scalar(value ?? '');
    if (key === 'status') item.status = scalar(value ?? '');
    return undefined;
  }

  private close(item: Item | undefined): void {
    if (!item || item.isList) return;
    const status =
      item.status ?? refuse(item.path, 'is an item without a status');
    this.byStatus.set(status, (this.byStatus.get(status) ?? 0) + 1);
    if (this.byStatus.size > STORED.suites) {
      refuse(item.path, `is past ${STORED.suites} kinds of status`);
    }
  }

  private endOfPlugin(): void {
    this.closeDownTo(0);
    const plugin = this.items.pop();
    if (!plugin) return;
    const { name, status, path } = plugin;
    if (!name || !status) {
      refuse(path, 'is a plugin without name or status');
    }
    this.plugins.push({ name, status, byStatus: this.byStatus });
    this.byStatus = new Map();
  }
}

function scalar(text: string): string {
  const plain = /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;
  return clean(plain, STORED.textLength);
}
