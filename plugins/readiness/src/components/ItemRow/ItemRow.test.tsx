import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ItemView } from '@readiness-gates/backstage-plugin-readiness-common';
import { answer, before, item } from '../../fixtures';
import { renderReadiness } from '../../__testUtils__/render';
import { ItemRow } from './ItemRow';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const ago = before(NOW);

async function show(one: ItemView, open = false) {
  const onToggle = jest.fn();
  await renderReadiness(
    <ul>
      <ItemRow
        item={one}
        place="test"
        open={open}
        onToggle={onToggle}
        redacted={false}
        now={NOW}
      />
    </ul>,
  );
  return {
    onToggle,
    button: screen.getByRole('button', { name: new RegExp(one.text) }),
  };
}

describe('ItemRow', () => {
  it('is a button that a keyboard opens', async () => {
    const { onToggle, button } = await show(
      item({ id: 'a', text: 'Two replicas' }),
    );
    button.focus();
    await userEvent.keyboard('{Enter}');
    expect(onToggle).toHaveBeenCalledWith('a', true, 'test');
    expect(button).toHaveAccessibleName(/^pass Two replicas/);
  });

  it('shows what other environments say where it differs', async () => {
    const { button } = await show(
      item({
        id: 'a',
        text: 'Two replicas',
        answers: [
          answer(ago, {}),
          answer(ago, { environment: 'beta', result: 'fail' }),
        ],
      }),
    );
    expect(button).toHaveAccessibleName(/^pass Two replicas fail beta/);
  });

  it('says when it will be enforced', async () => {
    await show(
      item({
        id: 'a',
        text: 'Two replicas',
        enforced: false,
        enforcement: { mode: 'enforce', enforceFrom: '2026-12-24T00:00:00Z' },
      }),
      true,
    );
    expect(
      screen.getByText(/^enforced from Dec 2[34], 2026/),
    ).toBeInTheDocument();
  });

  it('says that nobody has looked yet', async () => {
    await show(
      item({ id: 'a', text: 'Two replicas', result: 'unknown' }),
      true,
    );
    expect(screen.getByText(/Not looked at yet/)).toBeInTheDocument();
  });

  it('tells the checks of one item apart', async () => {
    const check = (id: string) => ({
      id,
      title: `Check ${id}`,
      why: `why ${id}`,
      fix: '',
      reads: [],
      evidence: [],
    });
    await show(
      item({
        id: 'a',
        text: 'Highly available',
        checks: [check('x'), check('y')],
        answers: [
          answer(ago, { check: 'x' }),
          answer(ago, { check: 'y', result: 'fail' }),
        ],
      }),
      true,
    );
    const [, first] = within(screen.getByRole('table')).getAllByRole('row');
    expect(first).toHaveTextContent('Check x');
    expect(screen.getByText('Check y: Why it matters')).toBeInTheDocument();
  });
});
