/** What keeps the gates of a page from being ready: computed, and only where somebody asks. */
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { BlockingItem } from '@readiness-gates/backstage-plugin-readiness-common';
import type { GateRow } from '../store/types';
import type { GateReader } from './gates';
import { audienceOf } from './options';
import type { RouterOptions } from './options';
import { gateOverview } from './views';

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
  const asked = gates.filter(
    ({ environment, state }) => environment === '' && state.verdict !== 'ready',
  );
  const refs = new Set(asked.map(({ entityRef }) => entityRef));
  const readings = await reader.readMany([...refs]);
  const named = new Map<string, BlockingItem[]>();
  for (const reading of readings) {
    for (const gate of reader.gates(reading)) {
      const { id, owner } = gate.scorecard.definition;
      const audience = await audienceOf(options, credentials, owner);
      const { blocking } = gateOverview(gate, audience, options.clock());
      named.set(keyOf(reading.entity.entityRef, id), blocking.slice(0, most));
    }
  }
  return ({ entityRef, scorecard, environment }) =>
    environment === ''
      ? { blocking: named.get(keyOf(entityRef, scorecard)) ?? [] }
      : {};
}

const keyOf = (entityRef: string, scorecard: string) =>
  `${entityRef} ${scorecard}`;
