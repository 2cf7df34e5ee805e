import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { InputError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Callers } from './callers';
import type { CallersOptions } from './callers';

const SHOP = 'group:default/shop';
const PAY = 'group:default/pay';
const CART = 'component:default/cart';

describe('a caller', () => {
  it('is looked up once for each request, however many owners are compared', async () => {
    const getUserInfo = jest.fn(async () => ({
      userEntityRef: 'user:default/ada',
      ownershipEntityRefs: [SHOP],
    }));
    const callers = new Callers({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({ entities: [] }),
      userInfo: { getUserInfo },
      clock: () => new Date(0),
    } as unknown as CallersOptions);
    const ada = mockCredentials.user('user:default/ada');
    const owned: boolean[] = [];
    for (const owner of [SHOP, PAY, SHOP, undefined])
      owned.push(await callers.isOwnedBy(ada, owner));
    expect(owned).toEqual([true, false, true, false]);
    expect(await callers.ownershipRefs(ada)).toEqual([SHOP]);
    expect(getUserInfo).toHaveBeenCalledTimes(1);

    const again = mockCredentials.user('user:default/ada');
    expect(await callers.isOwnedBy(again, SHOP)).toBe(true);
    expect(getUserInfo).toHaveBeenCalledTimes(2);
    const service = mockCredentials.service();
    expect(await callers.isOwnedBy(service, SHOP)).toBe(false);
    await expect(callers.ownershipRefs(service)).rejects.toThrow(InputError);
    expect(getUserInfo).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['a user', mockCredentials.user('user:default/ada'), []],
    // Its list for this plugin says nothing of the catalog, which answers it by itself.
    ['a restricted token', mockCredentials.service('external:ci'), [CART]],
  ])('%s who is denied catalog.entity.read sees %j', async (_, who, seen) => {
    const entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'cart' },
    };
    const callers = new Callers({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({ entities: [entity] }),
      permissions: {
        authorizeConditional: async () => [{ result: AuthorizeResult.DENY }],
      },
      clock: () => new Date(0),
    } as unknown as CallersOptions);
    expect(await callers.visibleRefs(who)).toEqual(seen);
  });
});
