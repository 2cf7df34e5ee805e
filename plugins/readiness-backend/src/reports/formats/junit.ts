/** JUnit XML, as pytest, Surefire, Jest, Playwright, gator and most others write it. */
import { refuse } from '../errors';
import { readXml, type XmlElement } from '../input/xml';
import { STORED } from '../limits';
import type { FormatContext, ReportFormat } from '../types';
import { firstNames, label } from './shared';
import { attributeAmount, attributeCount } from './attributes';

export interface JunitCounts {
  tests: number;
  /** Tests whose assertion failed. */
  failures: number;
  /** Tests that broke, and what could not even be collected. */
  errors: number;
  skipped: number;
  /** Seconds. */
  time: number;
}

export interface JunitExtract extends JunitCounts {
  /** Suites that hold tests. */
  suites: number;
  /** Those suites by name, in the order of the file: the first 50. */
  bySuite: ({ name: string } & JunitCounts)[];
  /** The first 20 tests that failed or broke. */
  failed: string[];
}

type Outcome = 'passed' | 'failures' | 'errors' | 'skipped';
type Suite = { name: string } & JunitCounts;

interface SuiteRecord {
  /** By its attributes. */
  said: Suite;
  /** Its own test cases, without those of suites inside it. */
  direct: JunitCounts;
  /** Whether it holds other suites. */
  groups: boolean;
}

export const junit: ReportFormat<JunitExtract> = {
  sends: 'JUnit XML, with <testsuites> or <testsuite> as its root',
  reads: 'slices',
  async extract(text, context) {
    const reader = new JunitReader();
    await readXml(text, reader, context);
    return reader.result(context);
  },
};

class JunitReader {
  private readonly within: SuiteRecord[] = [];
  private readonly suites: SuiteRecord[] = [];
  private readonly counted = noTests();
  /** As the outermost suites say of themselves. */
  private readonly declared = noTests();
  /** As the root says, which is the last place for what broke outside of every suite. */
  private root: JunitCounts = noTests();
  private readonly failed: string[] = [];
  private test?: { name: string; time: number; outcome: Outcome };

  open(element: XmlElement): void {
    const { name, depth, path } = element;
    if (depth === 1 && name !== 'testsuites' && name !== 'testsuite') {
      refuse(path, `is not JUnit XML; send ${junit.sends}`);
    }
    if (name === 'testsuites' && depth === 1) this.root = suiteOf(element);
    else if (name === 'testsuite') this.openSuite(element);
    else if (name === 'testcase') this.openTest(element);
    else if (this.test) this.test.outcome = worse(this.test.outcome, name);
  }

  close(name: string): void {
    if (name === 'testsuite') this.within.pop();
    else if (name === 'testcase') this.closeTest();
  }

  /**
   * Tests are counted one by one. Some tools say more in the attributes than they write out (pytest's
   * errors of collection, suites without cases), so the larger number of failures and errors holds.
   */
  result({ notes }: FormatContext): JunitExtract {
    const { counted, declared, root } = this;
    const most = (key: 'failures' | 'errors') =>
      Math.max(counted[key], declared[key], root[key]);
    const source = counted.tests > 0 ? counted : declared;
    if (counted.tests > 0 && declared.tests > 0) {
      for (const key of ['tests', 'failures', 'errors'] as const) {
        if (counted[key] === declared[key]) continue;
        notes.add(
          `${key}: the suites say ${declared[key]}, their test cases are ${counted[key]}`,
        );
      }
    }
    // The attributes of a suite that only groups others repeat theirs: it is no suite of its own.
    const suites = this.suites.filter(
      ({ direct, groups }) => direct.tests > 0 || !groups,
    );
    if (suites.length > STORED.suites) {
      notes.add(
        `bySuite: the first ${STORED.suites} of ${suites.length} are kept`,
      );
    }
    return {
      suites: suites.length,
      tests: source.tests,
      failures: most('failures'),
      errors: most('errors'),
      skipped: source.skipped,
      time: round(declared.time || counted.time),
      bySuite: suites.slice(0, STORED.suites).map(joined),
      failed: firstNames(this.failed, 'failed', notes),
    };
  }

  private openSuite(element: XmlElement): void {
    const parent = this.within.at(-1);
    const said = suiteOf(element);
    if (parent) parent.groups = true;
    else addTo(this.declared, said);
    const record = { said, direct: noTests(), groups: false };
    this.within.push(record);
    this.suites.push(record);
  }

  private openTest(element: XmlElement): void {
    if (this.test) refuse(element.path, 'is a <testcase> inside a <testcase>');
    const { name = '', classname = '' } = element.attributes;
    this.test = {
      name: classname ? label(classname, name) : label(name),
      time: attributeAmount(element, 'time') ?? 0,
      outcome: 'passed',
    };
  }

  private closeTest(): void {
    const { test } = this;
    if (!test) return;
    this.test = undefined;
    for (const counts of [this.counted, this.within.at(-1)?.direct]) {
      if (!counts) continue;
      counts.tests += 1;
      counts.time += test.time;
      if (test.outcome !== 'passed') counts[test.outcome] += 1;
    }
    if (test.outcome === 'failures' || test.outcome === 'errors') {
      this.failed.push(test.name);
    }
  }
}

function noTests(): JunitCounts {
  return { tests: 0, failures: 0, errors: 0, skipped: 0, time: 0 };
}

function suiteOf(element: XmlElement): Suite {
  const count = (name: string) => attributeCount(element, name) ?? 0;
  return {
    name: label(element.attributes.name ?? ''),
    tests: count('tests'),
    failures: count('failures'),
    errors: count('errors'),
    skipped: count('skipped') || count('disabled'),
    time: attributeAmount(element, 'time') ?? 0,
  };
}

function addTo(sum: JunitCounts, more: JunitCounts): void {
  sum.tests += more.tests;
  sum.failures += more.failures;
  sum.errors += more.errors;
  sum.skipped += more.skipped;
  sum.time += more.time;
}

/** A suite's own test cases, and what only its attributes know of failures. */
function joined({ said, direct, groups }: SuiteRecord): Suite {
  if (direct.tests === 0) return { ...said, time: round(said.time) };
  const alone = groups ? direct : said;
  return {
    name: said.name,
    tests: direct.tests,
    failures: Math.max(direct.failures, alone.failures),
    errors: Math.max(direct.errors, alone.errors),
    skipped: direct.skipped,
    time: round(alone.time || direct.time),
  };
}

/** One outcome a test: an error outweighs a failure, a failure a skip. */
function worse(outcome: Outcome, element: string): Outcome {
  if (element === 'error') return 'errors';
  if (element === 'failure' && outcome !== 'errors') return 'failures';
  if (element === 'skipped' && outcome === 'passed') return 'skipped';
  return outcome;
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
