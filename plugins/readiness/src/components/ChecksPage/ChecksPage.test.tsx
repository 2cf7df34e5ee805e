import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeReadinessApi, checkOverviews } from '../../fixtures';
import { answerError, renderReadiness } from '../../__testUtils__/render';
import { ChecksPage } from './ChecksPage';

async function show(
  route = '/',
  change: (api: FakeReadinessApi) => void = () => undefined,
) {
  const api = new FakeReadinessApi();
  change(api);
  await renderReadiness(<ChecksPage />, { api, route });
  return api;
}

const titles = () =>
  within(screen.getByRole('table'))
    .getAllByRole('row')
    .slice(1)
    .map(row => within(row).getAllByRole('link')[0].textContent);

describe('ChecksPage', () => {
  it('lists every check with who asks it and how many fail, the most failing first', async () => {
    const api = await show();
    expect(await screen.findByText('6 checks')).toBeVisible();
    const [, first, second, , , , last] = screen.getAllByRole('row');
    expect(first).toHaveTextContent(
      'A PodDisruptionBudget protects the workloadpdb-covers-workloadavailabilityKubernetesService baseline812 fail40 unknown3 waived',
    );
    expect(second).toHaveTextContent('Kubernetes deployment120 fail');
    expect(last).toHaveTextContent('backupKubernetesno scorecard');
    expect(
      within(first).getByRole('link', { name: /PodDisruptionBudget/ }),
    ).toHaveAttribute('href', '/readiness/checks/pdb-covers-workload');
    expect(
      within(first).getByRole('link', { name: 'Service baseline' }),
    ).toHaveAttribute('href', '/readiness/scorecards/service-baseline');
    expect(api.calls).toEqual([['getChecks']]);
  });

  it('narrows the list by the address, and asks nothing for it', async () => {
    const api = await show('/?area=security');
    expect(await screen.findByText('2 checks')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /^pending 2/ }));
    expect(titles()).toEqual(['Security has signed off']);
    expect(screen.getByTestId('address')).toHaveTextContent(
      '?area=security&result=pending',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(await screen.findByText('6 checks')).toBeVisible();
    await userEvent.type(screen.getByLabelText('Search'), 'non-root');
    expect(await screen.findByText('1 check')).toBeVisible();
    expect(api.count('getChecks')).toBe(1);
  });

  it('orders by title where that is chosen', async () => {
    await show('/?sort=name&scorecard=release');
    await screen.findByText('2 checks');
    expect(titles()).toEqual([
      'A restore was tested in the last 90 days',
      'Security has signed off',
    ]);
  });

  it('shows the first fifty, and more on demand', async () => {
    const [check] = checkOverviews();
    await show('/', api => {
      api.checks = Array.from({ length: 60 }, (_, index) => ({
        ...check,
        id: `check-${index}`,
      }));
    });
    expect(await screen.findByText('50 of 60')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    expect(screen.getAllByRole('row')).toHaveLength(61);
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it.each<[string, string, (api: FakeReadinessApi) => void]>([
    ['No check is loaded', '/', api => (api.checks = [])],
    ['Nothing matches', '/?q=nothing-is-called-so', () => undefined],
  ])('says why nothing is listed: %s', async (says, route, change) => {
    await show(route, change);
    expect(await screen.findByText(says)).toBeVisible();
  });

  it('says that it waits', async () => {
    const api = new FakeReadinessApi();
    const release = api.hold();
    await renderReadiness(<ChecksPage />, { api });
    expect(screen.getByText('Loading')).toHaveAttribute('role', 'status');
    release();
    expect(await screen.findByText('6 checks')).toBeVisible();
  });

  it.each([
    [403, 'You may not see this'],
    [500, 'the database is away'],
  ])(
    'says why it cannot be shown (%i), and tries again',
    async (status, says) => {
      const api = await show('/', fake => {
        fake.error = answerError(status, 'the database is away');
      });
      expect(await screen.findByText(says)).toBeVisible();
      api.error = undefined;
      await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
      expect(await screen.findByText('6 checks')).toBeVisible();
    },
  );
});
