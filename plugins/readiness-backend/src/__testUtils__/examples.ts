/** The examples of this repository: their clusters, served, and their catalog as the evaluator sees it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { startManifestCluster } from '@readiness-gates/manifest-cluster';
import type { ManifestCluster } from '@readiness-gates/manifest-cluster';
import { parseAllDocuments } from 'yaml';
import { READER_TOKEN } from './installation';

const EXAMPLES = join(__dirname, '../../../../examples');
export const CLUSTERS = ['devmentor', 'data-platform', 'x0tta6bl4'];

export const clusterFolder = (name: string) => join(EXAMPLES, 'clusters', name);

/** `everything`: the reader may read all there is, Secrets too; else what its role grants. */
export async function startExampleCluster(
  name: string,
  { everything = false } = {},
): Promise<ManifestCluster> {
  return startManifestCluster({
    folder: clusterFolder(name),
    rbac: everything ? 'allow-all' : 'from-manifests',
    tokens: {
      [READER_TOKEN]: {
        user: 'system:serviceaccount:readiness:readiness-reader',
      },
    },
  });
}

/** Path of a scorecard of the examples. */
export function exampleScorecard(id: string): string {
  return join(EXAMPLES, 'scorecards', `${id}.yaml`);
}

/** With the relations and uids that the catalog would give them. */
export function exampleEntities(): Entity[] {
  const folder = join(EXAMPLES, 'catalog');
  return readdirSync(folder)
    .filter(file => file.endsWith('.yaml') && file !== 'all.yaml')
    .flatMap(file =>
      parseAllDocuments(readFileSync(join(folder, file), 'utf8')),
    )
    .map(document => document.toJS() as Entity | null)
    .filter(entity => entity !== null)
    .map(catalogued);
}

function catalogued(entity: Entity): Entity {
  const { owner, system, domain } = (entity.spec ?? {}) as Record<
    string,
    string | undefined
  >;
  const relation = (type: string, kind: string, target: string | undefined) =>
    target
      ? [
          {
            type,
            targetRef: target.includes(':')
              ? target
              : `${kind}:default/${target}`,
          },
        ]
      : [];
  return {
    ...entity,
    metadata: {
      namespace: 'default',
      uid: `uid-${entity.metadata.name}`,
      ...entity.metadata,
    },
    relations: [
      ...relation('ownedBy', 'group', owner),
      ...relation('partOf', 'system', system),
      ...relation('partOf', 'domain', domain),
    ],
  };
}
