/** What holds of every input, whatever it is. */
import fc from 'fast-check';
import {
  FORMAT_NAMES,
  parseReport,
  ReportError,
  type FormatName,
  type ReportInput,
} from '.';

// Large bodies, on a machine that may be busy.
jest.setTimeout(60_000);

function parse(
  format: FormatName,
  body: string | Buffer,
  more: Partial<ReportInput> = {},
) {
  return parseReport({
    type: 'sample',
    format,
    body: Buffer.from(body),
    fields: { a: { type: 'number' } },
    ...more,
  });
}

describe('parseReport', () => {
  it('lets other work have its turn', async () => {
    const lines = 'DA:1,1\n'.repeat(700_000);
    const suite = `<testsuite>${'<testcase name="a"/>'.repeat(
      200_000,
    )}</testsuite>`;
    for (const [format, body] of [
      ['lcov', `SF:a\n${lines}end_of_record\n`],
      ['junit', suite],
    ] as const) {
      let turns = 0;
      const timer = setInterval(() => (turns += 1), 1);
      await parse(format, body);
      clearInterval(timer);
      expect(turns).toBeGreaterThan(5);
    }
  });

  const json = fc.oneof(
    fc.json({ maxDepth: 6 }),
    fc
      .record(
        {
          metrics: fc.dictionary(fc.string(), fc.jsonValue()),
          version: fc.constant('2.1.0'),
          runs: fc.array(fc.jsonValue()),
          SchemaVersion: fc.constant(2),
          ArtifactName: fc.string(),
          Results: fc.array(
            fc.record({ Vulnerabilities: fc.array(fc.jsonValue()) }),
          ),
          Controls: fc.array(fc.jsonValue()),
          plugins: fc.array(fc.jsonValue()),
          status: fc.constant('complete'),
          output: fc.string(),
          summary: fc.dictionary(fc.string(), fc.jsonValue()),
        },
        { requiredKeys: [] },
      )
      .map(value => JSON.stringify(value)),
  );
  const tag = fc.constantFrom(
    ...['testsuites', 'testsuite', 'testcase', 'failure', 'coverage', 'class'],
    ...['line', 'methods'],
  );
  const markup = fc
    .array(
      fc.oneof(
        tag.map(name => `<${name} number="1" hits="2" filename="f" tests="3">`),
        tag.map(name => `</${name}>`),
        tag.map(name => `<${name} line-rate="1" time="-"/>`),
        fc.constantFrom('<![CDATA[', ']]>', '&lt;', '&x;', '<!--', '<?a?>'),
        fc.string(),
      ),
    )
    .map(parts => parts.join(''));
  const tracefile = fc
    .array(
      fc.oneof(
        fc.constantFrom('SF:a', 'end_of_record', 'DA:1,1', 'BRDA:1,0,0,-'),
        fc.string(),
      ),
    )
    .map(lines => lines.join('\n'));
  const body = fc.oneof(
    json.map(text => Buffer.from(text)),
    markup.map(text => Buffer.from(text)),
    tracefile.map(text => Buffer.from(text)),
    fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes)),
  );

  it.each(FORMAT_NAMES)('%s gives a report or a ReportError', async format => {
    await fc.assert(
      fc.asyncProperty(
        body,
        fc.constantFrom(undefined, 'gzip', 'identity', '\n'),
        async (bytes, contentEncoding) => {
          const outcome = await parse(format, bytes, { contentEncoding }).catch(
            caught => caught,
          );
          const message = outcome instanceof ReportError ? outcome.message : '';
          expect(outcome instanceof ReportError || 'extract' in outcome).toBe(
            true,
          );
          expect(message).not.toMatch(/\p{Cc}/u);
          // What is stored survives JSON, so it holds no NaN and no Infinity.
          const stored = outcome.extract ?? null;
          expect(JSON.parse(JSON.stringify(stored))).toEqual(stored);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('reads whatever JSON.parse reads, and refuses what it refuses', async () => {
    const fields = { a: { type: 'integer', required: true } } as const;
    await fc.assert(
      fc.asyncProperty(
        fc.jsonValue({ maxDepth: 4 }),
        fc.nat(),
        fc.string({ maxLength: 1 }),
        async (value, at, replaced) => {
          const whole = `{"a":7,"rest":${JSON.stringify(value)}}`;
          const cut = at % whole.length;
          const text = `${whole.slice(0, cut)}${replaced}${whole.slice(cut)}`;
          // Refused though they are JSON.
          fc.pre(!/proto|constructor|e\+?\d{3}/.test(text));
          const report = await parse('json', text, { fields }).catch(
            () => undefined,
          );
          expect(report?.extract).toEqual(attempt(() => JSON.parse(text)));
        },
      ),
      { numRuns: 200 },
    );
  });

  function attempt(read: () => { a?: unknown }) {
    try {
      const { a } = read();
      return Number.isSafeInteger(a) ? { a } : undefined;
    } catch {
      return undefined;
    }
  }
});
