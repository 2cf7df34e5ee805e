import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { FakeReadinessApi } from '../../fixtures';
import { answerError, renderReadiness } from '../../__testUtils__/render';
import { CheckPage } from './CheckPage';

const ID = 'pdb-covers-workload';
const TITLE = { level: 2, name: /A PodDisruptionBudget protects/ };
const ALL = { limit: 50 };

async function show(
  search = '',
  change: (api: FakeReadinessApi) => void = () => undefined,
) {
  const api = new FakeReadinessApi();
  change(api);
  await renderReadiness(
    <Routes>
      <Route path="/readiness/checks/:check" element={<CheckPage />} />
    </Routes>,
    { api, route: `/readiness/checks/${ID}${search}` },
  );
  return api;
}

const part = (name: string) =>
  within(screen.getByRole('heading', { name }).closest('section')!);
const table = (name: string) =>
  within(part(name).getByRole('table'))
    .getAllByRole('row')
    .slice(1)
    .map(row => row.textContent);

describe('CheckPage', () => {
  it('tells what it asks and why, how to mend it, and who is responsible', async () => {
    const api = await show();
    expect(await screen.findByRole('heading', TITLE)).toBeVisible();
    expect(
      screen.getByText('A node drain may take every replica at once.'),
    ).toBeVisible();
    expect(screen.getByText(/kind: PodDisruptionBudget/)).toBeVisible();
    expect(
      screen.getAllByRole('button', { name: 'Copy code' }).length,
    ).toBeGreaterThan(0);
    expect(screen.getByText('Responsible').nextSibling).toHaveTextContent(
      'owner',
    );
    expect(
      screen.getByText('A fail counts after').nextSibling,
    ).toHaveTextContent('15 minutes');
    expect(screen.getByRole('link', { name: 'All checks' })).toHaveAttribute(
      'href',
      '/readiness/checks',
    );
    expect(api.calls).toHaveLength(2);
    expect(api.calls).toEqual(
      expect.arrayContaining([
        ['getCheck', ID],
        ['getCheckResults', ID, ALL],
      ]),
    );
  });

  it('tells where the evidence comes from, in order', async () => {
    await show();
    await screen.findByRole('heading', TITLE);
    const evidence = part('Where the evidence comes from');
    const [first, second] = evidence.getAllByRole('listitem');
    expect(first).toHaveTextContent(
      /1\. Kubernetes.*workload.*poddisruptionbudgets\.policy.*more than one replica.*budgets\.exists/,
    );
    expect(second).toHaveTextContent(
      /2\. attestation.*owner.*A drain was tried.*90 days.*a new image/,
    );
  });

  it('lists its params with defaults and bounds', async () => {
    await show();
    await screen.findByRole('heading', TITLE);
    expect(table('Params')).toEqual([
      'minDisruptionsHow many pods a drain may take.integer1from 1 to 10scorecard',
      'windowsstring"any"one of "any", "night"scorecard or entity',
    ]);
  });

  it('lists the items that ask it, and whom one would block', async () => {
    const api = await show();
    await screen.findByRole('heading', TITLE);
    const [warns, cohort] = table('Who asks it');
    expect(warns).toMatch(
      /baseline\.07Service baselineblockingwarn: shown, never blocks/,
    );
    expect(cohort).toMatch(
      /enforced from Jan 1, 2099, only where lifecycle is production/,
    );
    expect(api.count('getItemImpact')).toBe(0);
    await userEvent.click(
      screen.getByRole('button', {
        name: 'Who would be blocked: A PodDisruptionBudget protects the workload',
      }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText('would be blocked')).toBeVisible();
    expect(api.calls.at(-1)).toEqual([
      'getItemImpact',
      'service-baseline',
      'baseline.07',
      { limit: 25 },
    ]);
  });

  it('says that nobody asks it', async () => {
    await show('', api => {
      api.check = { ...api.check, uses: [] };
    });
    expect(
      await screen.findByText(/No scorecard asks this check/),
    ).toBeVisible();
  });

  it('lists who does not pass, with what that does', async () => {
    await show();
    expect(await screen.findByText('5 results')).toBeVisible();
    await screen.findByRole('heading', TITLE);
    const rows = table('Who does not pass');
    expect(rows[0]).toMatch(/^Checkout.*fail.*Service baseline · blocking/);
    expect(rows[1]).toMatch(/recommendedenforced, does not hold the gate/);
    expect(rows[2]).toMatch(/not enforced/);
    expect(screen.getByRole('link', { name: 'Checkout' })).toHaveAttribute(
      'href',
      '/catalog/default/component/checkout/readiness?scorecard=service-baseline&item=baseline.07',
    );
  });

  it('narrows by the address with one request each, and keeps the check', async () => {
    const api = await show('?owner=group:default/payments');
    expect(await screen.findByText('5 results')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /^unknown 1/ }));
    expect(await screen.findByText('1 result')).toBeVisible();
    expect(screen.getByTestId('address')).toHaveTextContent(
      '?owner=group:default/payments&result=unknown',
    );
    expect(api.count('getCheck')).toBe(1);
    expect(
      api.calls.filter(([method]) => method === 'getCheckResults'),
    ).toEqual([
      ['getCheckResults', ID, { ...ALL, owner: ['group:default/payments'] }],
      [
        'getCheckResults',
        ID,
        { ...ALL, owner: ['group:default/payments'], result: ['unknown'] },
      ],
    ]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(await screen.findByText('5 results')).toBeVisible();
  });

  it('adds the next page to those that are shown', async () => {
    const api = await show('', fake => {
      fake.checkResults = {
        ...fake.checkResults,
        total: 9,
        nextCursor: 'next',
      };
    });
    const more = await screen.findByRole('button', { name: 'Show more' });
    const [row] = api.checkResults.items;
    const entity = { ...row.entity, entityRef: 'component:default/late' };
    api.checkResults = {
      ...api.checkResults,
      items: [{ ...row, entity: { ...entity, title: 'Late' } }],
      nextCursor: undefined,
    };
    await userEvent.click(more);
    expect(await screen.findByText('Late')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
    await waitFor(() =>
      expect(api.calls.at(-1)).toEqual([
        'getCheckResults',
        ID,
        { ...ALL, cursor: 'next' },
      ]),
    );
  });

  it.each<[string, string, (api: FakeReadinessApi) => void]>([
    [
      'Nobody fails it',
      '',
      api => {
        const counts = { fail: 0, unknown: 0, pending: 0, waived: 0 };
        api.checkResults = { items: [], counts, total: 0 };
      },
    ],
    ['Nothing matches', '?result=pending', () => undefined],
  ])('says why nobody is listed: %s', async (says, search, change) => {
    await show(search, change);
    expect(await screen.findByText(says)).toBeVisible();
  });

  it('shows the check where its results cannot be had', async () => {
    const api = await show('', fake => {
      fake.errors.getCheckResults = answerError(500, 'the database is away');
    });
    expect(await screen.findByText('the database is away')).toBeVisible();
    expect(screen.getByRole('heading', TITLE)).toBeVisible();
    delete api.errors.getCheckResults;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('5 results')).toBeVisible();
  });

  it.each([
    [403, 'You may not see this'],
    [404, 'Not found'],
    [500, 'the database is away'],
  ])(
    'says once why it cannot be shown (%i), and tries again',
    async (status, says) => {
      const api = await show('', fake => {
        fake.error = answerError(status, 'the database is away');
      });
      expect(await screen.findByText(says)).toBeVisible();
      expect(screen.getAllByRole('alert')).toHaveLength(1);
      api.error = undefined;
      await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
      expect(await screen.findByRole('heading', TITLE)).toBeVisible();
      expect(await screen.findByText('5 results')).toBeVisible();
    },
  );
});
