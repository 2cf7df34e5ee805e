import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeReadinessApi } from '../../fixtures';
import { answerError, renderReadiness } from '../../__testUtils__/render';
import { ReadinessPage } from '../ReadinessPage';

const address = () => screen.getByTestId('address').textContent;
const show = (options: Parameters<typeof renderReadiness>[1] = {}) =>
  renderReadiness(<ReadinessPage />, options);
const lastQuery = (api: FakeReadinessApi) =>
  api.calls.filter(([method]) => method === 'getGates').at(-1)?.[1];

describe('OverviewPage', () => {
  it('shows numbers by scorecard and a row for each gate, one request for each', async () => {
    const { api } = await show();
    expect(
      await screen.findByRole('heading', { name: 'Service baseline' }),
    ).toBeVisible();
    expect(screen.getByText(/3,012 gates · mean score 84.3 %/)).toBeVisible();
    const rows = await screen.findAllByRole('row');
    expect(rows).toHaveLength(9);
    expect(rows[1]).toHaveTextContent('Checkout');
    expect(
      within(rows[1]).getByRole('link', { name: 'Checkout' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/checkout/readiness?scorecard=service-baseline',
    );
    expect(api.calls.map(([method]) => method).sort()).toEqual([
      'getGates',
      'getGatesSummary',
      'getQueue',
      'getScorecards',
    ]);
    expect(lastQuery(api)).toEqual({ sort: 'name', order: 'asc', limit: 50 });
  });

  it('asks what its address says', async () => {
    const { api } = await show({
      route:
        '/?verdict=blocked&verdict=nonsense&owner=group:default/mesh&environment=staging&sort=score&order=desc&cursor=c',
    });
    await screen.findAllByRole('row');
    expect(lastQuery(api)).toEqual({
      verdict: ['blocked'],
      owner: ['group:default/mesh'],
      environment: 'staging',
      sort: 'score',
      order: 'desc',
      limit: 50,
      cursor: 'c',
    });
    expect(api.calls).toContainEqual([
      'getGatesSummary',
      {
        groupBy: 'scorecard',
        owner: ['group:default/mesh'],
        environment: 'staging',
      },
    ]);
  });

  it('filters by a number of the summary, without asking for the numbers again', async () => {
    const { api } = await show();
    const number = await screen.findByRole('button', {
      name: '812 blocked of Service baseline: show these gates',
    });
    await userEvent.click(number);
    expect(address()).toBe('?scorecard=service-baseline&verdict=blocked');
    expect(number).toHaveAttribute('aria-pressed', 'true');
    await waitFor(() => expect(api.count('getGates')).toBe(2));
    expect(api.count('getGatesSummary')).toBe(1);
    await userEvent.click(number);
    expect(address()).toBe('');
  });

  it('searches once the typing has paused', async () => {
    const { api } = await show();
    await screen.findAllByRole('row');
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search' }),
      'qdrant',
    );
    await waitFor(() => expect(address()).toBe('?q=qdrant'));
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(2));
    expect(api.count('getGates')).toBe(2);

    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await waitFor(() => expect(address()).toBe(''));
    expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveValue('');
  });

  it('shows what I own, however many groups that takes', async () => {
    const { api } = await show();
    await screen.findAllByRole('row');
    const mine = screen.getByRole('button', { name: 'Owned by me' });
    expect(mine).toHaveAttribute('aria-pressed', 'false');
    await userEvent.click(mine);
    expect(address()).toBe('?owned=true');
    expect(mine).toHaveAttribute('aria-pressed', 'true');
    await waitFor(() => expect(lastQuery(api)).toMatchObject({ owned: true }));
    expect(api.calls).toContainEqual([
      'getGatesSummary',
      { groupBy: 'scorecard', owned: true },
    ]);
    await userEvent.click(mine);
    expect(address()).toBe('');
  });

  it('asks for owners only when somebody opens their list', async () => {
    const api = new FakeReadinessApi();
    await show({ api });
    await screen.findAllByRole('row');
    api.summary = {
      groups: ['group:default/mesh', 'group:default/payments', ''].map(
        group => ({
          group,
          scorecard: 'service-baseline',
          ready: 1,
          blocked: 0,
          incomplete: 0,
          scored: 1,
        }),
      ),
    };
    await userEvent.click(screen.getByRole('textbox', { name: 'Owner' }));
    const options = await screen.findAllByRole('option');
    expect(options.map(option => option.textContent)).toEqual([
      'mesh',
      'payments',
    ]);
    await userEvent.click(options[1]);
    expect(address()).toBe('?owner=group:default/payments');
    expect(
      api.calls.filter(
        ([method, query]) =>
          method === 'getGatesSummary' &&
          (query as { groupBy: string }).groupBy === 'owner',
      ),
    ).toHaveLength(1);
  });

  it('sorts on the server and says how', async () => {
    const { api } = await show();
    await screen.findAllByRole('row');
    const sort = screen.getByRole('button', { name: 'Blocking' });
    await userEvent.click(sort);
    expect(address()).toBe('?sort=blocking&order=desc');
    expect(
      screen.getByRole('columnheader', { name: /Blocking/ }),
    ).toHaveAttribute('aria-sort', 'descending');
    await waitFor(() =>
      expect(lastQuery(api)).toMatchObject({ sort: 'blocking' }),
    );
    await userEvent.click(sort);
    expect(address()).toBe('?sort=blocking&order=asc');
  });

  it('pages by cursor, there and back', async () => {
    const { api } = await show();
    await screen.findAllByRole('row');
    expect(screen.getByText('1–8 of 3,012')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(address()).toBe('?cursor=page-2');
    await waitFor(() =>
      expect(lastQuery(api)).toMatchObject({ cursor: 'page-2' }),
    );
    expect(await screen.findByText('51–58 of 3,012')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Previous page' }),
    );
    expect(address()).toBe('');
  });

  it('leads back to the first page from a link into the middle', async () => {
    await show({ route: '/?cursor=page-9' });
    expect(await screen.findByText('8 of 3,012')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'First page' }));
    expect(address()).toBe('');
  });
});

