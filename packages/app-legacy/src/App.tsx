/** An app on the legacy frontend system, with everything of the plugin and little else. A test builds and opens it. */
import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import { AlertDisplay, OAuthRequestDialog } from '@backstage/core-components';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  catalogPlugin,
} from '@backstage/plugin-catalog';
import { HomepageCompositionRoot } from '@backstage/plugin-home';
import { ReadinessPage } from '@readiness-gates/backstage-plugin-readiness';
import { Route } from 'react-router-dom';
import { entityPage } from './entityPage';
import { HomePage } from './HomePage';
import { Root } from './Root';
import { SignIn } from './SignIn';

const app = createApp({
  plugins: [catalogPlugin],
  components: { SignInPage: SignIn },
});

const routes = (
  <FlatRoutes>
    <Route path="/" element={<HomepageCompositionRoot />}>
      <HomePage />
    </Route>
    <Route path="/catalog" element={<CatalogIndexPage />} />
    <Route
      path="/catalog/:namespace/:kind/:name"
      element={<CatalogEntityPage />}
    >
      {entityPage}
    </Route>
    <Route path="/readiness" element={<ReadinessPage />} />
  </FlatRoutes>
);

export default app.createRoot(
  <>
    <AlertDisplay />
    <OAuthRequestDialog />
    <AppRouter>
      <Root>{routes}</Root>
    </AppRouter>
  </>,
);
