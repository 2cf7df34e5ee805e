/** Every kind of caller, every route, and the status that each gets. */

export const CALLERS = [
  'shopper',
  'stranger',
  'nogates',
  'norun',
  'nofindings',
  'noclusters',
  'guest',
  'service',
  'nobody',
] as const;
export type Caller = (typeof CALLERS)[number];

/** Status by caller, where the catalog shows entities to their owners only. */
const TABLE = `
route                                                             shopper stranger nogates norun nofindings noclusters guest service nobody
GET  /scorecards                                                      200      200     403   200        200        200   200     200    401
GET  /scorecards/service                                              200      200     403   200        200        200   200     200    401
GET  /checks                                                          200      200     403   200        200        200   200     200    401
GET  /checks/two-replicas                                             200      200     403   200        200        200   200     200    401
GET  /gates                                                           200      200     403   200        200        200   200     200    401
GET  /gates/summary                                                   200      200     403   200        200        200   200     200    401
GET  /entities/component/default/api                                  200      404     403   200        200        200   404     200    401
GET  /entities/component/default/api/scorecards/service               200      404     403   200        200        200   404     200    401
GET  /entities/component/default/api/scorecards/service/timeline      200      404     403   200        200        200   404     200    401
GET  /evaluations                                                     200      200     403   200        200        403   200     200    401
POST /evaluations#entity                                              202      404     403   403        202        202   404     202    401
POST /evaluations#cluster                                             202      202     403   403        202        403   202     202    401
GET  /evaluations/{evaluation}                                        200      200     403   200        200        200   200     200    401
GET  /grants                                                          200      200     403   200        200        403   200     200    401
POST /verdicts                                                        200      404     403   200        200        200   404     200    401
`;

export const BODIES: Record<string, object> = {
  '/evaluations#entity': { entityRef: 'component:default/api' },
  '/evaluations#cluster': { cluster: 'east' },
  '/verdicts': { entityRef: 'component:default/api', scorecard: 'service' },
};

export const ROWS = TABLE.trim()
  .split('\n')
  .slice(1)
  .map(line => {
    const [method, route, ...statuses] = line.split(/\s+/);
    return { method, route, statuses: statuses.map(Number) };
  });
