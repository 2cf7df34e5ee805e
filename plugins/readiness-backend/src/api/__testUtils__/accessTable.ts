/** Every kind of caller, every route, and the status that each gets. */

export const CALLERS = [
  // Of the team that owns the entity.
  'shopper',
  // Of a team below it; of the one above it; of another one.
  'crew',
  'head',
  'stranger',
  // Of the group that signs, and of the one that decides on waivers.
  'signer',
  'decider',
  // An owner and a decider, who requested the waiver.
  'requester',
  // Of all those groups, and a policy lets them say nothing.
  'mute',
  'nogates',
  'norun',
  'nofindings',
  'noclusters',
  'guest',
  'service',
  'nobody',
] as const;
export type Caller = (typeof CALLERS)[number];

/**
 * Status by caller, where the catalog shows entities to their owners only, and to those whose word is asked
 * for. Of two, the second holds where the catalog shows everything.
 */
const TABLE = `
route                                                             shopper crew head stranger signer decider requester mute nogates norun nofindings noclusters guest   service nobody
GET    /scorecards                                                    200  200  200  200      200     200     200      200  403     200   200        200        200     200     401
GET    /scorecards/service                                            200  200  200  200      200     200     200      200  403     200   200        200        200     200     401
GET    /scorecards/service/evidence                                   200  200  200  200      200     200     200      200  403     200   200        200        200     200     401
GET    /checks                                                        200  200  200  200      200     200     200      200  403     200   200        200        200     200     401
GET    /checks/two-replicas                                           200  200  200  200      200     200     200      200  403     200   200        200        200     200     401
GET    /checks/budget-selects/results                                 200  200  200  200      200     200     200      200  403     200   200        200        200     200     401
GET    /scorecards/service/items/service.02/impact                    200  200  200  200      200     200     200      200  403     200   200        200        200     200     401
GET    /gates                                                         200  200  200  200      200     200     200      200  403     200   200        200        200     200     401
GET    /gates/summary                                                 200  200  200  200      200     200     200      200  403     200   200        200        200     200     401
GET    /gates/matrix                                                  200  200  200  200      200     200     200      200  403     200   200        200        200     200     401
GET    /gates/top-items                                               200  200  200  200      200     200     200      200  403     200   200        200        200     200     401
GET    /gates/trend                                                   200  200  200  200      200     200     200      200  403     200   200        200        200     200     401
GET    /entities/component/default/api                                200  200  200  404/200  200     200     200      200  403     200   200        200        404/200 200     401
GET    /entities/component/default/api/scorecards/service             200  200  200  404/200  200     200     200      200  403     200   200        200        404/200 200     401
GET    /entities/component/default/api/scorecards/service/timeline    200  200  200  404/200  200     200     200      200  403     200   200        200        404/200 200     401
GET    /entities/component/default/api/scorecards/service/report      200  200  200  404/200  200     200     200      200  403     200   200        200        404/200 200     401
GET    /evaluations                                                   200  200  200  200      200     200     200      200  403     200   200        403        200     200     401
POST   /evaluations#entity                                            202  202  202  404/202  202     202     202      202  403     403   202        202        404/202 202     401
POST   /evaluations#cluster                                           202  202  202  202      202     202     202      202  403     403   202        403        202     202     401
GET    /evaluations/{evaluation}                                      200  200  200  200      200     200     200      200  403     200   200        200        200     200     401
GET    /grants                                                        200  200  200  200      200     200     200      200  403     200   200        403        200     200     401
POST   /verdicts                                                      200  200  200  404/200  200     200     200      200  403     200   200        200        404/200 200     401
GET    /attestations                                                  200  200  200  200      200     200     200      200  403     200   200        200        200     200     401
POST   /attestations                                                  201  201  403  404/403  403     403     201      403  403     201   201        201        404/403 403     401
GET    /attestations/{attestation}                                    200  200  200  404/200  200     200     200      200  403     200   200        200        404/200 200     401
DELETE /attestations/{attestation}                                    200  200  403  404/403  403     403     200      403  403     200   200        200        404/403 403     401
GET    /approvals                                                     200  200  200  200      200     200     200      200  403     200   200        200        200     200     401
POST   /approvals                                                     403  403  403  404/403  201     403     403      403  403     403   403        403        404/403 403     401
GET    /approvals/{approval}                                          200  200  200  404/200  200     200     200      200  403     200   200        200        404/200 200     401
DELETE /approvals/{approval}                                          403  403  403  404/403  200     403     403      403  403     403   403        403        404/403 403     401
GET    /waivers                                                       200  200  200  200      200     200     200      200  403     200   200        200        200     200     401
POST   /waivers                                                       201  403  403  404/403  403     403     201      403  403     201   201        201        404/403 403     401
POST   /waivers#preview                                               200  403  403  404/403  403     403     200      403  403     200   200        200        404/403 403     401
POST   /waivers#glass                                                 201  403  403  404/403  403     403     201      403  403     201   201        201        404/403 403     401
GET    /waivers/{waiver}                                              200  200  200  404/200  200     200     200      200  403     200   200        200        404/200 200     401
DELETE /waivers/{waiver}                                              403  403  403  404/403  403     200     200      403  403     403   403        403        404/403 403     401
POST   /waivers/{waiver}/decision                                     403  403  403  404/403  403     200     403      403  403     403   403        403        404/403 403     401
GET    /reports                                                       200  200  200  200      200     200     200      200  403     200   200        200        200     200     401
POST   /reports                                                       201  201  403  404/403  403     403     201      403  403     201   201        201        404/403 201     401
GET    /queue                                                         200  200  200  200      200     200     200      200  403     200   200        200        200     403     401
`;

