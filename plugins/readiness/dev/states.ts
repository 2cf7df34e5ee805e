import { FakeReadinessApi } from '../src/fixtures';

export function someState(
  change: (api: FakeReadinessApi) => void,
): FakeReadinessApi {
  const api = new FakeReadinessApi();
  change(api);
  return api;
}

/** What a backend that answers with this status looks like to the client. */
export function failure(statusCode: number): FakeReadinessApi {
  return someState(api => {
    api.error = Object.assign(new Error(`Request failed with ${statusCode}`), {
      statusCode,
      body: {
        error: { name: 'Error', message: 'the database does not answer' },
      },
    });
  });
}
