/** How much of a report is read. Real reports stay far below; what exceeds these is refused, never cut. */

const MB = 1024 * 1024;

export interface ReportLimits {
  /** Bytes of a JSON report, both as received and expanded: `JSON.parse` reads it in one go. */
  jsonBytes: number;
  /** Bytes of XML, lcov and text, as received and expanded: these are read in slices. */
  slicedBytes: number;
  /** Objects, arrays or elements inside each other. */
  depth: number;
  /** Values of a JSON report. */
  jsonValues: number;
  /** Keys of one JSON object. */
  jsonKeys: number;
  /** Characters of one number. */
  numberLength: number;
  /** Elements of an XML report. */
  xmlElements: number;
  /** Attributes of one XML element. */
  xmlAttributes: number;
  /** Lines of code that a coverage report names. */
  coverageLines: number;
}

/** No tool counts or measures more; what does would overflow a sum. */
export const MOST_COUNT = 1e12;

export const DEFAULT_LIMITS: Readonly<ReportLimits> = {
  jsonBytes: 5 * MB,
  slicedBytes: 10 * MB,
  depth: 64,
  jsonValues: 500_000,
  jsonKeys: 5_000,
  numberLength: 40,
  xmlElements: 500_000,
  xmlAttributes: 64,
  coverageLines: 1_000_000,
};

/** What a route has to accept before a report of any format can be looked at. */
export const MOST_BYTES = DEFAULT_LIMITS.slicedBytes;

/** What is stored of lists and texts; longer ones are cut, with a note and the true total beside them. */
export const STORED = {
  textLength: 200,
  names: 20,
  thresholds: 200,
  suites: 50,
  files: 200,
  notes: 20,
  declaredFields: 50,
} as const;
