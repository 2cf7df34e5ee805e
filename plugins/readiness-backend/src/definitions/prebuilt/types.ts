/** What is known of the library's definitions since it was built; see ./build.ts. */
import type { JsonValue } from '@backstage/types';
import type { FieldTree, ResourceName } from '../../clusters/types';

/** What only a look into every expression tells of a piece of evidence. */
export interface KnownEvidence {
  /** Of subjects in a cluster: as `needs` of the compiled evidence. */
  needs?: Record<ResourceName, FieldTree>;
  /** Of the catalog: as `told` of the compiled evidence. */
  told?: string[];
}

export interface KnownDefinition {
  /** Of a check. */
  revision?: string;
  /** Of a check, in the order of its evidence. */
  evidence?: KnownEvidence[];
}

export interface PrebuiltDefinition extends KnownDefinition {
  /** Of the text of the file; of another text nothing is known. */
  digest: string;
  /** What the YAML holds, but for the cases of a check. */
  value: JsonValue;
  /** Lines that every load asks for, by path. */
  lines: Record<string, number>;
}

/** By the name that errors give the file. */
export type PrebuiltLibrary = ReadonlyMap<string, PrebuiltDefinition>;
