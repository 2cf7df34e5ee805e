import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeReadinessApi, peopleGates } from '../../fixtures';
import { renderReadiness } from '../../__testUtils__/render';
import { EntityReadinessContent } from '../EntityReadinessContent';

type Change = (api: FakeReadinessApi) => void;

const itemOf = (api: FakeReadinessApi, wanted: string) =>
  api.details.release.sections[0].items.find(({ id }) => id === wanted)!;

async function openItem(item: string, change: Change = () => undefined) {
  const api = new FakeReadinessApi();
  api.entity = peopleGates(Date.now());
  change(api);
  await renderReadiness(<EntityReadinessContent />, {
    api,
    route: `/?scorecard=release&item=${item}`,
  });
  const { text } = itemOf(api, item);
  const details = await screen.findByRole('region', {
    name: new RegExp(text),
  });
  return { api, inside: within(details), details };
}

describe('what people and tools say of an item', () => {
  it('says what is asked, of whom, for how long, and what became of the last word', async () => {
    const { inside, details } = await openItem('release.01');
    expect(
      inside.getByText(/^A backup of this service was restored/),
    ).toBeVisible();
    expect(details).toHaveTextContent('Holds for:90 days');
    expect(details).toHaveTextContent('Lapses with:a new image or a new owner');
    expect(inside.getByText('lapsed')).toBeVisible();
    expect(details).toHaveTextContent(
      'lapsed 2 days ago: the running image changed',
    );
    expect(inside.queryByText('revoked')).toBeNull();
    await userEvent.click(
      inside.getByRole('button', { name: 'Show 1 earlier' }),
    );
    expect(inside.getByText('revoked')).toBeVisible();
  });

  it('offers what one may do, and says why of what one may not', async () => {
    const { api, inside } = await openItem('release.04');
    for (const name of ['Sign off', 'Decline']) {
      const button = inside.getByRole('button', { name });
      expect(button).toHaveAttribute('aria-disabled', 'true');
      expect(button).toHaveAccessibleDescription(
        'Only members of management sign off, after step 1.',
      );
      await userEvent.click(button);
    }
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(api.count('createApproval')).toBe(0);
    // What it waits for is named in words, not by its id.
    expect(inside.getByText('Security has signed off')).toBeVisible();
  });

  const WORDS: [string, string, string][] = [
    ['a word that holds', 'release.07', 'valid'],
    ['a sign-off that lapsed', 'release.03', 'lapsed'],
    ['one that was declined', 'release.04', 'declined'],
    ['a waiver that is asked for', 'release.05', 'awaits decision'],
    ['a waiver that holds', 'release.06', 'approved'],
  ];
  it.each(WORDS)('shows %s', async (_, item, status) => {
    const { inside } = await openItem(item);
    expect(inside.getAllByText(status)[0]).toBeVisible();
  });

  it('shows what is waived as waived, never as passed, and what it covers', async () => {
    const { inside, details } = await openItem('release.06');
    expect(details).toHaveTextContent('Findings that a waiver covers');
    expect(inside.getByText('waived')).toBeVisible();
    expect(inside.getByText('covers what would be: fail')).toBeVisible();
    expect(inside.queryByText('pass')).toBeNull();
    expect(screen.getByText(/^2 waived, the first until/)).toBeVisible();
  });

  it('makes broken glass stand out in the row and in the word', async () => {
    const { inside } = await openItem('release.09');
    expect(inside.getByText('broken glass, not reviewed')).toBeVisible();
    const rows = screen.getAllByRole('button', {
      name: /Images come from.*broken glass, not reviewed/,
    });
    expect(rows.length).toBeGreaterThan(0);
  });

  it('says that broken glass was looked at, and asks no more', async () => {
    const { inside } = await openItem('release.09', api => {
      const [waiver] = itemOf(api, 'release.09').waivers!;
      waiver.reviewed = true;
    });
    expect(inside.getByText('broken glass, reviewed')).toBeVisible();
    expect(inside.queryByRole('button', { name: 'Review' })).toBeNull();
  });

  it('says why somebody else must decide', async () => {
    const { inside } = await openItem('release.05', api => {
      itemOf(api, 'release.05').waivers![0].mayDecide = false;
    });
    const approve = inside.getByRole('button', { name: 'Approve' });
    expect(approve).toHaveAttribute('aria-disabled', 'true');
    expect(approve).toHaveAccessibleDescription(
      'Only members of the group that decides may.',
    );
  });

  it('offers no second request while one awaits decision, and says so', async () => {
    const { inside } = await openItem('release.05');
    expect(
      inside.getByRole('button', { name: 'Request waiver' }),
    ).toHaveAccessibleDescription('A request awaits decision already.');
  });

  it('says that one may not request a waiver', async () => {
    const { inside } = await openItem('release.05', api => {
      const item = itemOf(api, 'release.05');
      item.waivers = [];
      item.waiving!.mayRequest = false;
    });
    expect(
      inside.getByRole('button', { name: 'Request waiver' }),
    ).toHaveAccessibleDescription('You may not request waivers of this gate.');
  });

  it('names the entities and the predicate of a waiver in bulk', async () => {
    const { inside, details } = await openItem('release.05', api => {
      const [waiver] = itemOf(api, 'release.05').waivers!;
      waiver.entities = api.bulkPreview.entities;
      waiver.hiddenEntities = 3;
      waiver.predicate = { kind: 'Component' };
    });
    expect(inside.getByText('kind is Component')).toBeVisible();
    expect(inside.getByRole('link', { name: 'weaviate' })).toBeVisible();
    expect(details).toHaveTextContent('and 3 that you may not see');
  });

  it('shows a report with what it found, and how to send the next', async () => {
    const { inside, details } = await openItem('release.02');
    expect(details).toHaveTextContent('p95Ms:84');
    expect(details).toHaveTextContent('Commit:4f1c2ab09e7d');
    expect(inside.getByRole('link', { name: /^Evidence/ })).toHaveAttribute(
      'href',
      'https://ci.example/runs/8812',
    );
    const how = inside.getByRole('button', { name: 'How to send it' });
    expect(how).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(how);
    expect(await inside.findByText(/portal.example/)).toBeVisible();
    expect(details).toHaveTextContent(
      /curl --fail-with-body.*https:\/\/portal.example\/api\/readiness\/reports\?entityRef=component%3Adefault%2Fx0tta6bl4&type=load-test/,
    );
  });

  it('makes no link of what leads to no page', async () => {
    const { inside } = await openItem('release.02', api => {
      // eslint-disable-next-line no-script-url
      itemOf(api, 'release.02').reports![0].link = 'javascript:alert(1)';
    });
    expect(inside.queryByRole('link', { name: /^Evidence/ })).toBeNull();
    expect(inside.getByText(/javascript:alert/)).toBeVisible();
  });

  it.each([
    ['release.01', 'attestations', 'Nobody has attested it.'],
    ['release.02', 'reports', 'No report has come.'],
    ['release.03', 'approvals', 'Nobody has signed off.'],
  ] as const)('says of %s that there are no %s', async (item, words, says) => {
    const { inside } = await openItem(item, api => {
      delete itemOf(api, item)[words];
    });
    expect(inside.getByText(says)).toBeVisible();
  });
});
