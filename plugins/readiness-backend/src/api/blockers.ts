/** What keeps the gates of a page from being ready: computed, and only where somebody asks. */
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { BlockingItem } from '@readiness-gates/backstage-plugin-readiness-common';
import { groupBy } from '../evaluation/gates';
import { Slices } from '../slices';
import type { GateRow } from '../store/types';
import type { GateReader } from './gates';
import { audienceOf } from './options';
import type { RouterOptions } from './options';
import { gateOverview } from './views';
import type { Audience } from './views';

/** Each gate that is asked about is read whole. */
const MOST_GATES = 50;

/** @throws InputError */
export function demandFew(blockers: number, limit: number): void {
  if (blockers > 0 && limit > MOST_GATES) {
    throw new InputError(`limit: at most ${MOST_GATES} with blockers`);
  }
}

export interface BlockerReading {
  options: RouterOptions;
  reader: GateReader;
  credentials: BackstageCredentials;
}

/** Tells of each gate which items it waits for, as many as are asked for. */
export async function nameBlockers(
  gates: readonly GateRow[],
  most: number,
  { options, reader, credentials }: BlockerReading,
): Promise<(gate: GateRow) => { blocking?: BlockingItem[] }> {
  if (most === 0) return () => ({});
  const asked = groupBy(
    gates.filter(
      ({ environment, state }) =>
        environment === '' && state.verdict !== 'ready',
    ),
    ({ entityRef }) => entityRef,
  );
  const readings = await reader.readMany([...asked.keys()]);
  const audienceFor = audiences(options, credentials);
  const slices = new Slices();
  const named = new Map<string, BlockingItem[]>();
  for (const reading of readings) {
    const { entityRef } = reading.entity;
    for (const { scorecard } of asked.get(entityRef) ?? []) {
      const gate = reader.gate(reading, scorecard);
      if (!gate) continue;
      const audience = await audienceFor(gate.scorecard.definition.owner);
      const { blocking } = gateOverview(gate, audience, options.clock());
      named.set(keyOf(entityRef, scorecard), blocking.slice(0, most));
      await slices.pause();
    }
  }
  return ({ entityRef, scorecard, environment }) =>
    environment === ''
      ? { blocking: named.get(keyOf(entityRef, scorecard)) ?? [] }
      : {};
}

/** Gates of one owner's scorecards are shown alike: the permission backend is asked once for each owner. */
function audiences(
  options: RouterOptions,
  credentials: BackstageCredentials,
): (owner?: string) => Promise<Audience> {
  const known = new Map<string, Promise<Audience>>();
  return (owner = '') => {
    const audience =
      known.get(owner) ?? audienceOf(options, credentials, owner);
    known.set(owner, audience);
    return audience;
  };
}

const keyOf = (entityRef: string, scorecard: string) =>
  `${entityRef} ${scorecard}`;
