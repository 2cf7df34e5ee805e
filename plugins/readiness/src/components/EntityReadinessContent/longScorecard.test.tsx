/** A checklist of 220 items must open, unfold and answer as quickly as a short one. */
import { Profiler } from 'react';
import { fireEvent, screen } from '@testing-library/react';
import { FakeReadinessApi, answer, before, item } from '../../fixtures';
import { renderReadiness } from '../../__testUtils__/render';
import { EntityReadinessContent } from './EntityReadinessContent';

const SECTIONS = 11;
const ITEMS = 20;
/** Far above what it takes, and far below what one would wait for, on a busy machine too. */
const OPENED_MS = 1_500;
const UNFOLDED_MS = 6_000;

function longDetail(api: FakeReadinessApi) {
  const ago = before(Date.now());
  const detail = api.details['service-baseline'];
  detail.sections = Array.from({ length: SECTIONS }, (_, section) => ({
    id: `s${section}`,
    title: `Section ${section}`,
    items: Array.from({ length: ITEMS }, (_one, index) =>
      item({
        id: `s${section}.${index}`,
        text: `Item ${section}.${index}`,
        result: index % 5 === 0 ? 'fail' : 'pass',
        answers: [answer(ago, {}), answer(ago, { environment: 'staging' })],
      }),
    ),
  }));
}

describe('a scorecard of 220 items', () => {
  it('opens with its sections closed, and unfolds them at once', async () => {
    const api = new FakeReadinessApi();
    longDetail(api);
    let spent = 0;
    const onRender = (_id: string, _phase: string, duration: number) => {
      spent += duration;
    };
    const spentOn = async (act: () => unknown) => {
      spent = 0;
      await act();
      return spent;
    };
    const opened = await spentOn(async () => {
      await renderReadiness(
        <Profiler id="tab" onRender={onRender}>
          <EntityReadinessContent />
        </Profiler>,
        { api },
      );
      await screen.findByRole('button', { name: 'Section 10' });
    });
    expect(screen.queryByText('Item 0.0')).not.toBeInTheDocument();

    const unfolded = await spentOn(() =>
      fireEvent.click(screen.getByRole('button', { name: 'Expand all' })),
    );
    const rows = screen.getAllByText(/^Item /);
    expect(rows).toHaveLength(SECTIONS * ITEMS);

    const toggled = await spentOn(() => fireEvent.click(rows[0]));
    const filtered = await spentOn(() =>
      fireEvent.click(screen.getByRole('button', { name: /^fail 44/ })),
    );
    const took = { opened, unfolded, toggled, filtered };
    process.stdout.write(`220 items: ${JSON.stringify(took)}\n`);
    expect(opened).toBeLessThan(OPENED_MS);
    expect(unfolded).toBeLessThan(UNFOLDED_MS);
    expect(toggled).toBeLessThan(UNFOLDED_MS);
    expect(filtered).toBeLessThan(UNFOLDED_MS);
  });
});
