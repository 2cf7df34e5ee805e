/**
 * What an evaluation of a cluster remembers of the one before, in this process: an entity of which nothing has
 * changed is not judged again, but for what time alone may change.
 */
import { judgeQuestion } from '../evidence/judge';
import type { Judged } from '../evidence/judge';
import { stateKeyText } from '../store/state';
import type { StateKey } from '../store/types';
import type { ResultCounts } from '../telemetry';
import { digest, Fingerprints, isTimed } from './fingerprint';
import type { ClusterContext, FreshState, Place } from './judge';

export interface RememberedEntity {
  fingerprint: string;
  /** As they were stored, or were stored already. */
  states: readonly (StateKey & { digest: string })[];
  results: ResultCounts;
  /** A digest of the answers that time may change. */
  timed: string;
}

export type ClusterMemory = ReadonlyMap<string, RememberedEntity>;

/** Digests of what is stored of a cluster, by {@link stateKeyText}. */
export type StoredDigests = ReadonlyMap<string, string>;

/** Of one evaluation. */
export class Remembering {
  readonly #fingerprints: Fingerprints;
  /** What the next evaluation remembers of this one. */
  readonly memory = new Map<string, RememberedEntity>();

  constructor(
    context: ClusterContext,
    private readonly before: ClusterMemory,
    private readonly stored: StoredDigests,
  ) {
    this.#fingerprints = new Fingerprints(context);
  }

  /** What stands of an entity, where judging it again would say the same. */
  standing(
    entityRef: string,
    places: readonly Place[],
  ): RememberedEntity | undefined {
    const known = this.before.get(entityRef);
    if (!known || !known.states.every(state => this.#isStored(state)))
      return undefined;
    if (known.fingerprint !== this.#fingerprints.of(places)) return undefined;
    const timed = timedText(places, ({ inCluster }, question) =>
      judgeQuestion(question, inCluster),
    );
    if (known.timed !== timed) return undefined;
    this.memory.set(entityRef, known);
    return known;
  }

  /** Not where something could not be read, or an expression had no time: that may be another answer next time. */
  remember(
    entityRef: string,
    places: readonly Place[],
    states: readonly FreshState[],
    results: ResultCounts,
  ): void {
    const kept = states.flatMap(state =>
      state.digest === undefined
        ? []
        : [{ ...keyOf(state), digest: state.digest }],
    );
    if (kept.length < states.length || states.some(hasTimedOut)) return;
    const answers = new Map(
      states.map(({ environment, scorecard, judged }) => [
        `${environment}\n${scorecard}`,
        judged,
      ]),
    );
    this.memory.set(entityRef, {
      fingerprint: this.#fingerprints.of(places),
      states: kept,
      results,
      timed: timedText(
        places,
        ({ inCluster, scorecard }, { key }) =>
          answers.get(`${inCluster.environment}\n${scorecard}`)!.get(key)!,
      ),
    });
  }

  #isStored(state: StateKey & { digest: string }): boolean {
    return this.stored.get(stateKeyText(state)) === state.digest;
  }
}

const hasTimedOut = ({ judged }: FreshState): boolean =>
  [...judged.values()].some(
    answer => answer.r === 'unknown' && answer.cause === 'timeout',
  );

const keyOf = ({
  entityRef,
  scorecard,
  cluster,
  environment,
}: StateKey): StateKey => ({ entityRef, scorecard, cluster, environment });

type Asked = Pick<Place, 'inCluster'> & { scorecard: string };

/** The answers to the questions that time may change, in the order in which they are asked. */
function timedText(
  places: readonly Place[],
  answer: (
    asked: Asked,
    question: Place['asked'][number]['questions'][number],
  ) => Judged,
): string {
  const answers: unknown[] = [];
  for (const { inCluster, asked } of places) {
    const seen = new Set<string>();
    for (const { scorecard, questions } of asked) {
      for (const question of questions) {
        if (!isTimed(question.check) || seen.has(question.key)) continue;
        seen.add(question.key);
        const { id } = scorecard.definition;
        answers.push(answer({ inCluster, scorecard: id }, question));
      }
    }
  }
  return digest(JSON.stringify(answers));
}
