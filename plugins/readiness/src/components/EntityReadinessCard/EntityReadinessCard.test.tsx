import { screen, within } from '@testing-library/react';
import { FakeReadinessApi } from '../../fixtures';
import { answerError, renderReadiness } from '../../__testUtils__/render';
import { EntityReadinessCard } from './EntityReadinessCard';

const TAB = '/catalog/default/component/x0tta6bl4/readiness';

describe('EntityReadinessCard', () => {
  it('tells each gate in a line, what blocks it, and where to read on', async () => {
    const { api } = await renderReadiness(<EntityReadinessCard />);
    expect(
      await screen.findByRole('link', { name: 'Service baseline' }),
    ).toHaveAttribute('href', `${TAB}?scorecard=service-baseline`);
    expect(screen.getByText('blocked')).toBeVisible();
    expect(screen.getByText('ready')).toBeVisible();
    const blockers = within(
      screen.getByRole('list', { name: 'What blocks Service baseline' }),
    );
    expect(blockers.getAllByRole('listitem')).toHaveLength(4);
    expect(
      blockers.getByRole('link', {
        name: 'A PodDisruptionBudget protects the workload',
      }),
    ).toHaveAttribute(
      'href',
      `${TAB}?scorecard=service-baseline&item=baseline.07`,
    );
    expect(blockers.getByRole('link', { name: '1 more blocks' })).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Open readiness' }),
    ).toHaveAttribute('href', TAB);
    const [gate] = screen.getAllByRole('listitem');
    expect(gate).toHaveTextContent('Waiting on service and platform');
    expect(gate).toHaveTextContent('+4 since last week');
    expect(gate).toHaveTextContent('changed 3 hours ago');
    expect(screen.getByText(/^evidence read/)).toBeVisible();
    expect(api.calls).toHaveLength(1);
  });

  it('says so where no scorecard applies', async () => {
    const api = new FakeReadinessApi();
    api.entity = { ...api.entity, gates: [] };
    await renderReadiness(<EntityReadinessCard />, { api });
    expect(
      await screen.findByText('No scorecard applies to this entity.'),
    ).toBeVisible();
  });

  it('stays a card when the backend fails', async () => {
    const api = new FakeReadinessApi();
    api.error = answerError(500, 'the database does not answer');
    await renderReadiness(<EntityReadinessCard />, { api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'the database does not answer',
    );
    expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
});
