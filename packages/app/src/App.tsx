/** The portal. Its plugins are discovered from package.json (`app.packages: all`). */
import { createApp } from '@backstage/frontend-defaults';
import { exampleModule } from './example';
import { navModule } from './nav';
import { signInModule } from './signIn';

export default createApp({
  features: [navModule, signInModule, exampleModule],
});
