import { screen } from '@testing-library/react';
import { counts } from '../../fixtures';
import { renderReadiness } from '../../__testUtils__/render';
import { CountsBar, CountsList } from './CountsBar';

describe('counts', () => {
  const some = counts({ fail: 2, unknown: 1, pass: 20 });

  it('reads the bar out in words', async () => {
    await renderReadiness(<CountsBar counts={some} />);
    expect(screen.getByRole('img')).toHaveAccessibleName(
      'Items by result: 2 fail, 1 unknown, 20 pass',
    );
  });

  it('lists what occurs, worst first', async () => {
    await renderReadiness(<CountsList counts={some} />);
    expect(screen.getAllByRole('listitem').map(one => one.textContent)).toEqual(
      ['2 fail', '1 unknown', '20 pass'],
    );
  });
});
