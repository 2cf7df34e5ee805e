import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { metricsNote } from './MetricsNote';

export const exampleModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [metricsNote],
});
