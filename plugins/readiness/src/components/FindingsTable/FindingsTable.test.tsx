import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Finding } from '@readiness-gates/backstage-plugin-readiness-common';
import { renderReadiness } from '../../__testUtils__/render';
import { FindingsTable } from './FindingsTable';

const finding: Finding = {
  cluster: 'prod-eu',
  environment: 'production',
  namespace: 'shop',
  kind: 'Deployment',
  name: 'web',
  container: 'app',
  path: 'spec.template.spec.containers[0].resources',
  found: 'not set',
  wanted: 'a limit',
  message: 'may take all memory of its node',
};

describe('FindingsTable', () => {
  it('tells object, field, found and wanted', async () => {
    await renderReadiness(<FindingsTable findings={[finding]} total={1} />);
    const [, row] = screen.getAllByRole('row');
    expect(
      within(row)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual([
      'productionprod-eu',
      'Deployment shop/webcontainer app',
      'spec.template.spec.containers[0].resources',
      'not set',
      'a limit',
      'may take all memory of its node',
    ]);
  });

  it('leaves out a column that no finding fills', async () => {
    const { path, found, wanted, ...bare } = finding;
    await renderReadiness(<FindingsTable findings={[bare]} total={1} />);
    expect(
      screen.getAllByRole('columnheader').map(cell => cell.textContent),
    ).toEqual(['Where', 'Object', 'Why it fails']);
  });

  it('shows a found value that is empty', async () => {
    await renderReadiness(
      <FindingsTable findings={[{ ...finding, found: '' }]} total={1} />,
    );
    expect(
      screen.getByRole('columnheader', { name: 'Found' }),
    ).toBeInTheDocument();
  });

  it('shows the first, more on demand, and says how many there were', async () => {
    const findings = Array.from({ length: 50 }, (_, i) => ({
      ...finding,
      name: `web-${i}`,
    }));
    await renderReadiness(<FindingsTable findings={findings} total={213} />);
    expect(screen.getAllByRole('row')).toHaveLength(9);
    expect(
      screen.getByText('The first 50 of 213 findings are kept.'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show 42 more findings' }),
    );
    expect(screen.getAllByRole('row')).toHaveLength(51);
  });
});
