/** Coverage, as Cobertura and lcov both tell it: which lines and branches of which file were run. */
import { clean, refuse } from '../errors';
import { STORED } from '../limits';
import type { FormatContext } from '../types';

export interface Covered {
  covered: number;
  total: number;
}

export interface CoverageExtract {
  lines: Covered;
  /** Total 0 where the tool does not count branches. */
  branches: Covered;
  /** covered ÷ total, 0 to 1; absent without a line. */
  lineRate?: number;
  branchRate?: number;
  /** How many source files the report names. */
  fileCount: number;
  /** The first 200 of them, by path. */
  files: { path: string; lines: Covered; branches: Covered }[];
}

/** One source file. A report may name it several times (classes of one file, merged runs): a line counts once. */
export class FileCoverage {
  readonly lines = new Map<number, boolean>();
  /** Of a line or a branch of it, by a name: the most that was covered. */
  readonly branches = new Map<string, Covered>();
  /** Of a file for which only sums are given. */
  lineSums?: Covered;
  branchSums?: Covered;

  line(number: number, hit: boolean): void {
    this.lines.set(number, hit || this.lines.get(number) === true);
  }

  branch(name: string, more: Covered): void {
    const known = this.branches.get(name);
    this.branches.set(name, {
      covered: Math.max(more.covered, known?.covered ?? 0),
      total: Math.max(more.total, known?.total ?? 0),
    });
  }

  summary(): { lines: Covered; branches: Covered } {
    let hit = 0;
    for (const ran of this.lines.values()) hit += Number(ran);
    return {
      lines:
        this.lines.size > 0 || !this.lineSums
          ? { covered: hit, total: this.lines.size }
          : this.lineSums,
      branches:
        this.branches.size > 0 || !this.branchSums
          ? sum(this.branches.values())
          : this.branchSums,
    };
  }
}

/** All files of a report. */
export class CoverageReader {
  private readonly files = new Map<string, FileCoverage>();
  private lines = 0;

  constructor(private readonly context: FormatContext) {}

  file(path: string): FileCoverage {
    const known = this.files.get(path) ?? new FileCoverage();
    this.files.set(path, known);
    return known;
  }

  /** To be told of every line that is read. */
  count(path: string): void {
    this.lines += 1;
    const most = this.context.limits.coverageLines;
    if (this.lines > most) {
      refuse(
        path,
        `is past ${most} lines of code; split the report`,
        'tooLarge',
      );
    }
  }

  /** @param declared sums of the whole, for reports that name no lines */
  async result(declared?: {
    lines?: Covered;
    branches?: Covered;
  }): Promise<CoverageExtract> {
    const { notes, pace } = this.context;
    const files: CoverageExtract['files'] = [];
    for (const [path, file] of this.files) {
      await pace.breathe();
      files.push({ path: clean(path, STORED.textLength), ...file.summary() });
    }
    files.sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
    if (files.length > STORED.files) {
      notes.add(
        `files: the first ${STORED.files} of ${files.length} are kept; report a component by itself to judge it`,
      );
    }
    const counted = sum(files.map(file => file.lines));
    const branched = sum(files.map(file => file.branches));
    const lines = counted.total > 0 ? counted : declared?.lines ?? counted;
    const branches =
      branched.total > 0 ? branched : declared?.branches ?? branched;
    this.compare('lines', counted, declared?.lines);
    this.compare('branches', branched, declared?.branches);
    return {
      lines,
      branches,
      ...(lines.total > 0 && { lineRate: lines.covered / lines.total }),
      ...(branches.total > 0 && {
        branchRate: branches.covered / branches.total,
      }),
      fileCount: files.length,
      files: files.slice(0, STORED.files),
    };
  }

  private compare(what: string, counted: Covered, declared?: Covered): void {
    if (!declared || counted.total === 0) return;
    if (
      counted.covered === declared.covered &&
      counted.total === declared.total
    )
      return;
    this.context.notes.add(
      `${what}: the report says ${declared.covered} of ${declared.total}, its files ${counted.covered} of ${counted.total}; the files hold`,
    );
  }
}

/** @throws ReportError where more is covered than there is */
export function covered(path: string, hit: number, total: number): Covered {
  if (hit > total) {
    refuse(path, `covers ${hit} of ${total}, which cannot be`);
  }
  return { covered: hit, total };
}

function sum(parts: Iterable<Covered>): Covered {
  const total = { covered: 0, total: 0 };
  for (const part of parts) {
    total.covered += part.covered;
    total.total += part.total;
  }
  return total;
}
