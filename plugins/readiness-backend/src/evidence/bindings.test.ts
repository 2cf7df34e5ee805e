import { ExpressionError } from '../definitions/types';
import type { Bindings, Program, SubjectEvidence } from '../definitions/types';
import { bindingsFor, variablesNamed } from './bindings';
import type { AskedSubject } from './subjects';
import type { EntityInCluster } from './types';

it.each([
  ["variables.a == 'x' && variables.?b.orValue(1) > 0", ['a', 'b']],
  ['object.metadata.name', []],
  ['variables . spread', ['spread']],
  ["'variables.inText'", ['inText']],
])('%s names %j', (source, names) => {
  expect([...variablesNamed(source)!]).toEqual(names);
});

it.each(["variables['a']", 'size(variables)', 'has(variables)'])(
  '%s may mean any',
  source => {
    expect(variablesNamed(source)).toBeUndefined();
  },
);

describe('variables', () => {
  const ran: string[] = [];
  const program = <T>(
    source: string,
    run: (bindings: Bindings) => T,
  ): Program<T> => ({
    source,
    run: bindings => {
      ran.push(source);
      return run(bindings);
    },
  });
  const variablesOf = ({ variables }: Bindings) =>
    variables as Record<string, number>;
  const evidence = {
    reads: new Map(),
    variables: [
      { name: 'one', value: program('1', () => 1) },
      {
        name: 'two',
        value: program('variables.one + 1', it => variablesOf(it).one + 1),
      },
      {
        name: 'broken',
        value: program('1 / 0', () => {
          throw new ExpressionError('no');
        }),
      },
    ],
  } as unknown as SubjectEvidence;
  const subject: AskedSubject = {
    subject: { kind: 'cluster' },
    bindings: { object: {} },
    named: { kind: 'Cluster', name: 'c' },
  };
  const context = {
    snapshot: { cluster: { name: 'c' }, get: () => undefined },
    entity: {},
    environment: 'production',
    clusterFacts: { managed: false },
    now: new Date(0),
  } as unknown as EntityInCluster;
  const start = () => bindingsFor(evidence, {}, subject, context);
  beforeEach(() => ran.splice(0));

  it('are evaluated once, those first that they need', () => {
    const { run } = start();
    const two = program('variables.two', it => variablesOf(it).two);
    expect([run(two), run(two)]).toEqual([2, 2]);
    expect(ran).toEqual(['1', 'variables.one + 1', two.source, two.source]);
  });

  it('break only what names them', () => {
    const { run } = start();
    expect(run(program('true', () => true))).toBe(true);
    expect(() => run(program('variables.broken', () => true))).toThrow('no');
  });

  it('are all there for who asks for them by another way', () => {
    expect(() => start().run(program('size(variables)', () => 3))).toThrow(
      'no',
    );
    expect(ran).toEqual(['1', 'variables.one + 1', '1 / 0']);
  });
});
