/**
 * What people said, as one caller may see it: of entities that the caller may read, and of no item in
 * shadow unless the caller owns the scorecard.
 */
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import type {
  ApprovalView,
  AttestationView,
  DecisionQuery,
  WaiverView,
} from '@readiness-gates/backstage-plugin-readiness-common';
import { isInShadow } from '../evaluation/applicability';
import type { ComputedGate } from '../evaluation/gates';
import { decodeCursor, encodeCursor } from '../store/cursor';
import type {
  DecidedEntity,
  DecisionFilter,
  DecisionKind,
  DecisionRow,
  MirroredEntity,
  WaiverRow,
} from '../store/types';
import { approvalView, attestationView, waiverView } from './decisionViews';
import type { Reader } from './decisionViews';
import type { EntityReading, GateReader } from './gates';
import type { RouterOptions } from './options';
import { gateOf } from './permissions';
import type { ReadinessGate } from './permissions';
import { parseRef } from './refs';
import { decidersOf, rightsOf, whyDecided, whyNotDecide } from './rights';
import type { Rights } from './rights';
import { approvalStanding, attestationStanding } from './standing';

export type DecisionView = AttestationView | ApprovalView | WaiverView;

type Options = Pick<
  RouterOptions,
  'store' | 'definitions' | 'callers' | 'clock'
>;

const LIMIT = 50;
/** Of rows that are read for one page where most are of another status. */
const MOST_READ = 2_000;

/** A caller with what is needed to show decisions. */
export interface Viewer extends Reader {
  credentials: BackstageCredentials;
  rights: Rights;
  /** Refs that lists are filtered by. */
  visible?: readonly string[];
}

export class DecisionReader {
  readonly #options: Options;
  readonly #reader: GateReader;

  constructor(options: Options, reader: GateReader) {
    this.#options = options;
    this.#reader = reader;
  }

  async viewer(credentials: BackstageCredentials): Promise<Viewer> {
    const { callers } = this.#options;
    const [visible, findings, rights] = await Promise.all([
      callers.visibleRefs(credentials),
      callers.mayReadFindings(credentials),
      rightsOf(callers, credentials),
    ]);
    const refs = visible && new Set(visible);
    return {
      credentials,
      rights,
      findings,
      visible,
      sees: entityRef => !refs || refs.has(entityRef),
    };
  }

  /** @throws NotFoundError where there is none, or none that the caller may read */
  async one<K extends DecisionKind>(
    kind: K,
    id: string,
    viewer: Viewer,
  ): Promise<Extract<DecisionRow, { kind: K }>> {
    const row = await this.find(kind, id, viewer);
    if (row) return row;
    throw new NotFoundError(
      `There is no ${kind} ${id}, or none that you may read`,
    );
  }

  async find<K extends DecisionKind>(
    kind: K,
    id: string,
    viewer: Viewer,
  ): Promise<Extract<DecisionRow, { kind: K }> | undefined> {
    const filter = { kinds: [kind], ids: [id] };
    const rows = await this.#options.store.decisions(filter);
    const [row] = await this.#shown(rows, viewer);
    return row as Extract<DecisionRow, { kind: K }> | undefined;
  }

  /** A page, newest first; reads on until it is full, so that what is hidden leaves no gap. */
  async page(
    kind: DecisionKind,
    { entityRef, status, limit = LIMIT, cursor, ...rest }: DecisionQuery,
    viewer: Viewer,
  ): Promise<{ items: DecisionView[]; nextCursor?: string }> {
    const filter: DecisionFilter = {
      ...rest,
      kinds: [kind],
      entityRefs: refsAskedFor(entityRef, viewer),
      limit: limit + 1,
    };
    const items: { row: DecisionRow; view: DecisionView }[] = [];
    let before = cursor === undefined ? undefined : positionOf(kind, cursor);
    for (let read = 0; ; ) {
      const rows = await this.#options.store.decisions({ ...filter, before });
      const shown = await this.#shown(rows, viewer);
      const views = await this.views(shown, viewer);
      shown.forEach((row, index) => {
        const view = views[index];
        if (status === undefined || view.status === status)
          items.push({ row, view });
      });
      read += rows.length;
      before = rows.at(-1);
      if (!before || rows.length <= limit || items.length > limit) break;
      // What was read is no page yet, but the caller may go on from here.
      if (read >= MOST_READ) return pageOf(kind, items, limit, before);
    }
    return pageOf(kind, items, limit);
  }

