import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPage } from './SignIn';

export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [SignInPage],
});
