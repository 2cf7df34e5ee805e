/** Signs in the owner of an example service, so that the home page has something to show. */
import { ProxiedSignInPage } from '@backstage/core-components';
import type { SignInPageProps } from '@backstage/core-plugin-api';

export const SignIn = (props: SignInPageProps) => (
  <ProxiedSignInPage
    {...props}
    provider="example"
    headers={{ 'x-example-user': 'ada' }}
  />
);
