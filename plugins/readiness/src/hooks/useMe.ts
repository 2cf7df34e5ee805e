import { identityApiRef, useApiHolder } from '@backstage/core-plugin-api';
import useAsync from 'react-use/esm/useAsync';

/** The ref of whoever is signed in; `undefined` until it is known, and where nobody is. */
export function useMe(): string | undefined {
  const identity = useApiHolder().get(identityApiRef);
  const { value } = useAsync(
    async () => identity?.getBackstageIdentity(),
    [identity],
  );
  return value?.userEntityRef;
}
