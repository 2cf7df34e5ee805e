import { approvalStatus, attestationStatus, waiverStatus } from './status';
import { approval, attestation, days, event, waiver } from './testing';

const FACTS = { images: ['sha256:one'], owners: ['group:default/shop'] };
const BOTH = ['newImage', 'ownerChanged'] as const;

describe('attestationStatus', () => {
  it.each([
    ['valid', attestation(), FACTS, BOTH, days(1)],
    ['valid', attestation(), FACTS, BOTH, new Date(days(30).getTime() - 1)],
    ['expired', attestation(), FACTS, BOTH, days(30)],
    [
      'revoked',
      attestation({ events: [event('revoked')] }),
      FACTS,
      BOTH,
      days(1),
    ],
    [
      'lapsed',
      attestation(),
      { ...FACTS, images: ['sha256:one', 'sha256:two'] },
      BOTH,
      days(1),
    ],
    ['valid', attestation(), { ...FACTS, images: ['sha256:two'] }, [], days(1)],
    ['valid', attestation(), { ...FACTS, images: [] }, BOTH, days(1)],
    [
      'lapsed',
      attestation(),
      { ...FACTS, owners: ['group:default/pay'] },
      BOTH,
      days(1),
    ],
    [
      'valid',
      attestation(),
      { ...FACTS, owners: ['group:default/pay'] },
      ['newImage'],
      days(1),
    ],
  ] as const)('is %s (case %#)', (status, row, facts, lapsesOn, now) => {
    expect(attestationStatus(row, lapsesOn, facts, now).status).toBe(status);
  });
});

describe('approvalStatus', () => {
  it.each([
    ['approved', approval(), undefined, days(400)],
    ['expired', approval({ until: days(3) }), undefined, days(3)],
    ['lapsed', approval(), 'an item regressed', days(1)],
    ['lapsed', approval({ events: [event('lapsed')] }), undefined, days(1)],
    [
      'declined',
      approval({ body: { decision: 'decline', reason: 'no' } }),
      'an item regressed',
      days(1),
    ],
    ['revoked', approval({ events: [event('revoked')] }), undefined, days(1)],
  ] as const)('is %s (case %#)', (status, row, lapse, now) => {
    expect(approvalStatus(row, lapse, now).status).toBe(status);
  });
});

describe('waiverStatus', () => {
  it.each([
    ['requested', waiver(), days(1)],
    ['expired', waiver(), days(30)],
    ['approved', waiver({ events: [event('approved')] }), days(29)],
    ['expired', waiver({ events: [event('approved')] }), days(30)],
    ['denied', waiver({ events: [event('denied')] }), days(1)],
    [
      'revoked',
      waiver({ events: [event('approved'), event('revoked')] }),
      days(1),
    ],
    ['approved', waiver({ body: { breakGlass: true } }), days(1)],
    [
      'approved',
      waiver({ body: { breakGlass: true }, events: [event('reviewed')] }),
      days(1),
    ],
    [
      'denied',
      waiver({ body: { breakGlass: true }, events: [event('denied')] }),
      days(1),
    ],
  ] as const)('is %s (case %#)', (status, row, now) => {
    expect(waiverStatus(row, now).status).toBe(status);
  });
});
