import { ConfigReader } from '@backstage/config';
import { accessOf, clusterInfos, readClusterSettings } from './access';

describe('accessOf', () => {
  it.each(['serviceAccount', 'aws', 'azure', 'googleServiceAccount'])(
    'reads by %s',
    provider => {
      expect(accessOf(provider)).toEqual({ kind: 'bearer-token' });
    },
  );

  it.each([
    'localKubectlProxy',
    'google',
    'aks',
    'oidc',
    'our-own',
    'ServiceAccount',
    '',
  ])('does not call by "%s"', authProvider => {
    expect(accessOf(authProvider)).toEqual({
      kind: 'needs-user-credentials',
      authProvider,
    });
  });
});

describe('which clusters count', () => {
  const body = {
    items: [
      { name: 'declared', title: 'Declared', authProvider: 'serviceAccount' },
      { name: 'from-catalog', authProvider: 'aws' },
      { name: 'named', authProvider: 'aws' },
      { name: 'off', authProvider: 'serviceAccount' },
      null,
      { authProvider: 'serviceAccount' },
    ],
  };
  const config = (locators: object[]) =>
    new ConfigReader({
      kubernetes: { clusterLocatorMethods: locators },
      readiness: {
        clusters: [
          { name: 'named', environment: 'production' },
          { name: 'off', observe: false },
        ],
      },
    });
  const declared = {
    type: 'config',
    clusters: [{ name: 'declared' }, { name: 'off' }],
  };
  const names = (locators: object[]) =>
    clusterInfos(body, readClusterSettings(config(locators))).map(
      ({ name }) => name,
    );

  it('leaves out those that only the catalog knows and app-config does not name', () => {
    expect(names([declared, { type: 'catalog' }])).toEqual([
      'declared',
      'named',
    ]);
  });

  it('takes all where the catalog locates none', () => {
    expect(names([declared, { type: 'gke' }])).toEqual([
      'declared',
      'from-catalog',
      'named',
    ]);
  });

  it('says what app-config says of them', () => {
    expect(clusterInfos(body, readClusterSettings(config([declared])))).toEqual(
      [
        {
          name: 'declared',
          title: 'Declared',
          access: { kind: 'bearer-token' },
        },
        { name: 'from-catalog', access: { kind: 'bearer-token' } },
        {
          name: 'named',
          environment: 'production',
          access: { kind: 'bearer-token' },
        },
      ],
    );
  });

  it('takes all without any settings', () => {
    expect(
      clusterInfos(body, readClusterSettings(new ConfigReader({}))),
    ).toHaveLength(4);
  });

  it('calls none of two clusters with one name when one of them is unsafe', () => {
    for (const providers of [
      ['aws', 'localKubectlProxy'],
      ['localKubectlProxy', 'aws'],
    ]) {
      const items = providers.map(authProvider => ({
        name: 'twin',
        authProvider,
      }));
      expect(
        clusterInfos({ items }, readClusterSettings(new ConfigReader({}))),
      ).toEqual([
        {
          name: 'twin',
          access: {
            kind: 'needs-user-credentials',
            authProvider: 'localKubectlProxy',
          },
        },
      ]);
    }
  });
});
