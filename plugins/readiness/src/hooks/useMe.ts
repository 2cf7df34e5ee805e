import { useMemo } from 'react';
import { identityApiRef, useApiHolder } from '@backstage/core-plugin-api';
import useAsync from 'react-use/esm/useAsync';

export interface Me {
  /** `undefined` until it is known, and where nobody is signed in. */
  ref?: string;
  /** Of the user and the groups that the sign-in names; the backend may know of more. */
  refs: string[];
}

/** Whoever is signed in. */
export function useMe(): Me {
  const identity = useApiHolder().get(identityApiRef);
  const { value } = useAsync(
    async () => identity?.getBackstageIdentity(),
    [identity],
  );
  return useMemo(
    () => ({
      ref: value?.userEntityRef,
      refs: value?.ownershipEntityRefs ?? [],
    }),
    [value],
  );
}
