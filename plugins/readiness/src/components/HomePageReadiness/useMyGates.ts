/** The gates of what whoever is signed in owns, alone or with others. */
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import type { GateListing } from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from '../../api';
import { useApiData } from '../../hooks';
import type { ApiData } from '../../hooks';
import { MOST_BLOCKERS } from './MyGate';

/** More is what the overview is for. */
const MOST_GATES = 5;

export interface MyGates {
  /** The user and their groups. */
  owner: string[];
  /** The worst first. */
  gates: GateListing[];
  ready: number;
  total: number;
}

export function useMyGates(): ApiData<MyGates> {
  const api = useApi(readinessApiRef);
  const identity = useApi(identityApiRef);
  return useApiData('mine', async signal => {
    const { ownershipEntityRefs: owner } =
      await identity.getBackstageIdentity();
    // Whoever is not signed in has nothing to ask for.
    if (owner.length === 0) return { owner, gates: [], ready: 0, total: 0 };
    const [{ items }, { groups }] = await Promise.all([
      api.getGates(
        {
          owned: true,
          sort: 'verdict',
          limit: MOST_GATES,
          blockers: MOST_BLOCKERS + 1,
        },
        { signal },
      ),
      api.getGatesSummary({ owned: true }, { signal }),
    ]);
    const sum = (count: (group: (typeof groups)[number]) => number) =>
      groups.reduce((before, group) => before + count(group), 0);
    return {
      owner,
      gates: items,
      ready: sum(({ ready }) => ready),
      total: sum(
        ({ ready, blocked, incomplete }) => ready + blocked + incomplete,
      ),
    };
  });
}
