import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeReadinessApi } from '../../fixtures';
import { answerError, renderReadiness } from '../../__testUtils__/render';
import { ScorecardsPage } from './ScorecardsPage';

async function show(change: (api: FakeReadinessApi) => void = () => undefined) {
  const api = new FakeReadinessApi();
  change(api);
  await renderReadiness(<ScorecardsPage />, { api });
  return api;
}

const TITLE = { name: 'Service baseline' };

describe('ScorecardsPage', () => {
  it('tells of each what it counts and claims, whom it judges and how strictly', async () => {
    const api = await show();
    const heading = await screen.findByRole('heading', TITLE);
    const baseline = within(heading.closest('section')!);
    for (const text of [
      '26 items, 12 blocking',
      '22 enforced, 1 enforced from a day or for a cohort, 3 warn',
      'kind is Component and type is service',
    ])
      expect(baseline.getByText(text)).toBeVisible();
    expect(baseline.getByRole('link', TITLE)).toHaveAttribute(
      'href',
      '/readiness/scorecards/service-baseline',
    );
    expect(screen.getAllByText('✅ PRODUCTION READY')[0]).toBeVisible();
    expect(api.calls).toEqual([['getScorecards']]);
  });

  it('shows what could not be loaded, with file and line', async () => {
    await show(api => {
      const error = {
        file: 'own/mesh.yaml',
        line: 7,
        message: 'no such check',
      };
      api.scorecards = { ...api.scorecards, errors: [error] };
    });
    expect(await screen.findByText('own/mesh.yaml:7')).toBeVisible();
    expect(screen.getByRole('heading', TITLE)).toBeVisible();
  });

  it('says that there is none', async () => {
    await show(api => {
      api.scorecards = { items: [], errors: [] };
    });
    expect(await screen.findByText('No scorecard is loaded')).toBeVisible();
  });

  it('says that it waits', async () => {
    const api = new FakeReadinessApi();
    const release = api.hold();
    await renderReadiness(<ScorecardsPage />, { api });
    expect(screen.getByText('Loading')).toHaveAttribute('role', 'status');
    release();
    expect(await screen.findByRole('heading', TITLE)).toBeVisible();
  });

  it.each([
    [403, 'You may not see this'],
    [500, 'the database is away'],
  ])(
    'says why it cannot be shown (%i), and tries again',
    async (status, says) => {
      const api = await show(fake => {
        fake.error = answerError(status, 'the database is away');
      });
      expect(await screen.findByText(says)).toBeVisible();
      api.error = undefined;
      await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
      expect(await screen.findByRole('heading', TITLE)).toBeVisible();
    },
  );
});
