/**
 * Addresses in messages: absolute, for e-mail and chat open them as they are, and a toast of the portal knows
 * nothing of the path that the app is mounted at.
 */
import { parseEntityRef } from '@backstage/catalog-model';

export interface Links {
  gate(entityRef: string, scorecard: string): string;
  blockedOf(owner: string): string;
  overview(): string;
  queue(): string;
}

export function linksBelow(baseUrl: string): Links {
  const base = baseUrl.replace(/\/+$/, '');
  const at = (path: string, query: Record<string, string> = {}) => {
    const search = new URLSearchParams(query).toString();
    return `${base}${path}${search && `?${search}`}`;
  };
  return {
    gate: (entityRef, scorecard) => {
      const { kind, namespace, name } = parseEntityRef(entityRef);
      const path = [namespace, kind, name].map(encodeURIComponent).join('/');
      return at(`/catalog/${path}/readiness`, { scorecard });
    },
    blockedOf: owner => at('/readiness', { owner, verdict: 'blocked' }),
    overview: () => at('/readiness'),
    queue: () => at('/readiness/queue'),
  };
}
