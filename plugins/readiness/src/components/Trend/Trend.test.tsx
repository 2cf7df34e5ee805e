import { screen } from '@testing-library/react';
import { before } from '../../fixtures';
import { renderReadiness } from '../../__testUtils__/render';
import { Trend } from './Trend';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const dayBefore = (days: number) => before(NOW)(days * 24 * 60).slice(0, 10);

const show = (days: number, value: number) =>
  renderReadiness(
    <Trend
      points={[{ day: dayBefore(days), value }]}
      score={{ value: 81.3, low: 70, high: 90 }}
      now={NOW}
    />,
  );

describe('Trend', () => {
  it.each([
    [20, 77.3, '+4 since last week'],
    [20, 83.4, '\u22122.1 since last week'],
    [20, 81.3, 'unchanged since last week'],
    [3, 80, /^\+1\.3 since Nov 18, 2026/],
    [3, 81.3, /^unchanged since Nov 18, 2026/],
  ])('says of %s days ago and %s %%: %s', async (days, value, says) => {
    await show(days, value);
    expect(screen.getByText(says)).toBeVisible();
  });

  it('takes no room where there is nothing to compare with', async () => {
    await show(0, 81.3);
    expect(screen.queryByText(/since/)).not.toBeInTheDocument();
  });
});
