import { useState } from 'react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeReadinessApi, peopleDetail, timeline } from '../../fixtures';
import { allItems } from '../../model/gate';
import { answerError, renderReadiness } from '../../__testUtils__/render';
import { Timeline } from './Timeline';

const NOW = Date.now();
const PATH = { kind: 'component', namespace: 'default', name: 'x0tta6bl4' };

const element = (readAt: unknown) => (
  <Timeline
    path={PATH}
    scorecard="release"
    items={allItems(peopleDetail(NOW))}
    readAt={readAt}
    now={NOW}
  />
);

async function show(change: (api: FakeReadinessApi) => void = () => undefined) {
  const api = new FakeReadinessApi(NOW);
  change(api);
  // The legacy app takes whatever has a `path` for a route.
  const Shown = () => element('once');
  return renderReadiness(<Shown />, { api });
}

const open = () =>
  userEvent.click(screen.getByRole('button', { name: 'Show what changed' }));

const entries = async () =>
  within(await screen.findByRole('list', { name: 'What changed' }))
    .getAllByRole('listitem')
    .filter(it => it.parentElement?.tagName === 'OL')
    .map(it => it.textContent);

describe('Timeline', () => {
  it('is asked for once somebody opens it', async () => {
    const { api } = await show();
    expect(api.calls).toEqual([]);
    await open();
    await entries();
    expect(api.calls).toEqual([
      ['getTimeline', PATH, 'release', { limit: 20 }],
    ]);
  });

  it('tells what turned, when, by whom, and what had changed in the cluster', async () => {
    await show();
    await open();
    const [verdict, regression, decision, outage, expiry, first] =
      await entries();
    expect(verdict).toMatch(
      /^3 hours ago.*Verdict of the gate.*ready → blockedthe service changed$/,
    );
    expect(regression).toMatch(
      /Containers run as a user other than root production, prod-eu.*pass → fail/,
    );
    expect(regression).toContain('container mesh-proxy may run as root');
    expect(regression).toContain(
      'image ghcr.io/mesh/x0tta6bl4:2.3.0 → ghcr.io/mesh/x0tta6bl4:2.3.1',
    );
    // The image that stayed is no news.
    expect(regression).not.toContain('proxy:1.9');
    expect(regression).toContain('replicas 2 → 3');
    expect(regression).toContain('generation 41 → 42');
    expect(regression).toContain('x0tta6bl4-worker (new)');
    expect(decision).toMatch(
      /fail → waivedsomebody decided, by ines.*Agreed until release 2.4./,
    );
    expect(outage).toMatch(
      /Evidence of prod-eu.*fresh → too oldthe platform, over .*4 reads/,
    );
    expect(expiry).toMatch(/pass → pendingtime ran out$/);
    expect(first).toMatch(/incompletefirst evaluated$/);
  });

  it('goes on where the last page ended, in the middle of one moment too', async () => {
    const [, turn] = timeline(NOW);
    const { api } = await show(fake => {
      fake.timeline = Array.from({ length: 25 }, (_, index) => ({
        ...turn,
        item: `item.${index}`,
      }));
    });
    await open();
    expect(await entries()).toHaveLength(20);
    await userEvent.click(screen.getByRole('button', { name: 'Show older' }));
    await waitFor(async () => expect(await entries()).toHaveLength(25));
    expect(api.calls[1][3]).toEqual({
      limit: 40,
      before: new Date(Date.parse(turn.at) + 1).toISOString(),
    });
    expect(screen.getByText('item.24')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Show older' })).toBeNull();
  });

  it('is read again with the gate, while it is open', async () => {
    const Twice = () => {
      const [read, setRead] = useState(1);
      return (
        <>
          <button onClick={() => setRead(read + 1)}>read the gate</button>
          {element(read)}
        </>
      );
    };
    const { api } = await renderReadiness(<Twice />, {
      api: new FakeReadinessApi(NOW),
    });
    const again = () =>
      userEvent.click(screen.getByRole('button', { name: 'read the gate' }));
    await again();
    expect(api.count('getTimeline')).toBe(0);
    await open();
    expect(await entries()).toHaveLength(6);
    api.timeline = api.timeline.slice(0, 2);
    await again();
    await waitFor(async () => expect(await entries()).toHaveLength(2));
    expect(api.count('getTimeline')).toBe(2);
  });

  it('says that nothing changed', async () => {
    await show(api => {
      api.timeline = [];
    });
    await open();
    expect(await screen.findByText(/^Nothing has changed/)).toBeVisible();
  });

  it.each([
    [403, 'You may not see this'],
    [500, 'the database is away'],
  ])('says why it cannot be shown (%i)', async (status, says) => {
    const { api } = await show(fake => {
      fake.error = answerError(status, 'the database is away');
    });
    await open();
    expect(await screen.findByText(says)).toBeVisible();
    api.error = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await entries()).toHaveLength(6);
  });
});
