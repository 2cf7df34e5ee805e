import { screen } from '@testing-library/react';
import { renderReadiness } from '../../__testUtils__/render';
import { ScoreMeter } from './ScoreMeter';

describe('ScoreMeter', () => {
  it('shows the range that open items leave', async () => {
    await renderReadiness(
      <ScoreMeter score={{ value: 81.3, low: 74.1, high: 86.2 }} />,
    );
    expect(screen.getByText('81.3 %')).toBeInTheDocument();
    expect(screen.getByText('74.1–86.2 %')).toBeInTheDocument();
  });

  it('leaves the range out where nothing is open', async () => {
    await renderReadiness(
      <ScoreMeter score={{ value: 90, low: 90, high: 90 }} />,
    );
    expect(screen.queryByText(/–/)).not.toBeInTheDocument();
  });

  it('never makes up a score', async () => {
    await renderReadiness(<ScoreMeter score={{ low: 0, high: 100 }} />);
    expect(screen.getByText('no score')).toBeInTheDocument();
  });
});