describe('the filters', () => {
  it('are kept in the address, all of them, and the rare ones counted', async () => {
    const { api } = await show({
      route:
        '/?waitingOn=people&waitingOn=nonsense&domain=domain:default/retail&cluster=prod-eu&type=service&lifecycle=production&tag=java&environment=staging',
    });
    await screen.findAllByRole('row');
    expect(lastQuery(api)).toMatchObject({
      waitingOn: ['people'],
      domain: ['domain:default/retail'],
      cluster: ['prod-eu'],
      type: ['service'],
      lifecycle: ['production'],
      tag: ['java'],
      environment: 'staging',
    });
    expect(screen.queryByRole('textbox', { name: 'Cluster' })).toBeNull();
    await userEvent.click(
      screen.getByRole('button', { name: 'More filters (7)' }),
    );
    expect(screen.getByRole('textbox', { name: 'Cluster' })).toBeVisible();
    expect(screen.getByText('retail')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(address()).toBe('');
  });

  it('take their options from the server, one environment at a time', async () => {
    const api = new FakeReadinessApi();
    await show({ api, route: '/?environment=staging' });
    await screen.findAllByRole('row');
    api.summary = {
      groups: ['production', 'staging'].map(group => ({
        ...api.summary.groups[0],
        group,
      })),
    };
    await userEvent.click(screen.getByRole('button', { name: /More filters/ }));
    await userEvent.click(screen.getByRole('textbox', { name: 'Environment' }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'production' }),
    );
    expect(address()).toBe('?environment=production');
    expect(api.calls).toContainEqual([
      'getGatesSummary',
      { groupBy: 'environment' },
    ]);
  });
});

