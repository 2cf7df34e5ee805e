import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { FakeReadinessApi } from '../../fixtures';
import { answerError, renderReadiness } from '../../__testUtils__/render';
import { ScorecardPage } from './ScorecardPage';

const ID = 'service-baseline';
const TITLE = { level: 2, name: 'Service baseline' };

async function show(
  change: (api: FakeReadinessApi) => void = () => undefined,
  api = new FakeReadinessApi(),
) {
  change(api);
  await renderReadiness(
    <Routes>
      <Route
        path="/readiness/scorecards/:scorecard"
        element={<ScorecardPage />}
      />
    </Routes>,
    { api, route: `/readiness/scorecards/${ID}` },
  );
  return api;
}

const rows = (name: string) =>
  within(screen.getByRole('table', { name }))
    .getAllByRole('row')
    .slice(1)
    .map(row => row.textContent);

describe('ScorecardPage', () => {
  it('tells whom it judges, what it claims and what it aims at', async () => {
    const api = await show();
    expect(await screen.findByRole('heading', TITLE)).toBeVisible();
    for (const [name, value] of [
      ['Applies to', 'kind is Component and type is service'],
      ['Claims of itself', '85-90% READY'],
      ['Target', '95 % by Mar 31, 2027'],
      ['Environments of the gate', 'those that app-config marks production'],
      ['Defined in', 'scorecards/service-baseline.yaml:1'],
    ])
      expect(screen.getByText(name).nextSibling).toHaveTextContent(value);
    expect(screen.getByRole('link', { name: 'Its gates' })).toHaveAttribute(
      'href',
      '/readiness?scorecard=service-baseline',
    );
    expect(api.calls).toEqual([
      ['getScorecard', ID],
      ['getScorecardEvidence', ID],
    ]);
  });

  it('lists each section’s items with severity, enforcement and evidence', async () => {
    await show();
    await screen.findByText(/else attestation/);
    const [budget, restore] = rows('Items of Availability');
    expect(budget).toMatch(
      /baseline\.07blockingwarn: shown, never blocks.*Kubernetes: poddisruptionbudgets\.policy, else attestation/,
    );
    expect(restore).toMatch(
      /recommendedenforced from Jan 1, 2099, only where .*Kubernetes: restores\.velero\.io, else report: restore-drill/,
    );
    const [, latency, score] = rows('Items of Security');
    expect(latency).toMatch(/Not evaluated: no Prometheus is configured/);
    expect(score).toMatch(/computed from the other items/);
    expect(
      screen.getByRole('link', {
        name: 'A PodDisruptionBudget protects the workload',
      }),
    ).toHaveAttribute('href', '/readiness/checks/pdb-covers-workload');
  });

  it('says what cannot be read, where and why', async () => {
    await show();
    await screen.findByRole('heading', { name: 'What cannot be read' });
    expect(rows('Resources that cannot be read, by cluster')).toEqual([
      'prod-eupoddisruptionbudgets.policythe reader account may not read it, in 2 namespaces1 item',
      'prod-euprometheusno Prometheus is configured for this cluster1 item',
      'prod-eurestores.velero.iothe cluster does not serve this kind1 item',
      'prod-usrestores.velero.iothe cluster does not serve this kind1 item',
    ]);
    expect(rows('Items of Availability')[1]).toMatch(
      /Not readable on prod-eu, prod-us: restores\.velero\.io, the cluster does not serve this kind/,
    );
    expect(rows('Items of Security')[0]).toMatch(
      /Not asked: needs the extended grant/,
    );
  });

  it.each<[RegExp, object[] | undefined]>([
    [/Everything that its items ask can be read/, []],
    [/shown to those who hold kubernetes.clusters.read/, undefined],
  ])('says that %s', async (says, gaps) => {
    await show(api => {
      const { checks } = api.scorecardEvidence;
      api.scorecardEvidence = gaps ? { checks, gaps: [] } : { checks };
    });
    expect(await screen.findByText(says)).toBeVisible();
  });

  it('shows the definition where its evidence cannot be had', async () => {
    const api = await show(fake => {
      fake.errors.getScorecardEvidence = answerError(500, 'it is away');
    });
    expect(await screen.findByText('it is away')).toBeVisible();
    expect(screen.getByRole('heading', TITLE)).toBeVisible();
    delete api.errors.getScorecardEvidence;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/else attestation/)).toBeVisible();
  });

  it('says that it waits', async () => {
    const api = new FakeReadinessApi();
    const release = api.hold();
    await show(undefined, api);
    expect(screen.getByText('Loading')).toHaveAttribute('role', 'status');
    release();
    expect(await screen.findByRole('heading', TITLE)).toBeVisible();
  });

  it.each([
    [403, 'You may not see this'],
    [404, 'Not found'],
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
      expect(await screen.findByRole('heading', TITLE)).toBeVisible();
      expect(await screen.findByText(/else attestation/)).toBeVisible();
    },
  );
});
