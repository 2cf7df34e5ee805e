/** What is sent by mistake or on purpose: refused with a path and one line, quickly, and with nothing else. */
import { gzipSync } from 'node:zlib';
import { parseReport, ReportError, type FormatName, type ReportInput } from '.';

// Large bodies, on a machine that may be busy.
jest.setTimeout(60_000);

const MB = 1024 * 1024;

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

async function refusal(promise: Promise<unknown>): Promise<ReportError> {
  const error = await promise.then(
    () => undefined,
    caught => caught,
  );
  expect(error).toBeInstanceOf(ReportError);
  expect(error.message).not.toMatch(/[\n\r]/);
  expect(error.message.length).toBeLessThan(700);
  return error;
}

const nested = (open: string, close: string, times: number) =>
  open.repeat(times) + close.repeat(times);

const XML: [string, string, RegExp][] = [
  [
    'billion laughs',
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]><testsuites name="&b;"/>',
    /^body line 1: has a DOCTYPE/,
  ],
  [
    'an external entity',
    '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>\n<testsuites><testsuite name="&f;"/></testsuites>',
    /has a DOCTYPE/,
  ],
  [
    'an external document type',
    '<!DOCTYPE testsuites SYSTEM "http://evil.example/x.dtd"><testsuites/>',
    /has a DOCTYPE/,
  ],
  [
    'an entity out of nowhere',
    '<testsuites name="&secret;"/>',
    /names an entity/,
  ],
  ['deep nesting', nested('<testsuite>', '</testsuite>', 70), /deeper than 64/],
  [
    'many attributes',
    `<testsuite ${Array.from({ length: 70 }, (_, i) => `a${i}="1"`).join(
      ' ',
    )}/>`,
    /more than 64 attributes/,
  ],
  [
    'many elements',
    `<testsuite>${'<a/>'.repeat(2_001)}</testsuite>`,
    /past 2000 elements/,
  ],
  [
    'another encoding',
    '<?xml version="1.0" encoding="UTF-7"?><testsuite/>',
    /encoding is "UTF-7"; send UTF-8/,
  ],
  ['an attribute twice', '<testsuite a="1" a="2"/>', /not well-formed/],
  ['another document', '<html/>', /is not JUnit/],
  ['an HTML page', '<!doctype html><html>', /body line 1/],
  ['NaN', '<testsuite tests="NaN"/>', /<testsuite tests>: must be a number/],
  ['a negative count', '<testsuite failures="-1"/>', /<testsuite failures>/],
  ['a huge number', '<testsuite tests="99999999999999"/>', /to 1000000000000/],
  ['a fraction', '<testsuite tests="1.5"/>', /whole number/],
  ['hexadecimal', '<testsuite tests="0x10"/>', /must be a number/],
];

const KEYS = Array.from({ length: 1_000_000 }, (_, i) => `"${i}":0`);

