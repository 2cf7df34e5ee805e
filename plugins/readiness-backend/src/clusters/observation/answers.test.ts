import { readAnswer, readError } from './answers';

const status = (code: number, message: string, more: object = {}) =>
  JSON.stringify({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    code,
    ...more,
  });
const backstage = (error: object) =>
  JSON.stringify({ error, request: {}, response: {} });

describe('readAnswer', () => {
  it('gives the body of a success', () => {
    expect(
      readAnswer({ status: 200, body: '{"kind":"PodList","items":[]}' }),
    ).toEqual({
      ok: true,
      length: 29,
      body: { kind: 'PodList', items: [] },
    });
  });

  it.each<[string, number, string, object]>([
    [
      'a body that is cut short',
      200,
      '{"items":[{"metadata"',
      { cause: 'malformed' },
    ],
    ['a body that is no object', 200, '[]', { cause: 'malformed' }],
    ['an empty body', 200, '', { cause: 'malformed' }],
    [
      'credentials that the cluster refuses',
      401,
      status(401, 'Unauthorized'),
      {
        cause: 'forbidden',
        message: "the cluster refused the reader's credentials",
      },
    ],
    [
      'missing rights',
      403,
      status(
        403,
        'secrets is forbidden: User "reader" cannot list resource "secrets"',
      ),
      {
        cause: 'forbidden',
        message:
          'secrets is forbidden: User "reader" cannot list resource "secrets"',
      },
    ],
    [
      'an error of the cluster',
      500,
      status(500, 'etcdserver: leader changed'),
      { cause: 'query-failed', message: 'etcdserver: leader changed' },
    ],
    [
      'a busy cluster',
      429,
      status(429, 'too many requests'),
      { cause: 'query-failed' },
    ],
    [
      'a timeout of the cluster',
      504,
      status(504, 'Timeout: request did not complete'),
      { cause: 'timeout' },
    ],
    [
      'a bad request',
      400,
      status(400, 'invalid continue token'),
      { cause: 'query-failed' },
    ],
    [
      'a cluster that Backstage does not know',
      404,
      backstage({ name: 'NotFoundError', message: "Cluster 'x' not found" }),
      {
        cause: 'not-configured',
        message: "Backstage's Kubernetes backend: Cluster 'x' not found",
      },
    ],
    [
      'a policy of Backstage',
      403,
      backstage({ name: 'NotAllowedError', message: 'Unauthorized' }),
      { cause: 'forbidden' },
    ],
    [
      'a connection refused',
      500,
      backstage({
        name: 'ForwardedError',
        message:
          "Cluster 'x' request error; caused by Error: connect ECONNREFUSED 127.0.0.1:1",
        stack: 'Error: at secret/path.js:1',
        cause: { code: 'ECONNREFUSED' },
      }),
      {
        cause: 'unreachable',
        message: expect.stringMatching(
          /^the cluster could not be reached: .*ECONNREFUSED 127.0.0.1:1$/,
        ),
      },
    ],
    [
      'a certificate',
      500,
      backstage({
        name: 'Error',
        message: 'm',
        cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
      }),
      { cause: 'unreachable' },
    ],
    [
      'a connection that times out',
      500,
      backstage({ name: 'Error', message: 'm', cause: { code: 'ETIMEDOUT' } }),
      { cause: 'timeout' },
    ],
    [
      'credentials that Backstage cannot get',
      500,
      backstage({ name: 'Error', message: 'no AWS credentials' }),
      { cause: 'query-failed' },
    ],
    [
      'a page of some proxy',
      404,
      '<html>nothing here</html>',
      { cause: 'query-failed' },
    ],
    ['a redirect', 302, '', { cause: 'query-failed' }],
    ['a plain refusal', 401, 'Unauthorized', { cause: 'forbidden' }],
  ])('reads %s', (_, code, body, failure) => {
    const answer = readAnswer({ status: code, body });
    expect(answer).toEqual({
      ok: false,
      failure: expect.objectContaining(failure),
    });
  });

  it.each<[string, string]>([
    ['an unknown group', '404 page not found\n'],
    [
      'an unknown resource',
      status(404, 'the server could not find the requested resource', {
        details: {},
      }),
    ],
  ])('tells %s from a failure', (_, body) => {
    expect(readAnswer({ status: 404, body })).toMatchObject({
      notServed: true,
    });
  });

  it('tells a missing object from a missing resource', () => {
    const body = status(404, 'namespaces "x" not found', {
      details: { name: 'x' },
    });
    const answer = readAnswer({ status: 404, body });
    expect(answer).toMatchObject({ notFound: true });
    expect(answer).not.toHaveProperty('notServed');
  });

  it('gives the token that goes on after an expired one', () => {
    const body = status(410, 'too old', { metadata: { continue: 'next' } });
    expect(readAnswer({ status: 410, body })).toMatchObject({
      expired: { continueToken: 'next' },
    });
  });

  it('shows neither stack traces nor credentials', () => {
    const token = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl';
    const body = backstage({
      name: 'Error',
      message: `sent Bearer ${token} and k8s-aws-v1.abc\n    at stack.js:1`,
    });
    expect(readAnswer({ status: 500, body })).toMatchObject({
      failure: {
        message: "Backstage's Kubernetes backend: sent Bearer … and …",
      },
    });
    expect(
      readAnswer({ status: 500, body: status(500, `jwt ${token}`) }),
    ).toMatchObject({
      failure: { message: 'jwt …' },
    });
  });
});

describe('readError', () => {
  const failed = (message: string, cause?: unknown) =>
    new TypeError(message, { cause });
  it.each<[string, unknown, string]>([
    [
      'the deadline of a request',
      new DOMException('x', 'TimeoutError'),
      'timeout',
    ],
    [
      'the end of the evaluation',
      new DOMException('x', 'AbortError'),
      'timeout',
    ],
    [
      'Backstage being down',
      failed(
        'fetch failed',
        Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
      ),
      'unreachable',
    ],
    ['a body that breaks off', failed('terminated'), 'malformed'],
    ['anything else', 'odd', 'unreachable'],
  ])('reads %s', (_, error, cause) => {
    expect(readError(error, 30_000).cause).toBe(cause);
  });
});
