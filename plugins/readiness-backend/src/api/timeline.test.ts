import type { CompiledScorecard } from '../definitions/types';
import type { Transition } from '../store/types';
import { timelineOf } from './timeline';

const scorecard = {
  definition: { id: 'service' },
  items: [
    { definition: { id: 'open', enforcement: { mode: 'enforce' } } },
    { definition: { id: 'quiet', enforcement: { mode: 'shadow' } } },
  ],
} as unknown as CompiledScorecard;

const OUTAGE: Transition = {
  at: new Date('2026-11-21T12:00:00Z'),
  cluster: 'east',
  environment: '',
  from: 'reachable',
  to: 'unreachable',
  cause: 'platform',
  evidence: {},
};
const of = { entityRef: 'component:default/web', clusters: ['east'], limit: 1 };

describe('the timeline of an item', () => {
  it.each([
    ['quiet', false, { clusters: ['east'] }],
    ['quiet', true, { ...of, item: 'quiet', scorecard: 'service' }],
    ['open', false, { ...of, item: 'open', scorecard: 'service' }],
  ])(
    'that is %s, to its owner: %s, asks for %j',
    async (item, shadow, filter) => {
      const store = { transitions: jest.fn(async () => [OUTAGE]) };
      const audience = { findings: true, shadow, sees: () => true };
      const shown = await timelineOf(
        scorecard,
        { ...of, item },
        audience,
        store,
      );
      expect(shown).toMatchObject([{ to: 'unreachable' }]);
      expect(store.transitions.mock.calls).toEqual([[{ ...filter, limit: 1 }]]);
    },
  );
});
