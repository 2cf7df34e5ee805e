/**
 * The frontend of Readiness Gates, for apps on the new frontend system.
 *
 * @packageDocumentation
 */
import {
  ApiBlueprint,
  PageBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import PlaylistAddCheckIcon from '@material-ui/icons/PlaylistAddCheck';
import { ReadinessClient } from '@readiness-gates/backstage-plugin-readiness-common';
import { readinessApiRef } from './api';
import { readinessEntityFilter } from './entity';
import { homePageWidget } from './homePage';
import {
  ENTITY_TAB_PATH,
  entityContentRouteRef,
  overviewRouteRef,
  rootRouteRef,
} from './routes';

const readinessApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: readinessApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new ReadinessClient(deps),
    }),
});

const overviewPage = PageBlueprint.make({
  params: {
    path: '/readiness',
    title: 'Readiness',
    icon: <PlaylistAddCheckIcon fontSize="inherit" />,
    routeRef: rootRouteRef,
    loader: () =>
      import('./components/ReadinessPage').then(m => <m.ReadinessPage />),
  },
});

const entityContent = EntityContentBlueprint.make({
  params: {
    path: ENTITY_TAB_PATH,
    title: 'Readiness',
    group: 'deployment',
    icon: <PlaylistAddCheckIcon fontSize="inherit" />,
    routeRef: entityContentRouteRef,
    filter: readinessEntityFilter,
    loader: () =>
      import('./components/EntityReadinessContent').then(m => (
        <m.EntityReadinessContent />
      )),
  },
});

const entityCard = EntityCardBlueprint.make({
  params: {
    type: 'info',
    filter: readinessEntityFilter,
    loader: () =>
      import('./components/EntityReadinessCard').then(m => (
        <m.EntityReadinessCard />
      )),
  },
});

const homeWidget = HomePageWidgetBlueprint.make({ params: homePageWidget });

export default createFrontendPlugin({
  pluginId: 'readiness',
  title: 'Readiness',
  icon: <PlaylistAddCheckIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, entityContent: entityContentRouteRef },
  externalRoutes: { overview: overviewRouteRef },
  extensions: [
    readinessApi,
    overviewPage,
    entityContent,
    entityCard,
    homeWidget,
  ],
});

export { readinessTranslationRef } from './translation';
