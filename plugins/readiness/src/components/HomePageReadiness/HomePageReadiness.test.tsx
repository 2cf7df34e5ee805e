import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { identityApiRef } from '@backstage/core-plugin-api';
import { TestApiProvider, mockApis } from '@backstage/test-utils';
import { FakeReadinessApi, OWNED_SUMMARY, ownedGates } from '../../fixtures';
import { answerError, renderReadiness } from '../../__testUtils__/render';
import { HomePageReadiness } from './HomePageReadiness';

const ADA = ['user:default/ada', 'group:default/payments'];

function owning(change: (api: FakeReadinessApi) => void = () => {}) {
  const api = new FakeReadinessApi();
  api.gates = ownedGates(Date.now());
  api.summary = OWNED_SUMMARY;
  change(api);
  return api;
}

const show = (api: FakeReadinessApi, owner = ADA) =>
  renderReadiness(
    <TestApiProvider
      apis={[
        [
          identityApiRef,
          mockApis.identity({
            userEntityRef: 'user:default/ada',
            ownershipEntityRefs: owner,
          }),
        ],
      ]}
    >
      <HomePageReadiness />
    </TestApiProvider>,
    { api },
  );

const CHECKOUT = '/catalog/default/component/checkout/readiness';

describe('HomePageReadiness', () => {
  it('lists the gates of what I own, the worst first, with what blocks them', async () => {
    await show(owning());
    const list = await screen.findByRole('list', {
      name: 'Gates of what you own, the worst first',
    });
    const gates = [...list.children] as HTMLElement[];
    expect(
      gates.map(gate => within(gate).getAllByRole('link')[0].textContent),
    ).toEqual(['Checkout', 'Weaviate', 'QWEN LLM', 'QDRANT', 'PBML context']);
    const [checkout] = gates;
    expect(checkout).toHaveTextContent(
      /blocked.*Checkout.*Service baseline.*Waiting on service/,
    );
    expect(
      within(checkout).getByRole('link', { name: 'Checkout' }),
    ).toHaveAttribute('href', `${CHECKOUT}?scorecard=service-baseline`);
    const blockers = within(
      within(checkout).getByRole('list', {
        name: 'What blocks Checkout, Service baseline',
      }),
    );
    expect(blockers.getAllByRole('link').map(link => link.textContent)).toEqual(
      [
        'Containers have requests and a memory limit',
        'Every long-running container has a readiness probe',
        'and more',
      ],
    );
    expect(blockers.getAllByRole('link')[0]).toHaveAttribute(
      'href',
      `${CHECKOUT}?scorecard=service-baseline&item=baseline.05`,
    );
    expect(within(gates[3]).queryByRole('list')).toBeNull();
  });

  it('counts what is ready and what waits, and leads to both', async () => {
    await show(owning());
    expect(await screen.findByText('6 of 9 ready')).toBeVisible();
    expect(
      await screen.findByRole('link', { name: '6 things wait for you' }),
    ).toHaveAttribute('href', '/overview/queue');
    expect(screen.getByRole('link', { name: 'All 9 gates' })).toHaveAttribute(
      'href',
      '/overview?owned=true',
    );
  });

  it('asks once for each of its needs, for the user and their groups', async () => {
    const { api } = await show(owning());
    await screen.findByText('6 of 9 ready');
    expect([...api.calls].sort()).toEqual([
      ['getGates', { owned: true, sort: 'verdict', limit: 5, blockers: 3 }],
      ['getGatesSummary', { owned: true }],
      ['getQueue', { limit: 1 }],
    ]);
  });

  it.each([
    [ADA, /The portal knows you as ada, payments/],
    [[], /Nobody is signed in/],
  ])('says so where %s own nothing', async (owner, said) => {
    const { api } = await show(
      owning(it => {
        it.gates = { items: [], total: 0 };
        it.summary = { groups: [] };
      }),
      owner,
    );
    expect(
      await screen.findByText('You own nothing that a scorecard judges'),
    ).toBeVisible();
    expect(screen.getByText(said)).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Open the overview' }),
    ).toHaveAttribute('href', '/overview');
    // Whoever is not signed in has nothing to ask for.
    expect(api.count('getGates')).toBe(owner.length > 0 ? 1 : 0);
  });

  it('says that it loads', async () => {
    const api = owning();
    const release = api.hold();
    await show(api);
    expect(screen.getByText(/^Loading/)).toBeInTheDocument();
    release();
    expect(await screen.findByText('6 of 9 ready')).toBeVisible();
  });

  it.each([
    [403, 'You may not see this'],
    [500, 'the database does not answer'],
  ])('says what a %s means, and tries again', async (status, said) => {
    const api = owning(it => {
      it.error = answerError(status, 'the database does not answer');
    });
    await show(api);
    expect(await screen.findByRole('alert')).toHaveTextContent(said);
    api.error = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('6 of 9 ready')).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('keeps the way to the queue where its number could not be read', async () => {
    await show(
      owning(it => {
        it.errors.getQueue = answerError(500, 'no queue');
      }),
    );
    expect(
      await screen.findByRole('link', { name: 'What waits for you' }),
    ).toHaveAttribute('href', '/overview/queue');
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
