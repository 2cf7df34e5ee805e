/** Who reads what in a digest. */
import {
  compileTexts,
  scorecardYaml,
} from '../definitions/__testing__/definitions';
import type { Definitions } from '../definitions/types';
import {
  awaitedRow,
  decidedEntity,
  decisionEvent,
  entityRow,
  minutesAfter,
  NOON,
  waiverRow,
} from '../store/testing';
import type { AwaitedRow, MirroredEntity, WaiverRow } from '../store/types';
import { digestsOf } from './digest';
import { linksBelow } from './links';
import { digestText } from './texts';

const SECURITY = 'group:default/security';
const SHOP = 'group:default/shop';
const PAY = 'group:default/pay';
const days = (count: number) => minutesAfter(NOON, count * 24 * 60);

let definitions: Definitions;
beforeAll(async () => {
  const item = 'severity: blocking, check: read';
  const items = scorecardYaml(`
- { id: pdb, text: A budget, ${item} }
- { id: hidden, text: Hidden, ${item}, enforcement: shadow }`);
  definitions = await compileTexts({
    checks: {
      'checks/test/read.yaml': `id: read
title: The runbook was read
why: Because.
fix: Read it.
responsible: owner
evidence:
  - attestation: { statement: I read it., by: owner, validFor: P90D }
`,
    },
    scorecards: {
      'scorecards/baseline.yaml': `${items}waivers: { decidedBy: ${SECURITY} }\n`,
      'scorecards/nobodys.yaml': items.replace('baseline', 'nobodys'),
    },
    withCases: false,
  });
});

function owned(name: string, owner: string): [string, MirroredEntity] {
  const relations = [{ type: 'ownedBy', targetRef: owner }];
  const row = entityRow(name, { entity: { metadata: { name }, relations } });
  return [row.entityRef, row];
}

const mirror = new Map([
  owned('cart', SHOP),
  owned('till', PAY),
  owned('odd', 'component:default/cart'),
]);

interface Case {
  awaiting?: Partial<WaiverRow>[];
  waivers?: Partial<WaiverRow>[];
  ending?: Partial<AwaitedRow>[];
}

const waivers = (rows: Partial<WaiverRow>[] = []) =>
  rows.map((row, i) => waiverRow(String(i), { scorecard: 'baseline', ...row }));

function read({ awaiting, waivers: ends, ending = [] }: Case) {
  const digests = digestsOf({
    definitions,
    mirror,
    awaiting: waivers(awaiting),
    waivers: waivers(ends),
    ending: ending.map(row =>
      awaitedRow('cart', {
        scorecard: 'baseline',
        item: 'pdb',
        party: SHOP,
        dueAt: days(3),
        ...row,
      }),
    ),
    now: NOON,
    endsBefore: days(14),
  });
  return [...digests].map(([ref, lines]) =>
    [ref, ...lines.map(({ text }) => text)].join('\n'),
  );
}

const both = [decidedEntity('cart'), decidedEntity('till')];
const glass = { reason: 'Fire', renewals: 0, breakGlass: true as const };
const approved = [decisionEvent('0', 'approved')];
const WAIVED = 'Ends 2026-11-28: waiver of A budget';

describe('a digest', () => {
  it.each<[string, Case, string[]]>([
    ['nothing', {}, []],
    [
      'a request, whose entity is not the deciders’',
      { awaiting: [{}] },
      [
        `${SECURITY}\nDecide: A budget, an entity (user:default/ann, until 2026-11-28)`,
      ],
    ],
    [
      'a broken glass, of several',
      { awaiting: [{ body: glass, entities: both }] },
      [
        `${SECURITY}\nReview: A budget, 2 entities (user:default/ann broke the glass)`,
      ],
    ],
    ['an item that is gone', { awaiting: [{ item: 'gone' }] }, []],
    ['a scorecard that is gone', { awaiting: [{ scorecard: 'gone' }] }, []],
    ['nobody who decides', { awaiting: [{ scorecard: 'nobodys' }] }, []],
    ['an item in shadow', { awaiting: [{ item: 'hidden' }] }, []],
    [
      'a word of the owner',
      { ending: [{}] },
      [`${SHOP}\nEnds 2026-11-24: attestation of A budget, cart`],
    ],
    [
      'a word of others, the first to end first',
      {
        ending: [
          { kind: 'approval', party: SECURITY },
          { party: SECURITY, dueAt: days(1) },
        ],
      },
      [
        `${SECURITY}\nEnds 2026-11-22: attestation of A budget, an entity\nEnds 2026-11-24: approval of A budget, an entity`,
      ],
    ],
    [
      'a word of what is no person',
      { ending: [{ party: 'component:default/cart' }] },
      [],
    ],
    [
      'a word of an entity that is gone',
      { ending: [{ entityRef: 'component:default/gone' }] },
      [`${SHOP}\nEnds 2026-11-24: attestation of A budget, an entity`],
    ],
    [
      'a waiver that ends',
      { waivers: [{ events: approved }] },
      [`${SHOP}\n${WAIVED}, cart`],
    ],
    [
      'a waiver of two owners',
      { waivers: [{ events: approved, entities: both }] },
      [`${PAY}\n${WAIVED}, 2 entities`, `${SHOP}\n${WAIVED}, 2 entities`],
    ],
    [
      'a waiver of what is gone, or no person owns',
      {
        waivers: [
          {
            events: approved,
            entities: [decidedEntity('gone'), decidedEntity('odd')],
          },
        ],
      },
      [],
    ],
    ['a request that ends', { waivers: [{}] }, []],
    [
      'a waiver that was denied, or revoked',
      {
        waivers: [
          { events: [decisionEvent('0', 'denied')] },
          { events: [...approved, decisionEvent('1', 'revoked')] },
        ],
      },
      [],
    ],
    [
      'a waiver that ends later',
      { waivers: [{ events: approved, until: days(15) }] },
      [],
    ],
    [
      'a waiver of which another was asked for',
      {
        waivers: [
          { events: approved },
          { until: days(60), body: { reason: 'r', renewals: 1, renews: '0' } },
        ],
      },
      [],
    ],
    [
      'a waiver of which another was refused',
      {
        waivers: [
          { events: approved },
          {
            until: days(60),
            events: [decisionEvent('1', 'denied')],
            body: { reason: 'r', renewals: 1, renews: '0' },
          },
        ],
      },
      [`${SHOP}\n${WAIVED}, cart`],
    ],
  ])('of %s', (_, input, digests) => {
    expect(read(input)).toEqual(digests);
  });

  it('counts in its title, and cuts what is long', () => {
    const lines = Array.from({ length: 12 }, (_, i) => ({
      kind: 'ends' as const,
      text: `Line ${i}`,
    }));
    const links = linksBelow('https://portal.example');
    const digest = digestText(
      [
        { kind: 'decide', text: 'One' },
        { kind: 'decide', text: 'Two' },
        { kind: 'review', text: 'Three' },
        ...lines,
      ],
      links,
    );
    expect(digest).toMatchObject({
      title:
        'Readiness: 2 waivers to decide, 1 broken glass to review, 12 about to end',
      link: 'https://portal.example/readiness/queue',
    });
    expect(digest.description?.split('\n')).toEqual([
      'One',
      'Two',
      'Three',
      ...lines.slice(0, 7).map(({ text }) => text),
      'and 5 more',
    ]);
  });
});
