/** A kubeconfig with one cluster, one user, one context. */

import { stringify } from 'yaml';

interface Access {
  url: string;
  token?: string;
  /** PEM. */
  certificate?: string;
}

const NAME = 'manifest-cluster';

export function kubeconfig({ url, token, certificate }: Access): string {
  const authority = certificate
    ? {
        'certificate-authority-data':
          Buffer.from(certificate).toString('base64'),
      }
    : // @kubernetes/client-node speaks plain HTTP only to servers that need no trust.
      { 'insecure-skip-tls-verify': true };
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: NAME, cluster: { server: url, ...authority } }],
    users: [{ name: NAME, user: token ? { token } : {} }],
    contexts: [{ name: NAME, context: { cluster: NAME, user: NAME } }],
    'current-context': NAME,
  });
}
