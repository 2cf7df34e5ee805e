/** Cobertura XML, as coverage.py, Istanbul, gcovr, coverlet and others write it. */
import { quote, refuse } from '../errors';
import { readXml, type XmlElement } from '../input/xml';
import type { FormatContext, ReportFormat } from '../types';
import { attributeCount } from './attributes';
import {
  covered,
  CoverageReader,
  type CoverageExtract,
  type Covered,
  type FileCoverage,
} from './coverage';

export const cobertura: ReportFormat<CoverageExtract> = {
  sends: 'Cobertura XML, with <coverage> as its root',
  reads: 'slices',
  async extract(text, context) {
    const reader = new CoberturaReader(context);
    await readXml(text, reader, context);
    return reader.result();
  },
};

class CoberturaReader {
  /**
   * Most tools but coverage.py write exactly this line. It declares nothing here, the file that it names
   * is not fetched, and what does not match it to the letter is refused like every other DOCTYPE.
   */
  readonly ignoredDoctype =
    /^coverage\s+SYSTEM\s+(["'])https?:\/\/cobertura\.sourceforge\.net\/xml\/coverage-0[1-4]\.dtd\1$/;

  private readonly coverage: CoverageReader;
  private declared: { lines?: Covered; branches?: Covered } = {};
  private file?: FileCoverage;
  /** A method repeats the lines of its class. */
  private inMethods = false;

  constructor(context: FormatContext) {
    this.coverage = new CoverageReader(context);
  }

  open(element: XmlElement): void {
    const { name, depth, path, attributes } = element;
    if (depth === 1) {
      if (name !== 'coverage' || attributes['line-rate'] === undefined) {
        refuse(path, `is not Cobertura; send ${cobertura.sends}`);
      }
      this.declared = {
        lines: declaredOf(element, 'lines'),
        branches: declaredOf(element, 'branches'),
      };
    } else if (name === 'class') {
      const file = attributes.filename ?? attributes.name;
      if (!file) refuse(path, 'is a <class> without filename');
      this.file = this.coverage.file(file);
    } else if (name === 'methods') this.inMethods = true;
    else if (name === 'line' && this.file && !this.inMethods) {
      this.line(element, this.file);
    }
  }

  close(name: string): void {
    if (name === 'methods') this.inMethods = false;
    if (name === 'class') this.file = undefined;
  }

  result(): Promise<CoverageExtract> {
    return this.coverage.result(this.declared);
  }

  private line(element: XmlElement, file: FileCoverage): void {
    this.coverage.count(element.path);
    const number = attributeCount(element, 'number');
    const hits = attributeCount(element, 'hits');
    if (number === undefined || hits === undefined) {
      return refuse(element.path, 'is a <line> without number or hits');
    }
    file.line(number, hits > 0);
    const condition = element.attributes['condition-coverage'];
    if (condition !== undefined) {
      file.branch(String(number), conditionOf(element.path, condition));
    }
    return undefined;
  }
}

function declaredOf(element: XmlElement, what: string): Covered | undefined {
  const hit = attributeCount(element, `${what}-covered`);
  const total = attributeCount(element, `${what}-valid`);
  return hit === undefined || total === undefined
    ? undefined
    : covered(`${element.path} <coverage ${what}-covered>`, hit, total);
}

/** `50% (1/2)` */
function conditionOf(path: string, text: string): Covered {
  const [, hit, total] = /\((\d{1,9})\/(\d{1,9})\)\s*$/.exec(text) ?? [];
  if (hit === undefined) {
    refuse(
      `${path} <line condition-coverage>`,
      `must be like 50% (1/2), is ${quote(text)}`,
    );
  }
  return covered(path, Number(hit), Number(total));
}
