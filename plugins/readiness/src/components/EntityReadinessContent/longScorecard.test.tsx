/** A long checklist opens folded, and opening one of them renders that one alone. */
import { fireEvent, screen } from '@testing-library/react';
import { FakeReadinessApi, answer, before, item } from '../../fixtures';
import * as model from '../../model/gate';
import { renderReadiness } from '../../__testUtils__/render';
import { EntityReadinessContent } from './EntityReadinessContent';

jest.mock('../../model/gate', () => {
  const actual = jest.requireActual('../../model/gate');
  return { ...actual, headline: jest.fn(actual.headline) };
});

// On a busy machine ages would be renewed meanwhile, which renders every row.
jest.mock('../../hooks/useNow', () => {
  const now = Date.now();
  return { useNow: () => now };
});

/** Each row asks for its headline whenever it is rendered. */
const rendered = model.headline as jest.Mock;

const SECTIONS = 11;
const ITEMS = 4;

function longChecklist() {
  const ago = before(Date.now());
  const api = new FakeReadinessApi();
  api.details['service-baseline'].sections = Array.from(
    { length: SECTIONS },
    (_, section) => ({
      id: `s${section}`,
      title: `Section ${section}`,
      items: Array.from({ length: ITEMS }, (_one, index) =>
        item({
          id: `s${section}.${index}`,
          text: `Item ${section}.${index}`,
          answers: [answer(ago, {}), answer(ago, { environment: 'staging' })],
        }),
      ),
    }),
  );
  return api;
}

describe('a long scorecard', () => {
  it('opens with its sections folded, and renders a row alone when it is opened', async () => {
    await renderReadiness(<EntityReadinessContent />, { api: longChecklist() });
    await screen.findByText('Section 10');
    expect(rendered).not.toHaveBeenCalled();

    fireEvent.click(screen.getByText('Expand all'));
    const rows = screen.getAllByText(/^Item /);
    expect(rows).toHaveLength(SECTIONS * ITEMS);

    rendered.mockClear();
    fireEvent.click(rows[0]);
    expect(screen.getByText('Why it matters')).toBeInTheDocument();
    const again = new Set(rendered.mock.calls.map(([{ id }]) => id));
    expect([...again]).toEqual(['s0.0']);
  });
});
