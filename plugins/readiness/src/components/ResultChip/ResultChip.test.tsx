import { screen } from '@testing-library/react';
import { renderReadiness } from '../../__testUtils__/render';
import { ResultChip, ResultIcon } from './ResultChip';

describe('ResultChip', () => {
  it.each([
    ['fail', 'fail'],
    ['unknown', 'unknown'],
    ['pending', 'pending'],
    ['waived', 'waived'],
    ['pass', 'pass'],
    ['notApplicable', 'not applicable'],
    ['changing', 'changing'],
  ] as const)('says %s in a word and a picture', async (result, word) => {
    const { container } = await renderReadiness(<ResultChip result={result} />);
    expect(screen.getByText(word)).toBeInTheDocument();
    expect(container.querySelector('svg')).toHaveAttribute('aria-hidden');
  });

  it('puts the cause beside the word', async () => {
    await renderReadiness(<ResultChip result="unknown" cause="forbidden" />);
    expect(screen.getByText('unknown: forbidden')).toBeInTheDocument();
  });

  it('tells a screen reader the word of an icon', async () => {
    await renderReadiness(<ResultIcon result="pending" />);
    expect(screen.getByText('pending')).toBeInTheDocument();
  });
});
