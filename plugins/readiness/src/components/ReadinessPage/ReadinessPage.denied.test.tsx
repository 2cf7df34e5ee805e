import { screen } from '@testing-library/react';
import { renderReadiness } from '../../__testUtils__/render';
import { ReadinessPage } from './ReadinessPage';

it('leads nobody to evaluations who may not read clusters', async () => {
  await renderReadiness(<ReadinessPage />, {
    route: '/scorecards',
    allowed: false,
  });
  await screen.findByText('6 wait');
  expect(screen.getByRole('link', { name: 'Checks' })).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Evaluations' })).toBeNull();
});
