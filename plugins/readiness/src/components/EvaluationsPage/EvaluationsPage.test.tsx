import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FakeReadinessApi,
  evaluationOverview,
  runningOverview,
} from '../../fixtures';
import { answerError, renderReadiness } from '../../__testUtils__/render';
import { EvaluationsPage } from './EvaluationsPage';

const copied = jest.fn((_text: string) => true);
jest.mock('copy-to-clipboard', () => (text: string) => copied(text));

const NOW = Date.now();

async function show(change: (api: FakeReadinessApi) => void = () => undefined) {
  const api = new FakeReadinessApi(NOW);
  change(api);
  await renderReadiness(<EvaluationsPage />, { api });
  return api;
}

const rows = (name: string) =>
  within(screen.getByRole('table', { name }))
    .getAllByRole('row')
    .slice(1)
    .map(row => row.textContent);
const SHARDS = 'Shards with their last run and when they run next';

function setVisibility(state: 'hidden' | 'visible') {
  Object.defineProperty(document, 'visibilityState', {
    configurable: true,
    get: () => state,
  });
  act(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

describe('EvaluationsPage', () => {
  afterEach(() => {
    jest.useRealTimers();
    setVisibility('visible');
  });

  it('tells of each shard how its last run went and when it runs next', async () => {
    const api = await show();
    await screen.findByRole('heading', { name: 'Shards' });
    const [catalog, east, west, staging] = rows(SHARDS);
    expect(catalog).toMatch(/^catalogsucceeded.*410 ms.*7 requests/);
    expect(east).toMatch(
      /^prod-euread in part.*840 ms.*48,211 objects, 131 requests3,012 entities, 17 changed, 1 read failed/,
    );
    expect(west).toMatch(
      /^prod-usfailed.*12\.3 s.*the API server did not answer within 10 s.*tries again in/,
    );
    expect(staging).toMatch(/^stagingnever ran.*now/);
    expect(api.calls.map(([method]) => method)).toEqual([
      'getEvaluations',
      'getGrants',
    ]);
  });

  it('tells what could not be read, what the account lacks, and what to apply', async () => {
    await show();
    await screen.findByRole('heading', { name: 'Missing grants' });
    expect(rows('Reads that failed in the last run, by shard')).toEqual([
      expect.stringMatching(
        /^prod-eupoddisruptionbudgets\.policyevery namespaceThe reader account may not read this.*is forbidden/,
      ),
    ]);
    expect(rows('What the reader account may not read, by cluster')).toEqual([
      expect.stringMatching(/^prod-eupoddisruptionbudgets\.policy/),
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'Copy code' }));
    expect(copied).toHaveBeenCalledWith(
      expect.stringContaining('name: readiness-reader\n'),
    );
    await userEvent.click(
      screen.getByRole('button', { name: /^Show the manifest: What the ext/ }),
    );
    expect(screen.getByText(/readiness-reader-extended/)).toBeVisible();
  });

  it('says in one line that a whole cluster did not answer', async () => {
    await show(api => {
      const [overview] = api.evaluations;
      const [catalog, cluster] = overview.shards;
      const errors = ['pods', 'nodes', 'secrets', 'services', 'jobs.batch'].map(
        resource => ({
          resource,
          namespace: '',
          cause: 'unreachable' as const,
          message: 'connect ECONNREFUSED',
        }),
      );
      const lastRun = { ...cluster.lastRun!, objects: 0, errors };
      api.evaluations = [
        { ...overview, shards: [catalog, { ...cluster, lastRun }] },
      ];
    });
    await screen.findByRole('heading', { name: 'Shards' });
    expect(rows(SHARDS)[1]).toMatch(/^prod-eunot read.*5 reads failed/);
    const failed = () => rows('Reads that failed in the last run, by shard');
    expect(failed()).toEqual([
      expect.stringMatching(/^prod-eupodsnodessecretsand 2 moreevery.*ECONN/),
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'and 2 more' }));
    expect(failed()).toEqual([
      expect.stringMatching(/secretsservicesjobs\.batchShow fewer/),
    ]);
  });

  it('says that nothing is missing, and that nobody asked', async () => {
    await show(api => {
      api.grants = { ...api.grants, missing: [] };
      api.evaluations = [{ ...api.evaluations[0], evaluations: [] }];
    });
    expect(
      await screen.findByText(/The reader account may read all/),
    ).toBeVisible();
    expect(screen.getByText(/Nobody asked for an evaluation/)).toBeVisible();
    expect(screen.queryByText(/kind: ClusterRole/)).toBeNull();
  });

  it('evaluates a cluster now, and follows that while it runs', async () => {
    const api = await show(fake => {
      const idle = evaluationOverview(NOW);
      fake.evaluations = [idle, runningOverview(NOW), idle];
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Evaluate prod-eu now' }),
    );
    expect(api.calls).toContainEqual(['evaluate', { cluster: 'prod-eu' }]);
    expect(await screen.findByText('observing pods (12 of 31)')).toBeVisible();
    const busy = screen.getByRole('button', { name: 'Evaluate prod-eu now' });
    expect(busy).toHaveAttribute('aria-disabled', 'true');
    expect(busy).toHaveFocus();
    await userEvent.click(busy);
    expect(api.count('evaluate')).toBe(1);
    expect(screen.getByText(/this page follows it/)).toBeVisible();
    await waitFor(
      () => expect(screen.queryByText(/observing pods/)).toBeNull(),
      { timeout: 6_000 },
    );
    // What is missing may have changed with it.
    await waitFor(() => expect(api.count('getGrants')).toBe(2));
    expect(api.count('getEvaluations')).toBe(3);
  }, 20_000);

  it('asks for nothing while nothing runs, or while nobody looks', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const api = await show();
    await screen.findByRole('heading', { name: 'Shards' });
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(api.count('getEvaluations')).toBe(1);

    api.evaluations = [runningOverview(NOW)];
    act(() => screen.getByRole('button', { name: 'Refresh' }).click());
    await screen.findByText(/this page follows it/);
    setVisibility('hidden');
    expect(await screen.findByText(/Paused while this page/)).toBeVisible();
    const before = api.count('getEvaluations');
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(api.count('getEvaluations')).toBe(before);
    setVisibility('visible');
    await act(() => jest.advanceTimersByTimeAsync(10_000));
    expect(api.count('getEvaluations')).toBeGreaterThan(before);
  });

  it('says why a cluster cannot be evaluated', async () => {
    const api = await show(fake => {
      fake.errors.evaluate = answerError(404, 'The cluster is not configured');
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Evaluate prod-eu now' }),
    );
    expect(
      await screen.findByText('The cluster is not configured'),
    ).toBeVisible();
    expect(api.count('getEvaluations')).toBe(1);
  });

  it('says that nothing is evaluated yet', async () => {
    await show(api => {
      api.evaluations = [{ shards: [], evaluations: [] }];
    });
    expect(await screen.findByText('Nothing is evaluated yet')).toBeVisible();
  });

  it('says that it waits', async () => {
    const api = new FakeReadinessApi();
    const release = api.hold();
    await renderReadiness(<EvaluationsPage />, { api });
    expect(screen.getByText('Loading')).toHaveAttribute('role', 'status');
    release();
    expect(
      await screen.findByRole('heading', { name: 'Shards' }),
    ).toBeVisible();
  });

  it.each([
    [403, /shown to those who hold kubernetes.clusters.read/],
    [500, 'the database is away'],
  ])(
    'says once why it cannot be shown (%i), and tries again',
    async (status, says) => {
      const api = await show(fake => {
        fake.error = answerError(status, 'the database is away');
      });
      expect(await screen.findByText(says)).toBeVisible();
      expect(screen.getAllByRole('alert')).toHaveLength(1);
      api.error = undefined;
      await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
      expect(
        await screen.findByRole('heading', { name: 'Shards' }),
      ).toBeVisible();
    },
  );
});
