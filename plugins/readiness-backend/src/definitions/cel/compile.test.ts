/** What an expression may do to the process that runs it, and what its errors may show. */
import { compileEvidence } from '../__testing__/definitions';
import { ExpressionError } from '../types';
import { deferredProgram } from './compile';
import {
  createBaseEnvironment,
  createEvidenceEnvironment,
} from './environment';

const run = async (
  expression: string,
  bindings: Record<string, unknown> = {},
) => {
  const evidence = await compileEvidence(
    `each: workload\nvariables: [{ name: given, expression: object.a }]\nexpression: ${JSON.stringify(
      expression,
    )}`,
  );
  return evidence.expression.run({
    object: {},
    variables: {},
    params: {},
    environment: '',
    ...bindings,
  });
};

describe('a program', () => {
  it('gives a bool', async () => {
    await expect(
      run('object.spec.replicas >= 2', { object: { spec: { replicas: 2 } } }),
    ).resolves.toBe(true);
  });

  it.each([
    ['object.a.b == 1', {}, 'no such key: `object.a`'],
    ['object.a', { a: 'secret-value' }, '`object.a` gave no bool'],
    [
      'object.a + 1 == 3',
      { a: 'secret-value' },
      'no such overload: dyn<string> + int: `object.a + 1`',
    ],
    [
      "{'k': 1}[object.a] == 1",
      { a: 'secret-value' },
      "no such key: `{'k': 1}[object.a]`",
    ],
    [
      'int(object.a) == 1',
      { a: 'secret-value' },
      'int conversion error: `int(object.a)`',
    ],
    [
      "duration(object.a) > duration('1h')",
      { a: 'secret-value' },
      'invalid duration: `duration(object.a)`',
    ],
    [
      "quantity(object.a) == quantity('1')",
      { a: 'secret-value' },
      'quantity(): the text is not a Kubernetes quantity, in ',
    ],
    [
      "'abc'.matches(object.a)",
      { a: '(' },
      'the pattern is no valid RE2 regular expression, in ',
    ],
    [
      "labelsMatch({'matchExpressions': [{'key': 'a', 'operator': object.a}]}, {})",
      { a: 'secret-value' },
      'labelsMatch(): the selector is no valid label selector, in ',
    ],
    [
      "'abc'.matches(object.a)",
      { a: 'x'.repeat(2_000) },
      'the pattern is longer than 1000 characters, in ',
    ],
    [
      "object.a.matches('x')",
      { a: 'x'.repeat(200_000) },
      'the text is longer than 100000 characters, in ',
    ],
    [
      "object.a.replace('x', 'xxxx') == ''",
      { a: 'x'.repeat(90_000) },
      'replace(): the result is longer than 100000 characters, in ',
    ],
    [
      "object.a.join('-') == ''",
      { a: Array(60_000).fill('xx') },
      'join(): the result is longer than 100000 characters, in ',
    ],
    [
      'object.a.flatten().size() == 0',
      { a: Array(400).fill(Array(400).fill(1)) },
      'flatten(): the result has more than 100000 entries, in ',
    ],
  ])(
    'throws one line without a value of the object: %s',
    async (expression, object, message) => {
      const error = await run(expression, { object }).catch(e => e);
      expect(error).toBeInstanceOf(ExpressionError);
      expect(error.message).toContain(message);
      expect(error.message).not.toContain('secret-value');
      expect(error.message).not.toContain('\n');
    },
  );

  it('keeps the text of a finding a text', async () => {
    const { message } = await compileEvidence(
      'each: workload\nexpression: "true"\nmessage: object.metadata.name',
    );
    expect(message.run({ object: { metadata: { name: 'web' } } })).toBe('web');
    expect(() => message.run({ object: { metadata: { name: 3 } } })).toThrow(
      ExpressionError,
    );
  });

  it('says the title of the check where it has no message', async () => {
    const { message } = await compileEvidence(
      'each: workload\nexpression: "true"',
    );
    expect(message.run({})).toBe('It is ready');
  });

  it('does not feed ever longer values to the next variable', async () => {
    const doubling = await compileEvidence(
      'each: workload\nvariables: [{ name: twice, expression: object.a + object.a }]\nexpression: "true"',
    );
    const [{ value }] = doubling.variables;
    expect(value.run({ object: { a: 'xy' } })).toBe('xyxy');
    expect(() => value.run({ object: { a: 'x'.repeat(60_000) } })).toThrow(
      'gave more than 100000 entries',
    );
    expect(() => value.run({ object: { a: Array(60_000).fill(1) } })).toThrow(
      'gave more than 100000 entries',
    );
  });

  it.each([
    ["object.a.matches('^(a+)+$')", `${'a'.repeat(30_000)}!`],
    ["object.a.matches('(a|aa)+$')", `${'a'.repeat(30_000)}!`],
    ["object.a.find('(x+x+)+y') != ''", 'x'.repeat(30_000)],
    ["object.a.findAll('a*a*a*b').size() > 0", 'a'.repeat(2_000)],
  ])('takes linear time for %s', async (expression, a) => {
    const started = performance.now();
    await expect(run(expression, { object: { a } })).resolves.toBe(false);
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('cannot reach a prototype', async () => {
    await expect(
      run('object.?constructor.hasValue() || object.?toString.hasValue()'),
    ).resolves.toBe(false);
    await expect(run("object[?'__proto__'].hasValue()")).resolves.toBe(false);
  });
});

describe('a program that waits until it is run', () => {
  const deferred = async (source: string) =>
    deferredProgram(
      createEvidenceEnvironment(await createBaseEnvironment(), 'node', [
        'pods',
      ]),
      source,
      'bool',
    );

  it('does then what it says', async () => {
    const program = await deferred('size(pods) > 1');
    const ran = [['a'], ['a', 'b']].map(pods => program.run({ pods }));
    expect(ran).toEqual([false, true]);
  });

  it('tells then, each time, that it cannot be run', async () => {
    const program = await deferred('size(things) > 1');
    const message = 'unknown variable `things`, in `size(things) > 1`';
    expect(() => program.run({})).toThrow(new ExpressionError(message));
    expect(() => program.run({})).toThrow(ExpressionError);
  });
});
