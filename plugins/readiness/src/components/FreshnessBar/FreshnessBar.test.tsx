import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { before, clusterFreshness } from '../../fixtures';
import { renderReadiness } from '../../__testUtils__/render';
import { FreshnessBar } from './FreshnessBar';

const NOW = Date.parse('2026-11-21T12:00:00Z');

describe('FreshnessBar', () => {
  it('tells the age by cluster, and which reads fail since when', async () => {
    await renderReadiness(
      <FreshnessBar clusters={clusterFreshness(before(NOW))} now={NOW} />,
    );
    const [prod, staging] = screen.getAllByRole('listitem');
    expect(prod).toHaveTextContent(
      'prod-eulast complete read 12 minutes ago2 reads fail',
    );
    expect(staging).toHaveTextContent('staginglast complete read 1 minute ago');

    const button = screen.getByRole('button', { name: 'Which reads fail' });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(button);
    const [, forbidden, timeout] = screen.getAllByRole('row');
    expect(forbidden).toHaveTextContent('every namespace');
    expect(forbidden).toHaveTextContent('The reader account may not read this');
    expect(within(timeout).getByText('9 minutes ago')).toBeInTheDocument();
  });

  it('says so where nothing was ever read', async () => {
    await renderReadiness(
      <FreshnessBar clusters={[{ cluster: 'prod-eu' }]} now={NOW} />,
    );
    expect(screen.getByText('never read completely')).toBeInTheDocument();
  });

  it('says so where the entity lives nowhere', async () => {
    await renderReadiness(<FreshnessBar clusters={[]} now={NOW} />);
    expect(screen.getByText(/seen on no cluster/)).toBeInTheDocument();
  });
});
