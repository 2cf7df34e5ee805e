/** A checklist of 220 items opens folded, and opening one of them costs what that one does. */
import { Profiler } from 'react';
import { fireEvent, screen } from '@testing-library/react';
import { FakeReadinessApi, answer, before, item } from '../../fixtures';
import { renderReadiness } from '../../__testUtils__/render';
import { EntityReadinessContent } from './EntityReadinessContent';

const SECTIONS = 11;
const ITEMS = 20;
/** Of what it takes to show all rows: to open one must not render the others again. */
const OF_ALL = 1 / 4;

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
  it('opens with its sections closed, and renders a row alone when it is opened', async () => {
    const api = new FakeReadinessApi();
    longDetail(api);
    let spent = 0;
    // Milliseconds of a busy machine say little; one part of them compared with another does.
    const onRender = (_id: string, _phase: string, duration: number) => {
      spent += duration;
    };
    const spentOn = async (act: () => unknown) => {
      spent = 0;
      await act();
      return spent;
    };
    await renderReadiness(
      <Profiler id="tab" onRender={onRender}>
        <EntityReadinessContent />
      </Profiler>,
      { api },
    );
    await screen.findByText('Section 10');
    expect(screen.queryByText('Item 0.0')).not.toBeInTheDocument();

    const unfolded = await spentOn(() =>
      fireEvent.click(screen.getByText('Expand all')),
    );
    const rows = screen.getAllByText(/^Item /);
    expect(rows).toHaveLength(SECTIONS * ITEMS);

    const toggled = await spentOn(() => fireEvent.click(rows[0]));
    expect(
      screen.getByText('Answers by cluster and environment'),
    ).toBeVisible();
    process.stdout.write(
      `220: ${JSON.stringify({
        unfolded,
        toggled,
        cpu: process.cpuUsage(),
      })}\n`,
    );
    expect(toggled).toBeLessThan(unfolded * OF_ALL);
  });
});
