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
});