describe('the views', () => {
  const methods = (api: FakeReadinessApi) =>
    api.calls.map(([method]) => method).sort();
  const shared = ['getGatesSummary', 'getQueue', 'getScorecards'] as const;

  it.each([
    ['matrix', 'getGatesMatrix', 'Entities × scorecards'],
    ['items', 'getTopItems', 'What blocks most'],
    ['trend', 'getGatesTrend', 'Trend'],
  ] as const)('%s is one request', async (view, method, title) => {
    const { api } = await show({
      route: `/?view=${view}&owner=group:default/mesh`,
    });
    expect(await screen.findByRole('heading', { name: title })).toBeVisible();
    expect(methods(api)).toEqual([...shared, method].sort());
    expect(api.calls).toContainEqual([
      method,
      expect.objectContaining({ owner: ['group:default/mesh'] }),
    ]);
  });

  it('lead from one to another and keep what is filtered', async () => {
    const { api } = await show({ route: '/?q=qdrant&cursor=c' });
    await screen.findAllByRole('row');
    await userEvent.click(screen.getByRole('tab', { name: 'Top items' }));
    expect(address()).toBe('?q=qdrant&view=items');
    await screen.findByText('A PodDisruptionBudget protects the workload');
    expect(api.calls).toContainEqual([
      'getTopItems',
      { q: 'qdrant', limit: 25 },
    ]);
    await userEvent.click(screen.getByRole('tab', { name: 'List' }));
    expect(address()).toBe('?q=qdrant');
    expect(api.count('getScorecards')).toBe(1);
    expect(api.count('getTopItems')).toBe(1);
  });

  it('show each gate of an entity in the matrix', async () => {
    const { api } = await show({ route: '/?view=matrix&sort=score' });
    const row = await screen.findByRole('row', { name: /x0tta6bl4/ });
    expect(
      within(row).getByRole('link', { name: /^blocked 81.3 %$/ }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/x0tta6bl4/readiness?scorecard=service-baseline',
    );
    expect(screen.getByText('2,950 entities')).toBeVisible();
    const other = screen.getByRole('row', { name: /Weaviate/ });
    expect(within(other).getByText('not judged')).toBeInTheDocument();
    // What the list sorts by and the matrix cannot.
    expect(api.calls).toContainEqual([
      'getGatesMatrix',
      { sort: 'name', order: 'asc', limit: 50 },
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'Blocking' }));
    expect(address()).toBe('?view=matrix&sort=blocking&order=desc');
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(address()).toContain('cursor=page-2');
  });

  it('roll up owners, and lead to the gates of a group and all below it', async () => {
    const { api } = await show({ route: '/?view=rollup' });
    expect(
      await screen.findByRole('link', { name: 'commerce' }),
    ).toHaveAttribute(
      'href',
      '/?owner=group%3Adefault%2Fcommerce&owner=group%3Adefault%2Fpayments&owner=group%3Adefault%2Fcheckout',
    );
    const names = () =>
      screen
        .getAllByRole('row')
        .slice(1)
        .map(row => row.querySelector('td')?.textContent);
    expect(names()).toEqual([
      'commerce',
      'payments',
      'checkout',
      'mesh',
      'data',
      'search',
      'none',
    ]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Groups below commerce' }),
    );
    expect(names()).toHaveLength(5);
    await userEvent.selectOptions(
      screen.getByLabelText('Roll up by'),
      'cluster',
    );
    expect(address()).toBe('?view=rollup&by=cluster');
    expect(
      await screen.findByText(/A gate counts on each cluster/),
    ).toBeVisible();
    expect(api.calls).toContainEqual([
      'getGatesSummary',
      { groupBy: 'cluster' },
    ]);
  });

  it('lead from an item that blocks to its checks', async () => {
    await show({ route: '/?view=items&environment=staging' });
    expect(
      await screen.findByRole('link', {
        name: 'Containers have requests and a memory limit',
      }),
    ).toHaveAttribute('href', '/readiness/checks/check-baseline.05');
    expect(
      screen.getByRole('link', { name: 'Somebody signed it' }),
    ).toHaveAttribute('href', '/readiness/checks/restore-signed');
    expect(screen.getByText('412 gates')).toBeVisible();
    expect(screen.getByText(/does not apply here/)).toBeVisible();
  });

  it('tell how gates went and what turned them', async () => {
    const api = new FakeReadinessApi(Date.now());
    await show({ api, route: '/?view=trend&days=30' });
    expect(
      await screen.findByRole('img', { name: /1,480 ready.*1,867 ready/ }),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show as a table' }),
    );
    const days = screen.getByRole('table', {
      name: /on which something changed/,
    });
    expect(within(days).getAllByRole('row').length).toBeGreaterThan(80);
    const bridge = screen.getByRole('table', { name: /^What changed since/ });
    expect(
      within(bridge)
        .getAllByRole('row')
        .map(row => row.textContent),
    ).toEqual([
      expect.any(String),
      expect.stringContaining('1,4801,062470'),
      'Services+470−350−120560 gates',
      'Definitions−120+118+2131 gates',
      'Waivers and approvals+44−32−1244 gates',
      'Clusters0+14−1414 gates',
      'Newly judged+2+1+36 gates',
      'Now1,876813329',
    ]);
    expect(api.calls).toContainEqual([
      'getGatesTrend',
      expect.objectContaining({
        days: 30,
        groupBy: 'scorecard',
        since: new Date(Date.now() - 29 * 86_400_000)
          .toISOString()
          .slice(0, 10),
      }),
    ]);
    await userEvent.selectOptions(screen.getByLabelText('Compare by'), 'owner');
    expect(address()).toBe('?view=trend&days=30&compareBy=owner');
  });

  it.each(['2199-01-01', '2026-02-30', 'x'])(
    'compare with a day that was, not with %s',
    async since => {
      const { api } = await show({ route: `/?view=trend&since=${since}` });
      await screen.findByRole('heading', { name: 'Trend' });
      const [, query] = api.calls.find(([it]) => it === 'getGatesTrend')!;
      expect((query as { since: string }).since).not.toBe(since);
    },
  );

  it('ask for a day once it is typed, not for each year on the way', async () => {
    const { api } = await show({ route: '/?view=trend' });
    const field = await screen.findByLabelText('Compare with');
    const type = (value: string) =>
      fireEvent.change(field, { target: { value } });
    type('0020-08-23');
    await new Promise(resolve => {
      setTimeout(resolve, 600);
    });
    type('2025-08-23');
    await waitFor(() => expect(address()).toContain('since=2025-08-23'));
    const days = api.calls
      .filter(([it]) => it === 'getGatesTrend')
      .map(([, query]) => (query as { since: string }).since);
    expect(days).toEqual([expect.stringMatching(/^20/), '2025-08-23']);
  });

  it.each([
    ['matrix', 'No gate matches'],
    ['rollup', 'No gate matches'],
    ['items', 'No gate matches'],
    ['trend', 'No gate matches'],
  ])('%s without gates: %s', async (view, title) => {
    const api = new FakeReadinessApi();
    api.matrix = { items: [], total: 0 };
    api.ownerTree = { groups: [] };
    api.topItems = { items: [], gates: 0 };
    api.trend = { days: [] };
    await show({ api, route: `/?view=${view}&q=nothing` });
    expect(await screen.findByText(title)).toBeVisible();
  });

  it.each(['matrix', 'rollup', 'items', 'trend'])(
    '%s that fails says so once, and is asked again',
    async view => {
      const api = new FakeReadinessApi();
      api.error = answerError(403, 'not for you');
      await show({ api, route: `/?view=${view}` });
      expect(await screen.findAllByRole('alert')).toHaveLength(1);
      api.error = undefined;
      await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
      expect((await screen.findAllByRole('row')).length).toBeGreaterThan(1);
      expect(screen.queryByRole('alert')).toBeNull();
    },
  );
});

