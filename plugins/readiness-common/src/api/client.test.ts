import { ReadinessClient } from './client';

const discoveryApi = {
  getBaseUrl: async () => 'http://portal.example/api/readiness',
};

/** As Backstage's own middlewares do it: a request is made only to look at it, then the next is called. */
function fetchThroughMiddlewares(answer: Response) {
  const received: Request[] = [];
  const last: typeof fetch = async (input, init) => {
    received.push(new Request(input, init));
    return answer;
  };
  const through =
    (next: typeof fetch): typeof fetch =>
    async (input, init) => {
      const request = new Request(input, init);
      if (request.headers.get('authorization')) return next(input, init);
      request.headers.set('authorization', 'Bearer of-the-user');
      return next(request);
    };
  const looking =
    (next: typeof fetch): typeof fetch =>
    async (input, init) => {
      const request = new Request(input, init);
      return request.url.startsWith('plugin://') ? answer : next(input, init);
    };
  const fetchApi = { fetch: looking(through(last)) };
  return { received, fetchApi };
}

describe('ReadinessClient', () => {
  it('sends a body through fetch middlewares that look at the request', async () => {
    const { received, fetchApi } = fetchThroughMiddlewares(
      Response.json({ items: [] }, { status: 202 }),
    );
    const client = new ReadinessClient({ discoveryApi, fetchApi });
    const target = { entityRef: 'component:default/qwen-llm' };

    expect(await client.evaluate(target)).toEqual([]);
    expect(received).toHaveLength(1);
    expect(received[0].method).toBe('POST');
    expect(received[0].url).toBe(
      'http://portal.example/api/readiness/evaluations',
    );
    expect(received[0].headers.get('content-type')).toBe('application/json');
    expect(received[0].headers.get('authorization')).toBe('Bearer of-the-user');
    expect(await received[0].json()).toEqual(target);
  });

  it('sends the token that it is given', async () => {
    const { received, fetchApi } = fetchThroughMiddlewares(
      Response.json({ items: [], errors: [] }),
    );
    const client = new ReadinessClient({ discoveryApi, fetchApi });
    await client.getScorecards({ token: 'of-a-service' });
    expect(received[0].method).toBe('GET');
    expect(received[0].headers.get('authorization')).toBe(
      'Bearer of-a-service',
    );
  });

  it('throws what the backend says of its refusal', async () => {
    const { fetchApi } = fetchThroughMiddlewares(
      Response.json(
        {
          error: { name: 'NotAllowedError', message: 'not you' },
          response: { statusCode: 403 },
        },
        { status: 403 },
      ),
    );
    const client = new ReadinessClient({ discoveryApi, fetchApi });
    await expect(client.getGates({})).rejects.toMatchObject({
      statusCode: 403,
      body: { error: { message: 'not you' } },
    });
  });

  const ITEM = {
    entityRef: 'component:default/qwen-llm',
    scorecard: 'service-baseline',
    item: 'baseline.12',
  };
  const WAIVER = { ...ITEM, reason: 'rebuilt in March', until: '2027-03-01' };

  it.each<
    [
      string,
      (client: ReadinessClient) => Promise<unknown>,
      { method: string; path: string; body?: object },
    ]
  >([
    [
      'lists what was said of an item',
      client => client.getAttestations(ITEM),
      {
        method: 'GET',
        path: 'attestations?entityRef=component%3Adefault%2Fqwen-llm&scorecard=service-baseline&item=baseline.12',
      },
    ],
    [
      'opens what was signed',
      client => client.getApproval('a/1'),
      { method: 'GET', path: 'approvals/a%2F1' },
    ],
    [
      'attests',
      client => client.createAttestation({ ...ITEM, statement: 'done' }),
      {
        method: 'POST',
        path: 'attestations',
        body: { ...ITEM, statement: 'done' },
      },
    ],
    [
      'takes a word back, with the reason',
      client => client.revokeAttestation('1', 'it was the wrong & old run'),
      {
        method: 'DELETE',
        path: 'attestations/1?reason=it%20was%20the%20wrong%20%26%20old%20run',
      },
    ],
    [
      'requests a waiver',
      client => client.requestWaiver(WAIVER),
      { method: 'POST', path: 'waivers', body: WAIVER },
    ],
    [
      'asks what a waiver would cover',
      client => client.previewWaiver(WAIVER),
      { method: 'POST', path: 'waivers', body: { ...WAIVER, dryRun: true } },
    ],
    [
      'decides',
      client => client.decideWaiver('1', { decision: 'deny', reason: 'no' }),
      {
        method: 'POST',
        path: 'waivers/1/decision',
        body: { decision: 'deny', reason: 'no' },
      },
    ],
    [
      'asks who fails a check, in words that are alternatives',
      client =>
        client.getCheckResults('pdb/1', { result: ['fail', 'unknown'] }),
      {
        method: 'GET',
        path: 'checks/pdb%2F1/results?result=fail&result=unknown',
      },
    ],
    [
      'asks whom an item would hold',
      client => client.getItemImpact('service-baseline', 'baseline.12'),
      {
        method: 'GET',
        path: 'scorecards/service-baseline/items/baseline.12/impact',
      },
    ],
    [
      'asks for a page of the matrix',
      client => client.getGatesMatrix({ tag: ['a', 'b'], sort: 'blocking' }),
      { method: 'GET', path: 'gates/matrix?tag=a&tag=b&sort=blocking' },
    ],
    [
      'asks how gates went',
      client => client.getGatesTrend({ days: 30, since: '2026-08-23' }),
      { method: 'GET', path: 'gates/trend?days=30&since=2026-08-23' },
    ],
    [
      'reads its queue page by page',
      client => client.getQueue({ limit: 20, cursor: 'c' }),
      { method: 'GET', path: 'queue?limit=20&cursor=c' },
    ],
  ])('%s', async (_, call, { method, path, body }) => {
    const { received, fetchApi } = fetchThroughMiddlewares(
      Response.json({ id: '1' }, { status: method === 'POST' ? 201 : 200 }),
    );
    const client = new ReadinessClient({ discoveryApi, fetchApi });

    expect(await call(client)).toEqual({ id: '1' });
    expect(received[0].method).toBe(method);
    expect(received[0].url).toBe(`http://portal.example/api/readiness/${path}`);
    const sent = await received[0].text();
    expect(sent ? JSON.parse(sent) : undefined).toEqual(body);
  });
});
