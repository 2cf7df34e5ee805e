import { Content, Header, Page } from '@backstage/core-components';
import { CustomHomepageGrid } from '@backstage/plugin-home';
import { HomePageReadiness } from '@readiness-gates/backstage-plugin-readiness';

const LAYOUT = [
  { component: 'HomePageReadiness', x: 0, y: 0, width: 12, height: 9 },
];

export const HomePage = () => (
  <Page themeId="home">
    <Header title="Home" />
    <Content>
      <CustomHomepageGrid config={LAYOUT}>
        <HomePageReadiness />
      </CustomHomepageGrid>
    </Content>
  </Page>
);
