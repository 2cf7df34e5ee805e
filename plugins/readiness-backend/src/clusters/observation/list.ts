/** Lists one resource, page by page, keeping of each object only what the plan asks for. */
import { setImmediate } from 'node:timers/promises';
import { Slices } from '../../slices';
import { isRecord, objectKey, textAt } from '../objects';
import { projectObject } from '../project';
import type { Sharing } from '../sharing';
import type { FieldTree, KubernetesObject } from '../types';
import type { ClusterAnswer, ReadFailure } from './answers';
import type { Read, ServedResource } from './discover';

export interface ListRequest {
  served: ServedResource;
  /** Absent: cluster-wide. */
  namespace?: string;
  fields: FieldTree;
  metadataOnly?: boolean;
}

export type Listed = { objects: KubernetesObject[]; malformed: number } & (
  | { complete: true }
  | { complete: false; failure: ReadFailure; notServed?: true }
);

const MAX_PAGE = 500;
const MIN_PAGE = 50;
/** Nobody knows yet what the objects weigh. */
export const FIRST_PAGE = 250;
/** Of the body of a page: parsing it takes some ten milliseconds, in one piece. */
const PAGE_LENGTH = 1_000_000;
/** A server that expires every token it gives would be asked forever. */
const MAX_EXPIRED = 10;
const PARTIAL =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

/** As many objects as fill a page, by what those of the last one weighed. */
export function pageSize(
  { length }: { length: number },
  objects: number,
): number {
  const fitting = Math.floor((PAGE_LENGTH * Math.max(objects, 1)) / length);
  return Math.min(MAX_PAGE, Math.max(MIN_PAGE, fitting));
}

export function pathOf({
  served,
  namespace,
}: Pick<ListRequest, 'served' | 'namespace'>): string {
  const scope =
    namespace === undefined
      ? ''
      : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${served.apiPath}${scope}/${served.plural}`;
}

/** Not worth asking again: the answer would be the same. */
function isFinal(answer: Extract<ClusterAnswer, { ok: false }>): boolean {
  const { cause, busy } = answer.failure;
  return (
    answer.failure === MALFORMED ||
    busy === true ||
    answer.notServed === true ||
    answer.expired !== undefined ||
    cause === 'forbidden' ||
    cause === 'not-configured' ||
    cause === 'needs-user-credentials'
  );
}

class Collector {
  malformed = 0;
  /** By uid: a list that goes on after its token expired may name an object twice, the later is newer. */
  private readonly byIdentity = new Map<string, KubernetesObject>();

  constructor(
    private readonly served: ServedResource,
    private readonly fields: FieldTree,
    private readonly sharing: Sharing,
  ) {}

  /** Items carry no kind; those of PartialObjectMetadata carry another one. */
  add(item: unknown): void {
    const name = textAt(item, 'metadata', 'name');
    if (!isRecord(item) || !name) {
      this.malformed += 1;
      return;
    }
    const { apiVersion, kind } = this.served;
    const object = this.sharing.share(
      projectObject(
        { ...item, apiVersion, kind } as KubernetesObject,
        this.fields,
      ),
    );
    const identity =
      object.metadata.uid ?? objectKey(object.metadata.namespace, name);
    this.byIdentity.set(identity, object);
  }

  clear(): void {
    this.malformed = 0;
    this.byIdentity.clear();
  }

  result() {
    return {
      objects: [...this.byIdentity.values()],
      malformed: this.malformed,
    };
  }
}

const MALFORMED: ReadFailure = {
  cause: 'malformed',
  message: 'the answer of the cluster is no list of objects',
};

type Failed = Extract<ClusterAnswer, { ok: false }>;

/** What a page came to, its objects collected; the next one is on its way. */
type Page = { ok: true; next?: Promise<Page>; token: string } | Failed;

export async function listResource(
  read: Read,
  request: ListRequest,
  sharing: Sharing,
): Promise<Listed> {
  const lister = new Lister(read, request, sharing);
  const { collector } = lister;
  let token = '';
  let next: Promise<Page> | undefined;
  let expired = 0;
  for (;;) {
    let page = await (next ?? lister.page(token));
    if (!page.ok && !isFinal(page)) page = await lister.page(token);
    if (page.ok) {
      ({ token, next } = page);
      if (!token) return { ...collector.result(), complete: true };
    } else if (page.expired && expired < MAX_EXPIRED) {
      expired += 1;
      token = page.expired.continueToken ?? '';
      next = undefined;
      if (!token) collector.clear();
    } else {
      const { failure, notServed } = page;
      return {
        ...collector.result(),
        complete: false,
        failure,
        ...(notServed && { notServed }),
      };
    }
  }
}

class Lister {
  readonly collector: Collector;
  #limit = FIRST_PAGE;

  constructor(
    private readonly read: Read,
    private readonly request: ListRequest,
    sharing: Sharing,
  ) {
    this.collector = new Collector(request.served, request.fields, sharing);
  }

  /**
   * The page that a token leads to; `''`: the first. Rejects only where `read` does, or did for the page `before`: whose
   * reading is ended gets no further than the one page that is on its way.
   */
  page(token: string, before?: Promise<Page>): Promise<Page> {
    const from = token && `&continue=${encodeURIComponent(token)}`;
    const reading: Promise<Page> = this.read(
      `${pathOf(this.request)}?limit=${this.#limit}${from}`,
      this.request.metadataOnly ? PARTIAL : undefined,
      async answer => {
        await before;
        return this.#collect(answer, () => reading);
      },
    );
    return reading;
  }

  async #collect(
    answer: ClusterAnswer,
    reading: () => Promise<Page>,
  ): Promise<Page> {
    if (!answer.ok) return answer;
    // Aggregated API servers in Go write an empty list as null.
    const items = answer.body.items === null ? [] : answer.body.items;
    if (!Array.isArray(items)) return { ok: false, failure: MALFORMED };
    this.#limit = pageSize(answer, items.length);
    const token = textAt(answer.body, 'metadata', 'continue') ?? '';
    // The cluster answers while this page is collected.
    const next = token ? this.page(token, reading()) : undefined;
    // Whoever waits for it is told; until then nobody does.
    next?.catch(() => undefined);
    // Parsing a page held the event loop for some milliseconds: let others in.
    await setImmediate();
    const slices = new Slices();
    for (const item of items) {
      await slices.pause();
      this.collector.add(item);
    }
    return { ok: true, token, next };
  }
}
