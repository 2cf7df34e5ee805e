import { EntityLayout, EntityLinksCard } from '@backstage/plugin-catalog';
import Grid from '@material-ui/core/Grid';
import {
  EntityReadinessCard,
  EntityReadinessContent,
  isReadinessAvailable,
} from '@readiness-gates/backstage-plugin-readiness';

/** An element, not a component: the app looks for routes in it. */
export const entityPage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      <Grid container spacing={3}>
        <Grid item xs={12} md={6}>
          <EntityLinksCard />
        </Grid>
        <Grid item xs={12} md={6}>
          <EntityReadinessCard />
        </Grid>
      </Grid>
    </EntityLayout.Route>
    <EntityLayout.Route
      path="/readiness"
      title="Readiness"
      if={isReadinessAvailable}
    >
      <EntityReadinessContent />
    </EntityLayout.Route>
  </EntityLayout>
);