const API = 'component:default/api';
const WAIVER = {
  entityRef: API,
  scorecard: 'release',
  item: 'release.04',
  reason: 'The cluster has one node until March.',
};

/** By what follows `#`, if anything, each time anew; `now` is the time. */
export const BODIES: Record<string, (now: Date) => object> = {
  '/evaluations#entity': () => ({ entityRef: API }),
  '/evaluations#cluster': () => ({ cluster: 'east' }),
  '/verdicts': () => ({ entityRef: API, scorecard: 'service' }),
  '/attestations': () => ({
    entityRef: API,
    scorecard: 'release',
    item: 'release.01',
    statement: 'Followed it on Friday.',
  }),
  '/approvals': () => ({
    entityRef: API,
    scorecard: 'release',
    item: 'release.02',
    decision: 'approve',
  }),
  '/waivers': now => ({ ...WAIVER, until: later(now, 7) }),
  '/waivers#preview': now => ({
    ...WAIVER,
    until: later(now, 7),
    dryRun: true,
  }),
  '/waivers#glass': now => ({
    ...WAIVER,
    until: later(now, 0.5),
    breakGlass: true,
  }),
  '/waivers/{waiver}/decision': () => ({ decision: 'approve' }),
  '/reports': () => ({ passed: true }),
};

function later(now: Date, days: number): string {
  return new Date(now.getTime() + days * 86_400_000).toISOString();
}

export type Word = 'attestation' | 'approval' | 'waiver';
/** Who says what there is of a word before others are asked about it, and where. */
export const SAID: Record<Word, { by: Caller; route: string }> = {
  attestation: { by: 'shopper', route: '/attestations' },
  approval: { by: 'signer', route: '/approvals' },
  waiver: { by: 'requester', route: '/waivers' },
};

export interface Row {
  method: string;
  route: string;
  /** In the order of the callers. */
  owned: number[];
  everything: number[];
  /** Of whose word it is about, if of any. */
  word?: Word;
}

export const ROWS: Row[] = TABLE.trim()
  .split('\n')
  .slice(1)
  .map(line => {
    const [method, route, ...cells] = line.split(/\s+/);
    const word = /{(attestation|approval|waiver)}/.exec(route)?.[1];
    return {
      method,
      route,
      owned: cells.map(cell => Number(cell.split('/')[0])),
      everything: cells.map(cell => Number(cell.split('/').at(-1))),
      ...(word && { word: word as Word }),
    };
  });

/** Where the catalog shows a user nothing: what is about an entity is not there, for whoever gets so far as to ask. */
export function statusesOfNothing({ owned, route, method }: Row): number[] {
  if (!owned.includes(404)) return owned;
  const early = ['nogates', 'service', 'nobody'];
  // Who may not evaluate at all is told so first.
  if (route.startsWith('/evaluations') && method === 'POST')
    early.push('norun');
  return owned.map((status, index) =>
    early.includes(CALLERS[index]) ? status : 404,
  );
}
