import { screen, waitFor, within } from '@testing-library/react';
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