  /** In the order of the rows. */
  async views(
    rows: readonly DecisionRow[],
    viewer: Viewer,
  ): Promise<DecisionView[]> {
    const gates = await this.#gatesOf(
      rows.filter(row => row.kind !== 'waiver'),
    );
    const entities = await this.#entitiesToDecideOn(rows, viewer.rights);
    const now = this.#options.clock();
    return rows.map(row => {
      switch (row.kind) {
        case 'attestation':
          return attestationView(
            row,
            attestationStanding(row, gates(row), now),
            viewer,
          );
        case 'approval':
          return approvalView(row, approvalStanding(row, gates(row), now));
        default:
          return this.#waiver(row, viewer, entities, now);
      }
    });
  }

  async view<V extends DecisionView>(
    row: DecisionRow,
    viewer: Viewer,
  ): Promise<V> {
    return (await this.views([row], viewer))[0] as V;
  }

  /** Ref of the group that decides on a waiver. */
  decidersOf({ scorecard }: Pick<WaiverRow, 'scorecard'>): string | undefined {
    return decidersOf(this.#options.definitions.scorecards.get(scorecard));
  }

  /** Whether a policy allows something of every gate that a decision is about. */
  async allows(
    { entities, scorecard }: DecisionRow,
    may: (gate: ReadinessGate) => boolean,
  ): Promise<boolean> {
    const mirrored = await this.#entitiesOf(entities);
    return entities.every(({ entityRef }) =>
      may(gateIn(mirrored, entityRef, scorecard)),
    );
  }

  #waiver(
    row: WaiverRow,
    viewer: Viewer,
    entities: ReadonlyMap<string, MirroredEntity>,
    now: Date,
  ): WaiverView {
    const deciders = this.decidersOf(row);
    return waiverView(row, viewer, now, {
      ...(deciders && { deciders }),
      mayDecide:
        this.#isOpenTo(row, viewer.rights, now) &&
        row.entities.every(({ entityRef }) =>
          viewer.rights.may(
            'decide',
            gateIn(entities, entityRef, row.scorecard),
          ),
        ),
    });
  }

  #isOpenTo(row: WaiverRow, { member }: Rights, now: Date): boolean {
    return (
      whyDecided(row, now) === undefined &&
      whyNotDecide(row, this.decidersOf(row), member) === undefined
    );
  }

  /** Only of waivers that the caller might decide on: a policy may look at each entity. */
  async #entitiesToDecideOn(rows: readonly DecisionRow[], rights: Rights) {
    const now = this.#options.clock();
    return this.#entitiesOf(
      rows.flatMap(row =>
        row.kind === 'waiver' && this.#isOpenTo(row, rights, now)
          ? row.entities
          : [],
      ),
    );
  }

  async #entitiesOf(
    entities: readonly DecidedEntity[],
  ): Promise<Map<string, MirroredEntity>> {
    const refs = new Set(entities.map(({ entityRef }) => entityRef));
    const mirrored = refs.size
      ? await this.#options.store.entities({ entityRefs: [...refs] })
      : [];
    return new Map(mirrored.map(entity => [entity.entityRef, entity]));
  }

  async #gatesOf(rows: readonly DecisionRow[]) {
    const refs = rows.map(({ entities }) => entities[0].entityRef);
    const readings = refs.length
      ? await this.#reader.readMany([...new Set(refs)])
      : [];
    const byRef = new Map<string, EntityReading>(
      readings.map(reading => [reading.entity.entityRef, reading]),
    );
    const computed = new Map<string, ComputedGate | undefined>();
    return ({ entities, scorecard }: DecisionRow): ComputedGate | undefined => {
      const key = `${entities[0].entityRef}#${scorecard}`;
      const reading = byRef.get(entities[0].entityRef);
      if (reading && !computed.has(key))
        computed.set(key, this.#reader.gate(reading, scorecard));
      return computed.get(key);
    };
  }

  async #shown(
    rows: readonly DecisionRow[],
    { credentials, sees }: Viewer,
  ): Promise<DecisionRow[]> {
    const visible = rows.filter(({ entities }) =>
      entities.some(({ entityRef }) => sees(entityRef)),
    );
    const owns = new Map<string, boolean>();
    const { definitions, callers } = this.#options;
    for (const { scorecard } of visible.filter(row => this.#inShadow(row))) {
      const { owner } = definitions.scorecards.get(scorecard)!.definition;
      if (!owns.has(scorecard))
        owns.set(scorecard, await callers.isOwnedBy(credentials, owner));
    }
    return visible.filter(
      row => !this.#inShadow(row) || owns.get(row.scorecard),
    );
  }

  #inShadow({ scorecard, item }: DecisionRow): boolean {
    const found = this.#options.definitions.scorecards
      .get(scorecard)
      ?.items.find(({ definition }) => definition.id === item);
    return found !== undefined && isInShadow(found);
  }
}

/** An entity that left the catalog has no owner and no kind that a policy could ask for. */
function gateIn(
  mirrored: ReadonlyMap<string, MirroredEntity>,
  entityRef: string,
  scorecard: string,
): ReadinessGate {
  return gateOf(mirrored.get(entityRef) ?? { entity: {} }, scorecard);
}

/** One that the caller may not read is in no list. */
export function refsAskedFor(
  entityRef: string | undefined,
  { visible, sees }: Pick<Viewer, 'visible' | 'sees'>,
): readonly string[] | undefined {
  if (entityRef === undefined) return visible;
  const ref = parseRef(entityRef);
  return sees(ref) ? [ref] : [];
}

function positionOf(kind: DecisionKind, cursor: string) {
  const [at, id] = decodeCursor(kind, cursor, ['string', 'string']) as [
    string,
    string,
  ];
  return { at: timeOf(at), id };
}

/** @throws InputError */
export function timeOf(text: string): Date {
  const time = new Date(text);
  if (Number.isNaN(time.getTime()))
    throw new InputError('cursor: not one of this list');
  return time;
}

function pageOf(
  kind: DecisionKind,
  items: { row: DecisionRow; view: DecisionView }[],
  limit: number,
  readTo?: { at: Date; id: string },
) {
  const shown = items.slice(0, limit);
  const last = items.length > limit ? shown.at(-1)?.row : readTo;
  return {
    items: shown.map(({ view }) => view),
    ...(last && {
      nextCursor: encodeCursor(kind, [last.at.toISOString(), last.id]),
    }),
  };
}
