import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReadinessApi } from '@readiness-gates/backstage-plugin-readiness-common';
import { FakeReadinessApi, peopleGates } from '../../fixtures';
import { answerError, renderReadiness } from '../../__testUtils__/render';
import { EntityReadinessContent } from '../EntityReadinessContent';

const ENTITY_REF = 'component:default/x0tta6bl4';
const GATE = { entityRef: ENTITY_REF, scorecard: 'release' };
const LINK = 'https://ci.example/runs/42';

interface Dialog {
  title: string;
  item: string;
  /** What opens it. */
  button: string;
  submit: string;
  /** Typed into fields, by their label. */
  typed: [label: RegExp, text: string][];
  /** Where one begins. */
  first: RegExp;
  method: keyof ReadinessApi;
  asked: unknown[];
  done: RegExp;
  change?: (api: FakeReadinessApi) => void;
}

const itemOf = (api: FakeReadinessApi, wanted: string) =>
  api.details.release.sections[0].items.find(({ id }) => id === wanted)!;

const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const SOON = inDays(20);

const DIALOGS: Dialog[] = [
  {
    title: 'Attest',
    item: 'release.01',
    button: 'Attest',
    submit: 'Attest',
    typed: [
      [/In your own words/, 'Restored it into staging.'],
      [/Link to the evidence/, LINK],
    ],
    first: /In your own words/,
    method: 'createAttestation',
    asked: [
      {
        ...GATE,
        item: 'release.01',
        statement: 'Restored it into staging.',
        link: LINK,
      },
    ],
    done: /^Attested: A restore was tested.*It holds until/,
  },
  {
    title: 'Sign off',
    item: 'release.03',
    button: 'Sign off',
    submit: 'Sign off',
    typed: [[/Remark/, 'Agreed.']],
    first: /Remark/,
    method: 'createApproval',
    asked: [
      { ...GATE, item: 'release.03', decision: 'approve', reason: 'Agreed.' },
    ],
    done: /^Signed off: Security has signed off/,
  },
  {
    title: 'Decline',
    item: 'release.03',
    button: 'Decline',
    submit: 'Decline',
    typed: [[/Reason/, 'Not on a Friday.']],
    first: /Reason/,
    method: 'createApproval',
    asked: [
      {
        ...GATE,
        item: 'release.03',
        decision: 'decline',
        reason: 'Not on a Friday.',
      },
    ],
    done: /^Declined: Security has signed off/,
  },
  {
    title: 'Request waiver',
    item: 'release.05',
    button: 'Request waiver',
    submit: 'Request',
    typed: [
      [/Reason/, 'Rebuilt in December.'],
      [/Compensating control/, 'Egress is denied.'],
      [/Valid until/, SOON],
    ],
    first: /Reason/,
    method: 'requestWaiver',
    asked: [
      {
        ...GATE,
        item: 'release.05',
        reason: 'Rebuilt in December.',
        compensatingControl: 'Egress is denied.',
        until: expect.any(String),
      },
    ],
    done: /^Waiver requested: Containers run as a user/,
    change: api => {
      itemOf(api, 'release.05').waivers = [];
    },
  },
  {
    title: 'Approve waiver',
    item: 'release.05',
    button: 'Approve',
    submit: 'Approve',
    typed: [[/Remark/, 'Until then.']],
    first: /Remark/,
    method: 'decideWaiver',
    asked: ['waiver-1', { decision: 'approve', reason: 'Until then.' }],
    done: /^Waiver approved: Containers run as a user/,
  },
  {
    title: 'Deny waiver',
    item: 'release.05',
    button: 'Deny',
    submit: 'Deny',
    typed: [[/Reason/, 'It is one line.']],
    first: /Reason/,
    method: 'decideWaiver',
    asked: ['waiver-1', { decision: 'deny', reason: 'It is one line.' }],
    done: /^Waiver denied: Containers run as a user/,
  },
  {
    title: 'Review broken glass',
    item: 'release.09',
    button: 'Review',
    submit: 'Mark as reviewed',
    typed: [[/Remark/, 'It was right.']],
    first: /Remark/,
    method: 'decideWaiver',
    asked: ['waiver-3', { decision: 'approve', reason: 'It was right.' }],
    done: /^Broken glass reviewed: Images come from/,
  },
  {
    title: 'End broken glass',
    item: 'release.09',
    button: 'End it',
    submit: 'End it',
    typed: [[/Reason/, 'The outage is over.']],
    first: /Reason/,
    method: 'decideWaiver',
    asked: ['waiver-3', { decision: 'deny', reason: 'The outage is over.' }],
    done: /^Broken glass ended: Images come from/,
  },
  {
    title: 'Revoke attestation',
    item: 'release.07',
    button: 'Revoke',
    submit: 'Revoke',
    typed: [[/Reason/, 'It was another service.']],
    first: /Reason/,
    method: 'revokeAttestation',
    asked: ['attestation-4', 'It was another service.'],
    done: /^Attestation revoked: The on-call rota/,
  },
];

