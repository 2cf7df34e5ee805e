import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeReadinessApi } from '../../fixtures';
import { allItems } from '../../model/gate';
import { answerError, renderReadiness } from '../../__testUtils__/render';
import { EntityReadinessContent } from '../EntityReadinessContent';
import { isToCome } from './Impact';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const ITEM = 'baseline.06';
const OPEN = 'If this were enforced today';

async function show(change: (api: FakeReadinessApi) => void = () => undefined) {
  const api = new FakeReadinessApi();
  change(api);
  await renderReadiness(<EntityReadinessContent />, {
    api,
    route: `/?item=${ITEM}`,
  });
  return api;
}

async function openDialog(change?: (api: FakeReadinessApi) => void) {
  const api = await show(change);
  await userEvent.click(await screen.findByRole('button', { name: OPEN }));
  return { api, dialog: within(await screen.findByRole('dialog')) };
}

describe('isToCome', () => {
  it.each([
    [{ mode: 'shadow' as const }, true],
    [{ mode: 'warn' as const }, true],
    [{ mode: 'enforce' as const }, false],
    [{ mode: 'enforce' as const, enforceFrom: '2027-01-01' }, true],
    [{ mode: 'enforce' as const, enforceFrom: '2026-01-01' }, false],
    [{ mode: 'enforce' as const, cohort: { kind: 'Component' } }, true],
  ])('%j: %s', (enforcement, expected) => {
    const [item] = allItems(new FakeReadinessApi().details['service-baseline']);
    expect(isToCome({ ...item, enforcement }, NOW)).toBe(expected);
  });
});

describe('Impact', () => {
  it('is not offered where the item is enforced for everybody', async () => {
    await show(api => {
      const item = allItems(api.details['service-baseline']).find(
        ({ id }) => id === ITEM,
      );
      Object.assign(item!, { enforcement: { mode: 'enforce' } });
    });
    await screen.findByRole('button', { name: 'Copy link to this item' });
    expect(screen.queryByRole('button', { name: OPEN })).toBeNull();
  });

  it('is asked for once it is opened, and counts whom it would hold', async () => {
    const { api, dialog } = await openDialog();
    expect(
      await dialog.findByText(
        'Service baseline judges 3,012 entities that you may see.',
      ),
    ).toBeVisible();
    const counts = within(
      dialog.getByRole('list', { name: 'What would become of them' }),
    );
    expect(
      counts.getAllByRole('listitem').map(count => count.textContent),
    ).toEqual([
      '2 would be blocked',
      '1 would wait for an answer',
      '1 blocked anyway',
      '1 not ready anyway',
      '1 waived',
      '1 open, without effect',
      '3,005 pass',
    ]);
    expect(api.calls.filter(([method]) => method === 'getItemImpact')).toEqual([
      ['getItemImpact', 'service-baseline', ITEM, { limit: 25 }],
    ]);
  });

  it('names the entities, with the verdict now and then', async () => {
    const { dialog } = await openDialog();
    const table = await dialog.findByRole('table');
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows.map(row => row.textContent)).toEqual([
      'PBML contextComponent · service · context-pbmlfailreadythenblocked',
      'checkout-workerComponent · servicefailincompletethenblocked',
      'CheckoutComponent · service · checkoutunknownreadythenincomplete',
      'x0tta6bl4Component · servicefailstaysblocked',
      'QWEN LLMComponent · service · qwen-llmunknownstaysincomplete',
      'QDRANTComponent · service · qdrantwaivedstaysready',
      'WeaviateComponent · service · weaviatefailstaysblocked',
    ]);
    expect(within(rows[0]).getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/component/context-pbml/readiness?scorecard=service-baseline&item=baseline.07',
    );
  });

  it('shows more where there is more', async () => {
    const { api, dialog } = await openDialog(fake => {
      fake.impact.entities = {
        ...fake.impact.entities,
        total: 9,
        nextCursor: 'next',
      };
    });
    expect(await dialog.findByText('7 of 9')).toBeVisible();
    const [first, second] = api.impact.entities.items;
    const named = (one: typeof first, name: string) => ({
      ...one,
      entity: { ...one.entity, entityRef: `component:default/${name}` },
    });
    api.impact = {
      ...api.impact,
      entities: { items: [named(first, 'a'), named(second, 'b')], total: 9 },
    };
    await userEvent.click(dialog.getByRole('button', { name: 'Show more' }));
    await screen.findAllByRole('row');
    expect(api.calls.at(-1)).toEqual([
      'getItemImpact',
      'service-baseline',
      ITEM,
      { limit: 25, cursor: 'next' },
    ]);
    expect(within(dialog.getByRole('table')).getAllByRole('row')).toHaveLength(
      10,
    );
    expect(dialog.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('says that nothing would change', async () => {
    const { dialog } = await openDialog(api => {
      api.impact = {
        ...api.impact,
        wouldBlock: 0,
        wouldHold: 0,
        alreadyBlocked: 0,
        alreadyHeld: 0,
        waived: 0,
        withoutEffect: 0,
        passing: 3012,
        entities: { items: [], total: 0 },
      };
    });
    expect(
      await dialog.findByText('Every entity passes. Nothing would change.'),
    ).toBeVisible();
    const counts = dialog.getAllByRole('listitem');
    expect(counts.map(count => count.textContent)).toEqual([
      '0 would be blocked',
      '3,012 pass',
    ]);
  });

  it('says why nobody is asked', async () => {
    const { dialog } = await openDialog(api => {
      api.impact = {
        ...api.impact,
        item: { ...api.impact.item, notEvaluated: 'no Prometheus' },
        entities: { items: [], total: 0 },
      };
    });
    expect(
      await dialog.findByText(/Nobody is asked this yet: no Prometheus/),
    ).toBeVisible();
    expect(dialog.queryByText(/Every entity passes/)).toBeNull();
  });

  it('shows what the backend said, and tries again', async () => {
    const { api, dialog } = await openDialog(fake => {
      fake.errors.getItemImpact = answerError(500, 'the database is away');
    });
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'the database is away',
    );
    delete api.errors.getItemImpact;
    await userEvent.click(dialog.getByRole('button', { name: 'Try again' }));
    expect(await dialog.findByRole('table')).toBeVisible();
    expect(dialog.queryByRole('alert')).toBeNull();
  });

  it('says that it waits', async () => {
    const api = await show();
    const opener = await screen.findByRole('button', { name: OPEN });
    const release = api.hold();
    await userEvent.click(opener);
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('Loading')).toHaveAttribute('role', 'status');
    release();
    expect(await dialog.findByRole('table')).toBeVisible();
  });
});
