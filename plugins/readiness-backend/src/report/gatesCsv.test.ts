import type { GateListing } from '@readiness-gates/backstage-plugin-readiness-common';
import { gateState } from '../store/testing';
import { gatesCsv } from './gatesCsv';

const gate = (title: string): GateListing => ({
  entity: {
    entityRef: 'component:default/cart',
    kind: 'Component',
    namespace: 'default',
    name: 'cart',
    title,
    tags: ['java', 'tier-1'],
  },
  scorecard: { id: 'service-baseline', title: 'Service baseline' },
  environment: '',
  state: gateState({
    verdict: 'incomplete',
    waitingOn: ['platform', 'people'],
    score: { low: 0, high: 100 },
  }),
  changedAt: '2026-11-21T12:00:00.000Z',
});

describe('gates as CSV', () => {
  it('have a line each, and a head on the first page alone', () => {
    expect(gatesCsv([gate('Cart, "old"')], true)).toBe(
      'entity,title,kind,type,lifecycle,owner,system,domain,tags,scorecard,environment,verdict,waitingOn,score,scoreLow,scoreHigh,applicable,machineRead,stated,blocking,waived,changedAt\n' +
        'component:default/cart,"Cart, ""old""",Component,,,,,,java tier-1,service-baseline,,incomplete,platform people,,0,100,10,10,0,0,0,2026-11-21T12:00:00.000Z\n',
    );
    expect(gatesCsv([gate('Cart')], false)).toMatch(/^component:default/);
    expect(gatesCsv([], false)).toBe('');
  });

  it.each(['=1+1', '+1', '-1', '@x', '\t=1', '\r=1'])(
    'hold no formula: %j',
    text => {
      const [, title] = gatesCsv([gate(text)], false).split(/,"?/);
      expect(title).toMatch(/^'/);
    },
  );
});
