import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeReadinessApi, queueEntry } from '../../fixtures';
import { answerError, renderReadiness } from '../../__testUtils__/render';
import { Queue } from './Queue';

const NOBODY = { attest: 0, approve: 0, decide: 0, review: 0, expiring: 0 };

async function show(change: (api: FakeReadinessApi) => void = () => undefined) {
  const api = new FakeReadinessApi();
  change(api);
  const onCounts = jest.fn();
  const rendered = await renderReadiness(<Queue onCounts={onCounts} />, {
    api,
  });
  return { api, onCounts, rendered };
}

const groupOf = (name: RegExp) =>
  within(screen.getByRole('heading', { name }).closest('section')!);

describe('Queue', () => {
  it('groups what waits by what is to be done, the most urgent first, with one request', async () => {
    const { api, onCounts } = await show();
    expect(await screen.findByText('6 things wait for you')).toBeVisible();
    expect(
      screen.getAllByRole('heading', { level: 2 }).map(it => it.textContent),
    ).toEqual([
      'Broken glass to review (1)',
      'About to expire (2)',
      'Waivers to decide (1)',
      'To attest (1)',
      'To sign off (1)',
    ]);
    expect(api.calls).toEqual([['getQueue', { limit: 50 }]]);
    expect(onCounts).toHaveBeenLastCalledWith(api.queue.counts);
  });

  it('leads to the item in the tab of its entity', async () => {
    await show();
    const link = await screen.findByRole('link', {
      name: 'A restore was tested in the last 90 days',
    });
    expect(link).toHaveAttribute(
      'href',
      '/catalog/default/component/x0tta6bl4/readiness?scorecard=release&item=release.01',
    );
  });

  it('makes broken glass stand out, and says by whom and why', async () => {
    await show();
    await screen.findByText('6 things wait for you');
    const review = groupOf(/Broken glass to review/);
    expect(review.getByText('broken glass, not reviewed')).toBeVisible();
    expect(
      review.getByText('The fix for the outage must ship tonight.'),
    ).toBeVisible();
    expect(groupOf(/Waivers to decide/).queryByText(/broken glass/)).toBeNull();
  });

  it('says of how many more entities a waiver is', async () => {
    await show(api => {
      const decide = api.queue.items.find(({ kind }) => kind === 'decide')!;
      decide.waiver = { ...decide.waiver!, hiddenEntities: 7 };
    });
    expect(await screen.findByText('· and 7 more entities')).toBeVisible();
  });

  const ACTS: [RegExp, RegExp, RegExp][] = [
    [/Broken glass/, /^Review:/, /Review broken glass/],
    [/Broken glass/, /^End it:/, /End broken glass/],
    [/About to expire/, /^Attest again: The on-call rota/, /^Attest/],
    [/About to expire/, /^Renew:/, /Renew waiver/],
    [/Waivers to decide/, /^Approve:/, /Approve waiver/],
    [/Waivers to decide/, /^Deny:/, /Deny waiver/],
    [/To attest/, /^Attest:/, /^Attest/],
    [/To sign off/, /^Sign off:/, /^Sign off/],
    [/To sign off/, /^Decline:/, /^Decline/],
  ];
  it.each(ACTS)('%s: %s opens %s', async (group, button, dialog) => {
    await show();
    await screen.findByText('6 things wait for you');
    const opener = groupOf(group).getByRole('button', { name: button });
    await userEvent.click(opener);
    expect(await screen.findByRole('dialog', { name: dialog })).toBeVisible();
  });

  it('renews with the words and the place of the waiver before', async () => {
    const { api } = await show();
    await userEvent.click(
      await screen.findByRole('button', { name: /^Renew:/ }),
    );
    const dialog = within(
      await screen.findByRole('dialog', { name: /Renew waiver/ }),
    );
    expect(await dialog.findByLabelText(/Reason/)).toHaveValue(
      'The image is rebuilt in December; until then it runs as root.',
    );
    expect(dialog.getByLabelText('Environment')).toHaveValue('production');
    await waitFor(() =>
      expect(api.calls).toContainEqual([
        'previewWaiver',
        expect.objectContaining({ renews: 'waiver-2' }),
      ]),
    );
  });

  it('reads the queue again once something is done, and tells what', async () => {
    const { api } = await show();
    await userEvent.click(
      await screen.findByRole('button', { name: /^Approve:/ }),
    );
    api.queue = { items: [], counts: NOBODY };
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Approve',
      }),
    );
    expect(await screen.findByText(/^Waiver approved:/)).toBeInTheDocument();
    expect(await screen.findByText('Nothing waits for you')).toBeVisible();
    expect(api.count('getQueue')).toBe(2);
  });

  it('keeps what was typed where somebody else was faster, and reads again', async () => {
    const { api } = await show();
    await userEvent.click(
      await screen.findByRole('button', { name: /^Deny: Containers/ }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByLabelText(/Reason/), 'It is one line.');
    api.errors.decideWaiver = answerError(409, 'approved already');
    api.queue = { items: [], counts: NOBODY };
    await userEvent.click(dialog.getByRole('button', { name: 'Deny' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'approved already',
    );
    await waitFor(() => expect(api.count('getQueue')).toBe(2));
    expect(dialog.getByLabelText(/Reason/)).toHaveValue('It is one line.');
  });

  it('says what is gone, where an item asks nobody any more', async () => {
    const { api } = await show();
    api.details.release.sections[0].items = [];
    await userEvent.click(
      await screen.findByRole('button', { name: /^Sign off:/ }),
    );
    expect(
      await screen.findByText(/This is not asked any more/),
    ).toBeInTheDocument();
  });

  it('adds the next page to those that are shown', async () => {
    const { api } = await show(fake => {
      fake.queue = { ...fake.queue, nextCursor: 'next' };
      fake.queuePages.next = {
        counts: fake.queue.counts,
        items: [
          queueEntry({
            kind: 'approve',
            item: {
              id: 'release.04',
              text: 'Management has signed off',
              severity: 'blocking',
            },
          }),
        ],
      };
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show more' }),
    );
    expect(await screen.findByText('Management has signed off')).toBeVisible();
    expect(screen.getByText('Security has signed off')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
    expect(api.calls[1]).toEqual(['getQueue', { limit: 50, cursor: 'next' }]);
  });

  it('says that nothing waits', async () => {
    await show(api => {
      api.queue = { items: [], counts: NOBODY };
    });
    expect(await screen.findByText('Nothing waits for you')).toBeVisible();
  });

  it.each([
    [403, 'You may not see this'],
    [500, 'the database is away'],
  ])(
    'says why it cannot be shown (%i), and tries again',
    async (status, says) => {
      const { api } = await show(fake => {
        fake.error = answerError(status, 'the database is away');
      });
      expect(await screen.findByText(says)).toBeVisible();
      api.error = undefined;
      await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
      expect(await screen.findByText('6 things wait for you')).toBeVisible();
    },
  );
});
