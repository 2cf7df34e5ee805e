/**
 * Signs anybody in as one of the people whom `auth.providers.example.users` lists, without a password: for a
 * demonstration of what several people do, on a portal that only its own machine reaches.
 */
import { createBackendModule } from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';

const HEADER = 'x-example-user';

const authenticator = createProxyAuthenticator({
  defaultProfileTransform: async () => ({ profile: {} }),
  initialize: ({ config }) =>
    new Set(
      (config.getOptionalConfigArray('users') ?? []).map(user =>
        user.getString('name'),
      ),
    ),
  async authenticate({ req }, users) {
    const name = String(req.headers[HEADER] ?? '');
    if (!users.has(name)) {
      throw new AuthenticationError(
        `${JSON.stringify(name)} is none of auth.providers.example.users`,
      );
    }
    return { result: { name } };
  },
});

export const exampleSignIn = createBackendModule({
  pluginId: 'auth',
  moduleId: 'example-provider',
  register(env) {
    env.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'example',
          factory: createProxyAuthProviderFactory<{ name: string }>({
            authenticator,
            signInResolver: ({ result: { name } }, context) =>
              context.signInWithCatalogUser({ entityRef: { name } }),
          }),
        });
      },
    });
  },
});
