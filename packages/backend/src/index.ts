/** The portal's backend: stock Backstage plugins, the embedded clusters, and ours. */
import { createBackend } from '@backstage/backend-defaults';
import { embeddedClusters } from './embeddedClusters';
import { exampleSignIn } from './exampleSignIn';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
backend.add(exampleSignIn);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);

backend.add(embeddedClusters);
backend.add(import('@backstage/plugin-kubernetes-backend'));

backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));

backend.add(import('@readiness-gates/backstage-plugin-readiness-backend'));

backend.start();
