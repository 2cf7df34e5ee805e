import type { CompiledCheck } from '../definitions/types';
import type { ObservationRow } from '../store/types';
import { evidenceGaps, lastingFailures } from './evidenceGaps';

const BUDGETS = 'poddisruptionbudgets.policy';
const TIME = new Date('2026-11-21T12:00:00Z');

const check = (kind: 'kubernetes' | 'prometheus', each = 'workload') =>
  ({
    definition: { id: 'covered' },
    evidence: [
      {
        kind,
        each,
        reads: new Map([
          ['budgets', { resource: BUDGETS, relation: 'selectsPods' }],
        ]),
      },
    ],
  } as unknown as CompiledCheck);

const read = (some: Partial<ObservationRow>): ObservationRow => ({
  cluster: 'east',
  resource: BUDGETS,
  namespace: '',
  attemptedAt: TIME,
  complete: true,
  notServed: false,
  objects: 0,
  malformed: 0,
  ...some,
});
const failed = (cause: ObservationRow['cause'], some = {}) =>
  read({ complete: false, cause, ...some });

const gap = { check: 'covered', cluster: 'east', namespaces: [] };

describe('evidenceGaps', () => {
  it.each<[string, CompiledCheck, ObservationRow[], object[]]>([
    ['what is read', check('kubernetes'), [read({})], []],
    [
      'what comes back by itself',
      check('kubernetes'),
      [failed('unreachable'), failed('timeout')],
      [],
    ],
    [
      'a kind that is not served',
      check('kubernetes'),
      [read({ notServed: true })],
      [{ ...gap, resource: BUDGETS, cause: 'notServed' }],
    ],
    [
      'a subject that is not served',
      check('kubernetes', 'gateways.networking.istio.io'),
      [read({ resource: 'gateways.networking.istio.io', notServed: true })],
      [
        {
          ...gap,
          resource: 'gateways.networking.istio.io',
          cause: 'notServed',
        },
      ],
    ],
    [
      'a kind of workload that few clusters serve',
      check('kubernetes'),
      [read({ resource: 'rollouts.argoproj.io', notServed: true })],
      [],
    ],
    [
      'workloads that may not be read',
      check('kubernetes'),
      [failed('forbidden', { resource: 'deployments.apps' })],
      [{ ...gap, resource: 'deployments.apps', cause: 'forbidden' }],
    ],
    [
      'namespaces that may not be read',
      check('kubernetes'),
      ['a', 'b'].map(namespace => failed('forbidden', { namespace })),
      [
        {
          ...gap,
          resource: BUDGETS,
          cause: 'forbidden',
          namespaces: ['a', 'b'],
        },
      ],
    ],
    [
      'many namespaces, and names some of them',
      check('kubernetes'),
      Array.from({ length: 103 }, (_, i) =>
        failed('forbidden', { namespace: `n${i}` }),
      ),
      [
        {
          ...gap,
          resource: BUDGETS,
          cause: 'forbidden',
          namespaces: Array.from({ length: 100 }, (_, i) => `n${i}`),
          moreNamespaces: 3,
        },
      ],
    ],
    [
      'no Prometheus',
      check('prometheus'),
      [
        read({ resource: 'prometheus/covered', notServed: true }),
        read({ resource: 'prometheus/other', notServed: true }),
      ],
      [{ ...gap, resource: 'prometheus', cause: 'notServed' }],
    ],
    [
      'what another check reads',
      check('kubernetes'),
      [read({ resource: 'nodes', notServed: true })],
      [],
    ],
  ])('tells of %s', (_, of, rows, expected) => {
    expect(evidenceGaps(of, lastingFailures(rows))).toEqual(expected);
  });
});
