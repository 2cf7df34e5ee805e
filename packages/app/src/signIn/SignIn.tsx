/** Who comes in: the guest, or one of the people of the example catalog. */
import {
  Content,
  ContentHeader,
  ErrorPanel,
  Header,
  InfoCard,
  Page,
  ProxiedSignInPage,
} from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import type { IdentityApi } from '@backstage/core-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import {
  Box,
  Button,
  Grid,
  List,
  ListItem,
  ListItemText,
  Typography,
} from '@material-ui/core';
import { useEffect, useState } from 'react';

interface Choice {
  provider: 'guest' | 'example';
  headers?: Record<string, string>;
}

interface ExampleUser {
  name: string;
  title: string;
  does: string;
}

/** Kept for the tab, so that a reload asks nothing and each tab can be somebody else. */
const CHOICE = 'readiness-gates:sign-in';

function readChoice(): Choice | undefined {
  const kept = sessionStorage.getItem(CHOICE);
  return kept === null ? undefined : (JSON.parse(kept) as Choice);
}

function remember(choice: Choice): Choice {
  sessionStorage.setItem(CHOICE, JSON.stringify(choice));
  return choice;
}

function forgetChoice() {
  sessionStorage.removeItem(CHOICE);
}

function NotSignedIn({ error }: { error?: Error }) {
  // A reload starts over.
  useEffect(forgetChoice, []);
  return <ErrorPanel title="The sign-in failed" error={error ?? new Error()} />;
}

function useExampleUsers(): ExampleUser[] {
  const users = useApi(configApiRef).getOptionalConfigArray(
    'auth.providers.example.users',
  );
  return (users ?? []).map(user => ({
    name: user.getString('name'),
    title: user.getString('title'),
    does: user.getString('does'),
  }));
}

/** Who signs out is asked again. */
function forgetful(identity: IdentityApi): IdentityApi {
  const signOut = identity.signOut.bind(identity);
  identity.signOut = async () => {
    forgetChoice();
    await signOut();
  };
  return identity;
}

function SignIn({ onSignInSuccess }: SignInPageProps) {
  const title = useApi(configApiRef).getString('app.title');
  const users = useExampleUsers();
  const [choice, setChoice] = useState(readChoice);
  if (choice) {
    return (
      <ProxiedSignInPage
        {...choice}
        onSignInSuccess={identity => onSignInSuccess(forgetful(identity))}
        ErrorComponent={NotSignedIn}
      />
    );
  }
  return (
    <Page themeId="home">
      <Header title={title} />
      <Content>
        <ContentHeader title="Sign in" textAlign="left" />
        <Grid container spacing={3}>
          <Grid item xs={12} sm={6} md={4}>
            <InfoCard title="Guest">
              <Typography>
                Look around: a guest reads everything, and decides nothing.
              </Typography>
              <Box mt={2}>
                <Button
                  color="primary"
                  variant="outlined"
                  onClick={() => setChoice(remember({ provider: 'guest' }))}
                >
                  Enter
                </Button>
              </Box>
            </InfoCard>
          </Grid>
          {users.length > 0 && (
            <Grid item xs={12} sm={6} md={5}>
              <InfoCard title="Somebody of the example" noPadding>
                <List aria-label="People of the example">
                  {users.map(({ name, title: label, does }) => (
                    <ListItem
                      button
                      key={name}
                      onClick={() =>
                        setChoice(
                          remember({
                            provider: 'example',
                            headers: { 'x-example-user': name },
                          }),
                        )
                      }
                    >
                      <ListItemText primary={label} secondary={does} />
                    </ListItem>
                  ))}
                </List>
              </InfoCard>
            </Grid>
          )}
        </Grid>
      </Content>
    </Page>
  );
}

export const SignInPage = SignInPageBlueprint.make({
  params: { loader: async () => SignIn },
});
