import { screen, within } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { FakeReadinessApi } from '../../fixtures';
import { renderReadiness } from '../../__testUtils__/render';
import { ReadinessPage } from './ReadinessPage';

async function show(route: string) {
  const api = new FakeReadinessApi();
  await renderReadiness(
    <Routes>
      <Route path="/*" element={<ReadinessPage />} />
    </Routes>,
    { api, route },
  );
  return api;
}

const links = () =>
  within(screen.getByRole('navigation', { name: 'Readiness' })).findAllByRole(
    'link',
  );

describe('ReadinessPage', () => {
  it('leads to its pages, and tells how much waits', async () => {
    await show('/checks');
    await screen.findByText('6 wait');
    await screen.findByRole('link', { name: 'Evaluations' });
    const shown = (await links()).map(link => [
      link.textContent,
      link.getAttribute('href'),
      link.getAttribute('aria-current'),
    ]);
    expect(shown).toEqual([
      ['Gates', '/readiness', null],
      ['For me66 wait', '/readiness/queue', null],
      ['Checks', '/readiness/checks', 'page'],
      ['Scorecards', '/readiness/scorecards', null],
      ['Evaluations', '/readiness/evaluations', null],
    ]);
  });

  it.each([
    ['/', 'Gates', 'getGates'],
    ['/checks', 'Checks', 'getChecks'],
    ['/checks/pdb-covers-workload', 'Checks', 'getCheck'],
    ['/scorecards', 'Scorecards', 'getScorecards'],
    ['/scorecards/service-baseline', 'Scorecards', 'getScorecard'],
    ['/evaluations', 'Evaluations', 'getEvaluations'],
  ] as const)(
    'shows %s, with one glance at the queue',
    async (route, page, asks) => {
      const api = await show(route);
      await screen.findByText('6 wait');
      const here = (await links()).filter(link =>
        link.hasAttribute('aria-current'),
      );
      expect(here.map(link => link.textContent)).toEqual([page]);
      expect(api.count(asks)).toBe(1);
      expect(api.count('getQueue')).toBe(1);
    },
  );
});
