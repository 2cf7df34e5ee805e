import { createTestStore, eachDatabase, gateRow } from './testing';
import type { GateRow } from './types';

const databases = eachDatabase();
jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('scores of gates on %s', id => {
  const at = (
    day: string,
    hour: string,
    digest: string,
    value?: number,
  ): GateRow => ({
    ...gateRow('cart'),
    digest,
    changedAt: new Date(`${day}T${hour}:00:00Z`),
    state: {
      ...gateRow('cart').state,
      verdict: value === 100 ? 'ready' : 'blocked',
      score: { ...(value !== undefined && { value }), low: 10, high: 100 },
      coverage: { applicable: 4, machineRead: 2, stated: 1 },
    },
  });
  const cart = {
    entityRef: gateRow('cart').entityRef,
    scorecard: gateRow('cart').scorecard,
  };

  it('keep the last of each day on which the gate changed, the newest first', async () => {
    const { store } = await createTestStore(databases, id);
    await store.writeGates([at('2026-11-01', '09', 'a', 40)], [], []);
    await store.writeGates([at('2026-11-01', '18', 'b', 60)], [], []);
    await store.writeGates([at('2026-11-08', '09', 'c', 100)], [], []);
    // Unchanged: not written, and no score of its own.
    await store.writeGates([at('2026-11-09', '09', 'c', 100)], [], []);

    await expect(store.gateScores(cart, 10)).resolves.toEqual([
      {
        day: '2026-11-08',
        verdict: 'ready',
        score: { value: 100, low: 10, high: 100 },
        coverage: 0.75,
      },
      {
        day: '2026-11-01',
        verdict: 'blocked',
        score: { value: 60, low: 10, high: 100 },
        coverage: 0.75,
      },
    ]);
    await expect(store.gateScores(cart, 1)).resolves.toHaveLength(1);
  });

  it.each([
    ['2026-10-01', ['2026-11-01', '2026-11-08']],
    ['2026-11-01', ['2026-11-01', '2026-11-08']],
    ['2026-11-05', ['2026-11-01', '2026-11-08']],
    ['2026-11-08', ['2026-11-08']],
    ['2026-12-01', ['2026-11-08']],
  ])('tell the trend since %s, and how it stood then', async (since, days) => {
    const { store } = await createTestStore(databases, id);
    const other = { ...at('2026-11-02', '09', 'd'), scorecard: 'other' };
    await store.writeGates([at('2026-11-01', '09', 'a', 40)], [], []);
    await store.writeGates([at('2026-11-08', '09', 'b', 60), other], [], []);
    await store.writeGates([{ ...other, entityRef: 'else' }], [], []);
    const values: Record<string, number> = {
      '2026-11-01': 40,
      '2026-11-08': 60,
    };
    await expect(store.gateTrends(cart.entityRef, since)).resolves.toEqual(
      new Map<string, object[]>([
        ['other', [{ day: '2026-11-02' }]],
        [cart.scorecard, days.map(day => ({ day, value: values[day] }))],
      ]),
    );
  });

  it('go with the gate, not with one of its environments', async () => {
    const { store } = await createTestStore(databases, id);
    const own = at('2026-11-01', '09', 'a', 40);
    const other = { ...own, scorecard: 'other' };
    const staging = { ...own, environment: 'staging' };
    await store.writeGates([own, other, staging], [], []);
    await store.writeGates([], [staging], []);
    await expect(store.gateScores(cart, 10)).resolves.toHaveLength(1);
    await store.writeGates([], [own], []);
    await expect(store.gateScores(cart, 10)).resolves.toEqual([]);
    await expect(store.gateScores(other, 10)).resolves.toHaveLength(1);
  });

  it('are of the gate itself, not of its environments, and say when nothing counted', async () => {
    const { store } = await createTestStore(databases, id);
    await store.writeGates(
      [
        at('2026-11-01', '09', 'a'),
        { ...at('2026-11-01', '10', 'b', 40), environment: 'staging' },
      ],
      [],
      [],
    );
    await expect(store.gateScores(cart, 10)).resolves.toEqual([
      {
        day: '2026-11-01',
        verdict: 'blocked',
        score: { low: 10, high: 100 },
        coverage: 0.75,
      },
    ]);
  });
});
