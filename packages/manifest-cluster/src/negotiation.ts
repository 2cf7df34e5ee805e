/** What the client wants to read: JSON or YAML, whole objects, tables or metadata only. */

import { notAcceptable } from './status';

export type View = 'object' | 'table' | 'metadata' | 'aggregated-discovery';

export interface Negotiated {
  view: View;
  format: 'json' | 'yaml';
}

interface MediaRange {
  type: string;
  parameters: Record<string, string>;
}

const VIEWS: Record<string, View> = {
  'Table meta.k8s.io v1': 'table',
  'PartialObjectMetadataList meta.k8s.io v1': 'metadata',
  'PartialObjectMetadata meta.k8s.io v1': 'metadata',
  'APIGroupDiscoveryList apidiscovery.k8s.io v2': 'aggregated-discovery',
};

const JSON_TYPES = ['*/*', 'application/*', 'application/json'];

function parseAccept(header: string): MediaRange[] {
  return header.split(',').map(part => {
    const [type, ...pairs] = part.split(';').map(piece => piece.trim());
    return {
      type: type.toLowerCase(),
      parameters: Object.fromEntries(pairs.map(pair => pair.split('='))),
    };
  });
}

/** The first range that can be served, as the server reads it: in order, weights aside. */
export function negotiate(
  accept: string | undefined,
  served: readonly View[],
): Negotiated {
  for (const { type, parameters } of parseAccept(accept || '*/*')) {
    const yaml = type === 'application/yaml';
    const { as, g, v } = parameters;
    const view = as ? VIEWS[`${as} ${g} ${v}`] : 'object';
    if ((yaml || JSON_TYPES.includes(type)) && view && served.includes(view)) {
      return { view, format: yaml ? 'yaml' : 'json' };
    }
  }
  throw notAcceptable();
}
