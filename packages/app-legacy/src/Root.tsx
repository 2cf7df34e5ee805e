import type { PropsWithChildren } from 'react';
import {
  Sidebar,
  SidebarDivider,
  SidebarItem,
  SidebarPage,
} from '@backstage/core-components';
import CategoryIcon from '@material-ui/icons/Category';
import HomeIcon from '@material-ui/icons/Home';
import PlaylistAddCheckIcon from '@material-ui/icons/PlaylistAddCheck';

export const Root = ({ children }: PropsWithChildren<{}>) => (
  <SidebarPage>
    <Sidebar>
      <SidebarDivider />
      <SidebarItem icon={HomeIcon} to="/" text="Home" />
      <SidebarItem icon={CategoryIcon} to="/catalog" text="Catalog" />
      <SidebarItem
        icon={PlaylistAddCheckIcon}
        to="/readiness"
        text="Readiness"
      />
    </Sidebar>
    {children}
  </SidebarPage>
);
