/** `yarn start` in this folder shows every page and state over fixtures, without a backend. */
import type { ReactNode } from 'react';
import { createDevApp } from '@backstage/dev-utils';
import { Content, Header, Page } from '@backstage/core-components';
import { CatalogEntityPage, catalogPlugin } from '@backstage/plugin-catalog';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { TestApiProvider } from '@backstage/test-utils';
import Grid from '@material-ui/core/Grid';
import { EntityReadinessCard } from '../src/components/EntityReadinessCard';
import { EntityReadinessContent } from '../src/components/EntityReadinessContent';
import { readinessApiRef } from '../src/api';
import { ENTITY, FakeReadinessApi } from '../src/fixtures';
import { ReadinessPage, readinessPlugin } from '../src/plugin';
import { failure, someState } from './states';

const WithApi = ({
  api,
  children,
}: {
  api: FakeReadinessApi;
  children: ReactNode;
}) => (
  <TestApiProvider apis={[[readinessApiRef, api]]}>{children}</TestApiProvider>
);

const EntityFrame = ({ children }: { children: ReactNode }) => (
  <EntityProvider entity={ENTITY}>
    <Page themeId="service">
      <Header title="x0tta6bl4" type="component — service" />
      <Content>{children}</Content>
    </Page>
  </EntityProvider>
);

const cards: [string, FakeReadinessApi][] = [
  ['card', new FakeReadinessApi()],
  ['card-empty', someState(api => (api.entity = { ...api.entity, gates: [] }))],
  ['card-failing', failure(500)],
];

const tabs: [string, string, FakeReadinessApi][] = [
  ['Entity', 'entity', new FakeReadinessApi()],
  [
    'Redacted',
    'redacted',
    someState(api => {
      const detail = api.details['service-baseline'];
      detail.redacted = true;
      for (const item of detail.sections.flatMap(section => section.items)) {
        for (const answer of item.answers) delete answer.findings;
      }
    }),
  ],
  [
    'No scorecard',
    'empty',
    someState(api => (api.entity = { ...api.entity, gates: [] })),
  ],
  ['Denied', 'denied', failure(403)],
  ['Failing', 'failing', failure(500)],
  ['Loading', 'loading', someState(api => api.hold())],
];

const app = createDevApp().registerPlugin(catalogPlugin, readinessPlugin);

// Where links to entities lead; without it they cannot be built.
app.addPage({
  path: '/catalog/:namespace/:kind/:name',
  element: <CatalogEntityPage />,
});

app.addPage({
  title: 'Overview',
  path: '/readiness',
  element: (
    <WithApi api={new FakeReadinessApi()}>
      <ReadinessPage />
    </WithApi>
  ),
});
for (const [title, path, api] of tabs) {
  app.addPage({
    title,
    path: `/${path}`,
    element: (
      <WithApi api={api}>
        <EntityFrame>
          <EntityReadinessContent />
        </EntityFrame>
      </WithApi>
    ),
  });
}
app.addPage({
  title: 'Cards',
  path: '/cards',
  element: (
    <EntityFrame>
      <Grid container spacing={3}>
        {cards.map(([name, api]) => (
          <Grid item xs={12} md={6} key={name}>
            <WithApi api={api}>
              <EntityReadinessCard />
            </WithApi>
          </Grid>
        ))}
      </Grid>
    </EntityFrame>
  ),
});
app.addPage({
  title: 'Overview empty',
  path: '/overview-empty',
  element: (
    <WithApi
      api={someState(api => {
        api.gates = { items: [], total: 0 };
        api.summary = { groups: [] };
        api.scorecards = {
          items: api.scorecards.items,
          errors: [
            {
              file: 'scorecards/payments.yaml',
              line: 14,
              message:
                'item payments.02: no check has the id "pdb-cover-workload"',
            },
          ],
        };
      })}
    >
      <ReadinessPage />
    </WithApi>
  ),
});
app.render();