const JSON_BODIES: [string, FormatName, string, RegExp][] = [
  ['depth', 'json', nested('[', ']', 100_000), /deeper than 64 levels/],
  ['depth of objects', 'json', '{"a":'.repeat(100), /deeper than 64 levels/],
  [
    '500,001 values',
    'json',
    `[${'0,'.repeat(500_000)}0]`,
    /more than 500000 values/,
  ],
  [
    'many keys',
    'json',
    `{"a":{${KEYS.slice(0, 6_000).join(',')}}}`,
    /^body\.a: has more than 5000 keys/,
  ],
  ['1e6 keys', 'json', `{${KEYS.join(',')}}`, /^body: is larger than 5 MB/],
  [
    '__proto__',
    'k6',
    '{"metrics":{"__proto__":{"x":1}}}',
    /^body\.metrics\.__proto__: the key "__proto__" is not allowed/,
  ],
  [
    '__proto__ in disguise',
    'k6',
    '{"metrics":[{"\\u005f_proto__":1}]}',
    /^body\.metrics\[0\]\.__proto__/,
  ],
  ['constructor', 'json', '{"constructor":{"prototype":{}}}', /not allowed/],
  ['prototype', 'json', '{"a":{"prototype":1}}', /not allowed/],
  ['infinity', 'json', '{"a":1e999}', /^body\.a: 1e999 is too large/],
  ['a long number', 'json', `{"a":${'9'.repeat(50)}}`, /50 characters/],
  ['NaN', 'json', '{"a":NaN}', /^body\.a: "NaN" is no value of JSON/],
  ['-Infinity', 'json', '{"a":[-Infinity]}', /^body\.a\[0\]: "Infinity"/],
  ['no JSON', 'json', '{"a" 1}', /^body line 1: is not JSON at column 6/],
  ['text', 'json', '<!doctype html>', /^body: /],
  ['a cut file', 'json', '{"a":1', /ends early/],
  ['a cut text', 'json', '{"a":"x', /body/],
  ['nothing at all', 'json', '', /^body: is empty/],
  ['null', 'k6', 'null', /^body\.metrics: must be an object/],
  ['a list', 'k6', '[]', /^body: must be an object/],
  ['another type', 'json', '{"a":"1"}', /^body\.a: must be a number, not "1"/],
  [
    'a rate over 1',
    'k6',
    '{"metrics":{"http_req_failed":{"value":1.5}}}',
    /^body\.metrics\.http_req_failed\.value: must be from 0 to 1, is 1\.5/,
  ],
  [
    'a negative count',
    'k6',
    '{"metrics":{"http_reqs":{"count":-1,"rate":1}}}',
    /^body\.metrics\.http_reqs\.count: must not be negative/,
  ],
  [
    'a threshold that says nothing',
    'k6',
    '{"metrics":{"a b":{"thresholds":{"p<1":"ok"}}}}',
    /^body\.metrics\["a b"\]\.thresholds\["p<1"\]: must be true or false/,
  ],
  ['SARIF 1', 'sarif', '{"version":"1.0.0"}', /^body\.version: must be/],
  [
    'SARIF without results',
    'sarif',
    '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}}}]}',
    /^body\.runs\[0\]\.results: must be a list: absent means/,
  ],
  ['Trivy 1', 'trivy', '[{"Target":"x"}]', /must be an object/],
  [
    'no totals',
    'kubeconform',
    '{"resources":[]}',
    /^body\.summary: is missing/,
  ],
  [
    'a run that goes on',
    'sonobuoy',
    '{"status":"running","plugins":[{}]}',
    /^body\.status: must be "complete", is "running"/,
  ],
  [
    'a drill of tomorrow',
    'drill',
    '{"kind":"chaos","passed":true,"time":"2126-01-01T00:00:00Z"}',
    /^body\.time: .*in the future/,
  ],
  [
    'another drill',
    'drill',
    '{"kind":"fire","passed":true,"time":"2026-01-01T00:00:00Z"}',
    /^body\.kind: must be one of/,
  ],
  ['no summary of helm', 'helm-lint', '==> Linting x', /has no line/],
  [
    'a plugin of nothing',
    'sonobuoy',
    '__proto__: {a: 1}',
    /without name or status/,
  ],
  ['a flow', 'sonobuoy', '&a [*a]', /neither JSON nor a dump/],
  [
    'a test without status',
    'sonobuoy',
    'name: a\nstatus: passed\nitems:\n- name: b\n',
    /^body line 4: is an item without a status/,
  ],
  [
    'depth of a dump',
    'sonobuoy',
    Array.from(
      { length: 70 },
      (_, i) => `${' '.repeat(2 * i)}- name: a\n${' '.repeat(2 * i)}  items:`,
    )
      .join('\n')
      .replace('- name: a\n  items:', 'items:'),
    /nested deeper than 64/,
  ],
  ['no lcov', 'lcov', 'hello', /^body line 1: is not lcov/],
  ['lcov of nothing', 'lcov', '\n', /has no source file/],
  ['lines of no file', 'lcov', 'DA:1,1', /outside of SF/],
  ['a negative hit', 'lcov', 'SF:a\nDA:1,-1', /^body line 2: must hold/],
  [
    'more covered than there is',
    'lcov',
    'SF:a\nLF:1\nLH:2\nend_of_record',
    /covers 2 of 1/,
  ],
];

