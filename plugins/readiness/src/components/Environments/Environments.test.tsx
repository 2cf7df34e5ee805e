import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { GateDetail } from '@readiness-gates/backstage-plugin-readiness-common';
import { answer, before, blockedDetail, item } from '../../fixtures';
import { renderReadiness } from '../../__testUtils__/render';
import { Environments } from './Environments';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const ago = before(NOW);
const address = () => screen.getByTestId('address').textContent;

async function show(some: Partial<GateDetail> = {}, query = '') {
  const detail = { ...blockedDetail(NOW), ...some };
  await renderReadiness(<Environments detail={detail} now={NOW} />, {
    route: `/?view=environments${query}`,
  });
  return detail;
}

const summary = () =>
  screen.getByText(/^A promotion|^No item differs/, { selector: 'p' });
const rowOf = (text: RegExp) => screen.getByRole('row', { name: text });

describe('Environments', () => {
  it('tells what a promotion would meet, and what each environment says', async () => {
    await show();
    expect(summary()).toHaveTextContent(
      /^A promotion from staging to production would meet \d items that are open in production\.$/,
    );
    expect(rowOf(/A NetworkPolicy selects/)).toHaveTextContent(
      'passes in staging, is unknown in production · blocking',
    );
    const table = screen.getByRole('table', {
      name: /^Open in both: each item/,
    });
    expect(
      within(table).getByRole('row', { name: /readiness probe/ }),
    ).toHaveTextContent('fails in staging, fails in production');
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(head => head.textContent),
    ).toEqual(['Item', 'staging', 'production']);
    expect(screen.queryByText(/stands outside/)).not.toBeInTheDocument();
  });

  it('leads to the item', async () => {
    await show();
    await userEvent.click(
      screen.getByRole('link', { name: /A NetworkPolicy selects/ }),
    );
    expect(address()).toBe('?item=baseline.11');
  });

  it('lets one choose among several, and keeps that in the address', async () => {
    const { environments } = blockedDetail(NOW);
    const preview = { ...environments[0], environment: 'preview' };
    await show({ environments: [...environments, preview] });
    expect(screen.getByLabelText('From')).toHaveValue('staging');
    await userEvent.selectOptions(screen.getByLabelText('From'), 'production');
    expect(address()).toBe('?view=environments&from=production&to=staging');
    expect(
      screen.getByRole('heading', { name: 'From production to staging' }),
    ).toBeVisible();
    expect(
      screen.getAllByRole('columnheader', { name: 'preview' })[0],
    ).toBeVisible();
  });

  it.each<[string, Partial<GateDetail>, RegExp]>([
    [
      'where nothing differs',
      { sections: [] },
      /^No item differs between staging and production/,
    ],
    [
      'where only the source is open',
      {
        sections: [
          {
            id: 'a',
            title: 'a',
            items: [
              item({
                id: 'a',
                text: 'a',
                answers: [
                  answer(ago, {}),
                  answer(ago, { environment: 'staging', result: 'fail' }),
                ],
              }),
            ],
          },
        ],
      },
      /would meet no open item in production\.$/,
    ],
  ])('says so %s', async (_, some, says) => {
    await show(some);
    expect(summary()).toHaveTextContent(says);
  });

  it('says so where there is one environment only', async () => {
    const [, production] = blockedDetail(NOW).environments;
    await show({ environments: [production] });
    expect(screen.getByText(/there is nothing to compare/)).toBeVisible();
  });
});