describe('the file', () => {
  beforeEach(() => {
    URL.createObjectURL = jest.fn(() => 'blob:gates');
    URL.revokeObjectURL = jest.fn();
  });

  it('has what is filtered, and is fetched when asked for', async () => {
    const { api } = await show({
      route: '/?verdict=blocked&cursor=c&sort=score',
    });
    await screen.findAllByRole('row');
    expect(api.count('getGatesFile')).toBe(0);
    await userEvent.click(screen.getByRole('button', { name: 'Download CSV' }));
    expect(await screen.findByText('Saved as gates.csv')).toBeVisible();
    expect(api.calls.at(-1)).toEqual([
      'getGatesFile',
      { verdict: ['blocked'], sort: 'score', order: 'asc' },
    ]);
  });

  it('says why it could not be had', async () => {
    const { api } = await show();
    await screen.findAllByRole('row');
    api.error = answerError(500, 'the database does not answer');
    await userEvent.click(screen.getByRole('button', { name: 'Download CSV' }));
    expect(await screen.findByText(/^Not saved: /)).toBeVisible();
  });
});

describe('OverviewPage in other states', () => {
  it('names definitions that could not be loaded', async () => {
    const api = new FakeReadinessApi();
    api.scorecards = {
      ...api.scorecards,
      errors: [
        {
          file: 'scorecards/payments.yaml',
          line: 14,
          message: 'no such check',
        },
      ],
    };
    await show({ api });
    expect(
      await screen.findByText('1 definition could not be loaded'),
    ).toBeVisible();
    expect(screen.getByText('scorecards/payments.yaml:14')).toBeVisible();
  });

  it.each([
    ['/', 'No gates yet'],
    ['/?q=nothing', 'No gate matches'],
  ])('at %s with nothing to show: %s', async (route, title) => {
    const api = new FakeReadinessApi();
    api.gates = { items: [], total: 0 };
    await show({ api, route });
    expect(await screen.findByText(title)).toBeVisible();
  });

  it('says so where no scorecard is loaded', async () => {
    const api = new FakeReadinessApi();
    api.gates = { items: [], total: 0 };
    api.scorecards = { items: [], errors: [] };
    await show({ api });
    expect(await screen.findByText('No scorecard is loaded')).toBeVisible();
  });

  it('shows one failure, not three, and tries again', async () => {
    const api = new FakeReadinessApi();
    api.error = answerError(500, 'the database does not answer');
    await show({ api });
    expect(await screen.findAllByRole('alert')).toHaveLength(1);
    api.error = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findAllByRole('row')).toHaveLength(9);
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});
