import type { PackedState } from '../store/types';
import { packState } from './judge';
import type { FreshState } from './judge';
import { resultOfStored } from './storedAnswers';

const EARLIER = '2026-11-21T11:00:00.000Z';
const NOW = new Date('2026-11-21T12:00:00Z');
const finding = {
  cluster: 'c',
  environment: 'production',
  kind: 'Deployment',
  name: 'web',
  message: 'no',
};
const FAIL = { r: 'fail' as const, findings: [finding], total: 1 };

function fresh(
  judged: FreshState['judged'] extends ReadonlyMap<string, infer J> ? J : never,
): FreshState {
  return {
    entityRef: 'component:default/web',
    scorecard: 's',
    cluster: 'c',
    environment: 'production',
    judged: new Map([['q', judged]]),
    workloads: [],
    revisions: { check: '1' },
    selection: 'backstage.io/kubernetes-id=web',
    digest: undefined,
  };
}

const before = (result: PackedState['results'][string]): PackedState => ({
  results: { q: result },
  workloads: [],
  revisions: { check: '1' },
  selection: 'backstage.io/kubernetes-id=web',
});

const packed = (...args: Parameters<typeof packState>) =>
  packState(...args).packed.results.q;

describe('what is stored of a judgement', () => {
  it('keeps the time of a result that goes on', () => {
    const earlier = before({ r: 'pass', since: EARLIER });
    expect(packed(fresh({ r: 'pass' }), earlier, NOW)).toEqual({
      r: 'pass',
      since: EARLIER,
    });
  });

  it('lets the earlier result stand for what could not be read', () => {
    const earlier = before({ ...FAIL, since: EARLIER });
    expect(packed(fresh({ r: 'unread' }), earlier, NOW)).toEqual({
      ...FAIL,
      since: EARLIER,
    });
    expect(packed(fresh({ r: 'unread' }), undefined, NOW)).toMatchObject({
      r: 'unread',
    });
  });

  it('remembers what a fail turned from, until it passes again', () => {
    const turned = packed(
      fresh(FAIL),
      before({ r: 'pass', since: EARLIER }),
      NOW,
    );
    expect(turned).toEqual({ ...FAIL, since: NOW.toISOString(), was: 'pass' });
    const goesOn = packed(
      fresh(FAIL),
      before({ ...FAIL, since: EARLIER, was: 'pass' }),
      NOW,
    );
    expect(goesOn).toEqual({ ...FAIL, since: EARLIER, was: 'pass' });
    expect(packed(fresh(FAIL), undefined, NOW)).not.toHaveProperty('was');
  });

  it('has a digest of what was found, never of when', () => {
    const first = packState(fresh(FAIL), undefined, NOW);
    const later = packState(
      fresh(FAIL),
      before({ ...FAIL, since: EARLIER, was: 'pass' }),
      NOW,
    );
    expect(later.digest).toBe(first.digest);
    const other = packState(fresh({ ...FAIL, total: 2 }), undefined, NOW);
    expect(other.digest).not.toBe(first.digest);
  });
});

describe('settle', () => {
  const settleMs = 15 * 60_000;
  it.each([
    ['with something to stand on', 'pass', '2026-11-21T11:15:00.000Z'],
    ['with nothing before it', undefined, undefined],
  ] as const)('%s', (_, was, settlesAt) => {
    const stored = { ...FAIL, since: EARLIER, ...(was && { was }) };
    expect(resultOfStored(stored, settleMs)).toMatchObject({
      result: 'fail',
      ...(settlesAt && { settlesAt, settled: was }),
    });
    expect(resultOfStored(stored, settleMs)).toHaveProperty('findingsTotal', 1);
  });

  it('is not asked of spec', () => {
    expect(
      resultOfStored({ ...FAIL, since: EARLIER, was: 'pass' }, 0),
    ).not.toHaveProperty('settlesAt');
  });
});