describe('refused', () => {
  it.each(XML)('XML: %s', async (_, body, message) => {
    const limits = { xmlElements: 2_000 };
    const error = await refusal(parse('junit', body, { limits }));
    expect(error.message).toMatch(message);
  });

  it.each(JSON_BODIES)('%s', async (_, format, body, message) => {
    expect((await refusal(parse(format, body))).message).toMatch(message);
  });

  it('the DOCTYPE of Cobertura with anything added', async () => {
    const body = (doctype: string) =>
      `<!DOCTYPE coverage SYSTEM ${doctype}><coverage line-rate="1"/>`;
    const url = 'http://cobertura.sourceforge.net/xml/coverage-04.dtd';
    await expect(parse('cobertura', body(`"${url}"`))).resolves.toBeDefined();
    for (const other of [
      `"${url}" [<!ENTITY a "b">]`,
      `"${url}.evil.example"`,
      `'file:///etc/passwd'`,
    ]) {
      const { message } = await refusal(parse('cobertura', body(other)));
      expect(message).toMatch(/has a DOCTYPE/);
    }
  });

  it('bytes that are no UTF-8', async () => {
    const latin = await refusal(parse('json', Buffer.from([0x22, 0xe9, 0x22])));
    expect(latin.message).toMatch(/^body: is not UTF-8;/);
    const utf16 = Buffer.from('\ufeff{}', 'utf16le');
    expect((await refusal(parse('json', utf16))).message).toMatch(/UTF-16/);
  });
});

describe('encodings', () => {
  const gzip = { contentEncoding: 'gzip' };

  it('reads gzip', async () => {
    const report = await parse('json', gzipSync('{"a":1}'), gzip);
    expect(report).toMatchObject({ extract: { a: 1 }, bytes: 7 });
  });

  it('cuts a bomb while it expands', async () => {
    // 400 MB in many members, which gzip allows to follow each other.
    const member = gzipSync(Buffer.alloc(8 * MB));
    const bomb = Buffer.concat(Array<Buffer>(50).fill(member));
    const before = process.memoryUsage().arrayBuffers;
    const { message, reason } = await refusal(parse('json', bomb, gzip));
    expect(message).toMatch(/^body: is expanded larger than 5 MB/);
    expect(reason).toBe('tooLarge');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * MB);
  });

  it.each<[string, Partial<ReportInput>, Buffer, RegExp]>([
    ['gzip that is not', gzip, Buffer.from('{"a":1}'), /is not gzip/],
    ['gzip cut off', gzip, gzipSync('x'.repeat(9000)).subarray(0, 30), /early/],
    ['gzip unsaid', {}, gzipSync('{"a":1}'), /add -H "content-encoding: gzip"/],
    [
      'brotli',
      { contentEncoding: 'br' },
      Buffer.from('{}'),
      /"br" is not read/,
    ],
    [
      'a form',
      { contentType: 'multipart/form-data; boundary=x' },
      Buffer.from('{}'),
      /--data-binary/,
    ],
    [
      'Latin-1',
      { contentType: 'application/json; charset=iso-8859-1' },
      Buffer.from('{}'),
      /send UTF-8/,
    ],
    [
      'a tar',
      { contentType: 'application/x-tar' },
      Buffer.from('{}'),
      /is an archive/,
    ],
    ['a tar in gzip', gzip, gzipSync(tar()), /archives are not accepted/],
  ])('refuses %s', async (_, more, body, message) => {
    expect((await refusal(parse('json', body, more))).message).toMatch(message);
  });

  function tar(): Buffer {
    const block = Buffer.alloc(1024);
    block.write('ustar', 257);
    return block;
  }
});

describe('kept', () => {
  it('nothing that is long, on two lines or half a character', async () => {
    const name = `\u0000a\nb\u202e${'x'.repeat(5000)}`;
    const report = await parse(
      'sarif',
      JSON.stringify({
        version: '2.1.0',
        runs: [{ tool: { driver: { name } }, results: [{ ruleId: '\ud800' }] }],
      }),
    );
    const { tools, rules } = report.extract as {
      tools: string[];
      rules: { id: string }[];
    };
    expect(tools[0]).toMatch(/^a b x+…$/);
    expect(tools[0]).toHaveLength(200);
    expect(rules[0].id).toBe('\ufffd');
  });

  it('a note of keys that stand there twice', async () => {
    const report = await parse('json', '{"a":1,"a":2}');
    expect(report.extract).toEqual({ a: 2 });
    expect(report.notes).toEqual([
      'body.a stands there twice; the last one counts',
    ]);
  });

  it('no prototype of a declared path', async () => {
    const fields = { a: { type: 'string', path: 'b.toString' } } as const;
    const report = await parse('json', '{"b":{}}', { fields });
    expect(report.extract).toEqual({});
  });
});