async function openDialog({ item, button, title, change }: Dialog) {
  const api = new FakeReadinessApi();
  api.entity = peopleGates(Date.now());
  change?.(api);
  await renderReadiness(<EntityReadinessContent />, {
    api,
    route: `/?scorecard=release&item=${item}`,
  });
  const opener = await screen.findByRole('button', { name: button });
  opener.focus();
  await userEvent.keyboard('{Enter}');
  const dialog = await screen.findByRole('dialog', { name: new RegExp(title) });
  return { api, opener, dialog, inside: within(dialog) };
}

async function fill(
  inside: ReturnType<typeof within>,
  typed: Dialog['typed'],
): Promise<void> {
  for (const [label, text] of typed) {
    const field = inside.getByLabelText(label);
    await userEvent.clear(field);
    await userEvent.type(field, text);
  }
}

const asksOf = ({ calls }: FakeReadinessApi, method: keyof ReadinessApi) =>
  calls.filter(([called]) => called === method).map(([, ...asked]) => asked);

const only = (title: string) => DIALOGS.find(one => one.title === title)!;

describe('the dialogs of people', () => {
  it.each(DIALOGS)(
    '$title: by keyboard alone, from its button to the new truth',
    async dialog => {
      const { api, inside } = await openDialog(dialog);
      expect(inside.getByLabelText(dialog.first)).toHaveFocus();
      await fill(inside, dialog.typed);
      await userEvent.keyboard('{Control>}{Enter}{/Control}');
      await waitFor(() =>
        expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
      );
      expect(asksOf(api, dialog.method)).toEqual([dialog.asked]);
      const said = await screen.findByText(dialog.done);
      expect(said.closest('[role="status"]')).not.toBeNull();
      // Read once to show it, and once after.
      await waitFor(() => expect(api.count('getGateDetail')).toBe(2));
      expect(api.count('getEntityGates')).toBe(2);
    },
  );

  it.each(DIALOGS)(
    '$title: Escape leaves, sends nothing, and goes back to its button',
    async dialog => {
      const { api, opener, inside } = await openDialog(dialog);
      await fill(inside, dialog.typed.slice(0, 1));
      await userEvent.keyboard('{Escape}');
      await waitFor(() =>
        expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
      );
      expect(opener).toHaveFocus();
      expect(api.count(dialog.method)).toBe(0);
    },
  );

  it.each(DIALOGS)(
    '$title: what the backend refuses stands in the dialog, and nothing typed is lost',
    async dialog => {
      const { api, inside } = await openDialog(dialog);
      await fill(inside, dialog.typed);
      const submit = () =>
        inside.getByRole('button', { name: dialog.submit }) as HTMLElement;

      api.errors[dialog.method] = answerError(403, 'It is for group:security');
      await userEvent.click(submit());
      const alert = await inside.findByRole('alert');
      expect(alert).toHaveTextContent('It is for group:security');

      const [[label, text]] = dialog.typed;
      const field = inside.getByLabelText(label) as HTMLInputElement;
      api.errors[dialog.method] = answerError(
        400,
        `${field.name}: it takes a better one`,
      );
      await userEvent.click(submit());
      expect(
        await inside.findByText('it takes a better one'),
      ).toBeInTheDocument();
      expect(field).toBeInvalid();
      expect(field).toHaveAccessibleDescription('it takes a better one');
      await waitFor(() => expect(field).toHaveFocus());
      expect(inside.queryByRole('alert')).not.toBeInTheDocument();

      api.errors[dialog.method] = answerError(409, 'approved already by ines');
      await userEvent.type(field, '!');
      await userEvent.click(submit());
      expect(await inside.findByRole('alert')).toHaveTextContent(
        /Somebody else was faster.*approved already by ines/,
      );
      await waitFor(() => expect(api.count('getGateDetail')).toBe(2));
      expect(field).toHaveValue(`${text}!`);

      delete api.errors[dialog.method];
      await userEvent.click(submit());
      expect(await screen.findByText(dialog.done)).toBeInTheDocument();
    },
  );

  it('keeps the dialog and what was typed where the gate cannot be read again', async () => {
    const { api, inside } = await openDialog(only('Attest'));
    await fill(inside, only('Attest').typed);
    api.errors.createAttestation = answerError(409, 'the gate has changed');
    api.errors.getGateDetail = answerError(500, 'the database is away');
    api.errors.getEntityGates = answerError(500, 'the database is away');
    await userEvent.click(inside.getByRole('button', { name: 'Attest' }));
    expect(
      (await screen.findAllByText('the database is away')).length,
    ).toBeGreaterThan(0);
    expect(inside.getByLabelText(/In your own words/)).toHaveValue(
      'Restored it into staging.',
    );
  });

  it('says that it is being sent, and sends once however often one asks', async () => {
    const { api, inside } = await openDialog(only('Attest'));
    await fill(inside, only('Attest').typed);
    const release = api.hold();
    const submit = inside.getByRole('button', { name: 'Attest' });
    await userEvent.click(submit);
    expect(submit).toHaveTextContent('Sending…');
    await userEvent.click(submit);
    await userEvent.keyboard('{Escape}');
    expect(screen.getByRole('dialog')).toBeInTheDocument();
    release();
    await screen.findByText(only('Attest').done);
    expect(api.count('createAttestation')).toBe(1);
  });

  const WRONG: [string, string, [RegExp, string][], RegExp, string][] = [
    ['a link that is missing', 'Attest', [], /Link/, 'Required.'],
    [
      'a link that is none',
      'Attest',
      [[/Link/, 'ci/42']],
      /Link/,
      'A whole address, such as https://ci.example/runs/42.',
    ],
    [
      'a day after the last',
      'Attest',
      [
        [/Link/, LINK],
        [/Valid until/, inDays(400)],
      ],
      /Valid until/,
      'A day between',
    ],
    ['no reason', 'Decline', [], /Reason/, 'Required.'],
    ['a reason too short', 'Decline', [[/Reason/, 'no']], /Reason/, 'At least'],
    ['no end', 'Request waiver', [[/Reason/, 'Soon.']], /until/, 'Required.'],
  ];
  it.each(WRONG)(
    'refuses %s (%s) at its field, and sends nothing',
    async (_, title, typed, label, text) => {
      const dialog = only(title);
      const { api, inside } = await openDialog(dialog);
      await fill(inside, typed);
      await userEvent.click(
        inside.getByRole('button', { name: dialog.submit }),
      );
      const field = inside.getByLabelText(label);
      expect(field).toBeInvalid();
      expect(field).toHaveFocus();
      expect(field).toHaveAccessibleDescription(
        expect.stringContaining(text) as unknown as string,
      );
      expect(api.count(dialog.method)).toBe(0);
    },
  );

  describe('a waiver', () => {
    const waive = only('Request waiver');

    it('shows what it will cover before it is sent, and again where the place changes', async () => {
      const { api, inside } = await openDialog(waive);
      expect(await inside.findByText('2 findings')).toBeInTheDocument();
      expect(
        inside.getByText(/container worker · production, prod-eu/),
      ).toBeInTheDocument();
      api.errors.previewWaiver = answerError(
        400,
        'item: nothing of release.05 is open in staging, so there is nothing to waive',
      );
      await userEvent.selectOptions(
        inside.getByLabelText('Environment'),
        'staging',
      );
      expect(
        await inside.findByText(/^nothing of release.05 is open in staging/),
      ).toBeInTheDocument();
      expect(asksOf(api, 'previewWaiver')).toEqual([
        [expect.objectContaining({ ...GATE, item: 'release.05' })],
        [expect.objectContaining({ ...GATE, environment: 'staging' })],
      ]);
    });

    it('is asked for all that a predicate matches, with the list of them shown', async () => {
      const { api, inside } = await openDialog(waive);
      await userEvent.selectOptions(inside.getByLabelText('For'), 'many');
      expect(await inside.findByText('4 entities')).toBeInTheDocument();
      expect(inside.getByRole('link', { name: 'weaviate' })).toHaveAttribute(
        'href',
        '/catalog/default/component/weaviate',
      );

      const predicate = inside.getByLabelText(/Predicate/);
      await userEvent.clear(predicate);
      await userEvent.type(predicate, 'kind: Component');
      await fill(inside, waive.typed);
      await userEvent.click(inside.getByRole('button', { name: 'Request' }));
      expect(predicate).toBeInvalid();
      expect(api.count('requestWaiver')).toBe(0);

      await userEvent.clear(predicate);
      await userEvent.click(predicate);
      await userEvent.paste('{"spec.owner": "group:default/mesh"}');
      await userEvent.click(inside.getByRole('button', { name: 'Request' }));
      await screen.findByText(waive.done);
      const [[request]] = asksOf(api, 'requestWaiver');
      expect(request).toEqual({
        scorecard: 'release',
        item: 'release.05',
        predicate: { 'spec.owner': 'group:default/mesh' },
        reason: 'Rebuilt in December.',
        compensatingControl: 'Egress is denied.',
        until: expect.any(String),
      });
    });

    it('breaks the glass for hours, and says so', async () => {
      const { api, inside } = await openDialog(waive);
      await userEvent.type(inside.getByLabelText(/Reason/), 'An outage.');
      const glass = inside.getByRole('checkbox', { name: 'Break the glass' });
      expect(glass).toHaveAccessibleDescription(/at most 24 hours/);
      glass.focus();
      await userEvent.keyboard(' ');
      expect(
        inside.getByRole('heading', { name: 'Break the glass' }),
      ).toBeInTheDocument();
      await userEvent.selectOptions(inside.getByLabelText('Holds for'), '24');
      const before = Date.now();
      await userEvent.click(
        inside.getByRole('button', { name: 'Break the glass' }),
      );
      await screen.findByText(/^The glass is broken: Containers run/);
      const [[request]] = asksOf(api, 'requestWaiver') as [
        [{ until: string; breakGlass: boolean }],
      ];
      expect(request.breakGlass).toBe(true);
      const hours = (Date.parse(request.until) - before) / 3_600_000;
      expect(Math.round(hours)).toBe(24);
      expect(hours).toBeLessThan(24);
    });
  });

  it('opens what was signed, as it was', async () => {
    const { api, inside } = await openDialog({
      ...only('Sign off'),
      button: 'View what was signed',
      title: 'What was signed',
    });
    expect(await inside.findByText('incomplete')).toBeInTheDocument();
    expect(
      inside.getByText(/pdb-covers-workload \(9a1f\)/),
    ).toBeInTheDocument();
    expect(inside.getByText('{"minDisruptions":1}')).toBeInTheDocument();
    expect(asksOf(api, 'getApproval')).toEqual([['approval-1']]);
    expect(inside.getByRole('button', { name: 'Close' })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it.each([
    [403, 'You may not see this'],
    [500, 'the database is away'],
  ])('says why what was signed cannot be opened (%i)', async (status, says) => {
    const { api, inside } = await openDialog({
      ...only('Sign off'),
      button: 'View what was signed',
      title: 'What was signed',
      change: fake => {
        fake.errors.getApproval = answerError(status, 'the database is away');
      },
    });
    expect(await inside.findByText(says)).toBeInTheDocument();
    delete api.errors.getApproval;
    await userEvent.click(inside.getByRole('button', { name: 'Try again' }));
    expect(await inside.findByText('incomplete')).toBeInTheDocument();
  });
});
