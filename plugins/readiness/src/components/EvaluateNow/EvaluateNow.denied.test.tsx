import { screen } from '@testing-library/react';
import { renderReadiness } from '../../__testUtils__/render';
import { EvaluateNow } from './EvaluateNow';

it('is disabled without the permission, and names it', async () => {
  await renderReadiness(
    <EvaluateNow state={{ phase: 'idle' }} onStart={() => {}} />,
    {
      allowed: false,
    },
  );
  const button = screen.getByRole('button', { name: 'Evaluate now' });
  expect(button).toBeDisabled();
  expect(
    await screen.findByText('You need the permission readiness.evaluation.run'),
  ).toBeInTheDocument();
  expect(button).toHaveAccessibleDescription(
    'You need the permission readiness.evaluation.run',
  );
});
