/** lcov tracefiles (`lcov.info`). */
import { quote, refuse } from '../errors';
import { linesOf } from '../input/lines';
import type { FormatContext, ReportFormat } from '../types';
import {
  covered,
  CoverageReader,
  type CoverageExtract,
  type FileCoverage,
} from './coverage';

export const lcov: ReportFormat<CoverageExtract> = {
  sends: 'an lcov tracefile (lcov.info) with SF: … end_of_record',
  reads: 'slices',
  async extract(text, context) {
    const reader = new LcovReader(context);
    let number = 0;
    for (const line of linesOf(text)) {
      number += 1;
      if (number % 256 === 0) await context.pace.turn();
      if (line !== '') reader.line(line.trim(), `body line ${number}`);
    }
    return reader.result(`body line ${number}`);
  },
};

type Sums = Record<'LF' | 'LH' | 'BRF' | 'BRH', number>;

class LcovReader {
  private readonly coverage: CoverageReader;
  private file?: FileCoverage;
  private sums: Partial<Sums> = {};
  private records = 0;
  /** Something stands after the last record: its beginning. */
  private begun = false;

  constructor(context: FormatContext) {
    this.coverage = new CoverageReader(context);
  }

  line(line: string, path: string): void {
    if (line === '' || line.startsWith('#')) return;
    this.begun = line !== 'end_of_record';
    if (!this.begun) {
      this.endOfRecord(path);
      return;
    }
    const [, key, value] = /^([A-Z]{2,6}):(.*)$/.exec(line) ?? [];
    if (key === undefined) {
      refuse(path, `is not lcov: ${quote(line)}; send ${lcov.sends}`);
    }
    this.entry(key, value, path);
  }

  result(path: string): Promise<CoverageExtract> {
    if (this.begun) {
      refuse(path, 'ends before end_of_record; was the file cut off?');
    }
    if (this.records === 0) {
      refuse('body', `has no source file; send ${lcov.sends}`);
    }
    return this.coverage.result();
  }

  private entry(key: string, value: string, path: string): void {
    if (key === 'SF') {
      if (this.file) refuse(path, 'starts a file before end_of_record');
      if (!value) refuse(path, 'is SF: without a file');
      this.file = this.coverage.file(value);
      this.sums = {};
    } else if (key === 'DA') {
      this.coverage.count(path);
      const [line, hits] = value.split(',', 3);
      this.fileAt(path).line(count(line, path), count(hits, path) > 0);
    } else if (key === 'BRDA') {
      this.coverage.count(path);
      this.branch(value, path);
    } else if (key in { LF: 0, LH: 0, BRF: 0, BRH: 0 }) {
      this.sums[key as keyof Sums] = count(value, path);
    }
    // Functions, versions, checksums and conditions are not asked for.
  }

  /** `line,block,branch,taken`; taken is `-` where the line never ran. */
  private branch(value: string, path: string): void {
    const end = value.lastIndexOf(',');
    const taken = value.slice(end + 1);
    const hit = taken === '-' ? 0 : count(taken, path);
    const name = value.slice(0, Math.max(end, 0));
    if (!/^\d+,[^,]+,.+$/.test(name)) {
      refuse(path, `must be like BRDA:3,0,1,5, is ${quote(value)}`);
    }
    this.fileAt(path).branch(name, { covered: hit > 0 ? 1 : 0, total: 1 });
  }

  private endOfRecord(path: string): void {
    const file = this.fileAt(path);
    const { LF, LH, BRF, BRH } = this.sums;
    if (LF !== undefined) file.lineSums = covered(path, LH ?? 0, LF);
    if (BRF !== undefined) file.branchSums = covered(path, BRH ?? 0, BRF);
    this.file = undefined;
    this.records += 1;
  }

  private fileAt(path: string): FileCoverage {
    return this.file ?? refuse(path, 'stands outside of SF: … end_of_record');
  }
}

function count(text: string | undefined, path: string): number {
  return text !== undefined && /^\d{1,15}$/.test(text)
    ? Number(text)
    : refuse(path, `must hold a whole number, has ${quote(text ?? '')}`);
}
