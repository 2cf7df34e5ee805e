import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { renderReadiness } from '../../__testUtils__/render';
import { ReadinessPage } from './ReadinessPage';

it('leads nobody to evaluations who may not read clusters', async () => {
  await renderReadiness(
    <Routes>
      <Route path="/*" element={<ReadinessPage />} />
    </Routes>,
    { route: '/scorecards', allowed: false },
  );
  await screen.findByText('6 wait');
  expect(screen.getByRole('link', { name: 'Checks' })).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Evaluations' })).toBeNull();
});
