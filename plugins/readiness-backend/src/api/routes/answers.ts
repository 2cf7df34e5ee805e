/** What attesting and signing off have in common: somebody answers a question of an item. */
import type { Router } from 'express';
import type { ComputedGate } from '../../evaluation/gates';
import type { ApprovalAsk, AttestationAsk } from '../../people/asks';
import type { NewDecision } from '../../store/types';
import { auditedWord } from '../audit';
import type { GatePermission } from '../callers';
import type { EntityReading } from '../gates';
import type { Member } from '../membership';
import { parseRef } from '../refs';
import { demandAsk, demandGate, demandItem } from '../speech';
import type { DecisionOptions } from './decisions';

type Kind = 'attestation' | 'approval';
type AskOf<K extends Kind> = (AttestationAsk | ApprovalAsk) & { kind: K };

/** Of whom it is said, and who says it. */
interface Spoken {
  gate: ComputedGate;
  reading: EntityReading;
  member: Member;
}

interface Answering<K extends Kind, R> {
  kind: K;
  /** The verb, for refusals. */
  to: string;
  permission: GatePermission;
  /** Called while nobody else changes the entity. */
  build: (request: R, ask: AskOf<K>, spoken: Spoken) => NewDecision;
}

interface AboutItem {
  entityRef: string;
  scorecard: string;
  item: string;
}

export function addAnswerRoute<K extends Kind, R extends AboutItem>(
  router: Router,
  path: string,
  { kind, to, permission, build }: Answering<K, R>,
  options: DecisionOptions,
): void {
  const { callers, decisions, reader, words } = options;

  router.post(path, async (req, res) => {
    const request = req.body as R;
    const { scorecard, item, entityRef: asked } = request;
    const event = {
      eventId: `${kind}-create`,
      meta: { entityRef: asked, scorecard, item },
      to,
    };
    const answer = await auditedWord(
      options,
      req,
      event,
      async ({ credentials, member }) => {
        const entityRef = parseRef(asked);
        await callers.demandEntity(credentials, entityRef);
        await demandItem(options, credentials, request);
        await callers.demandGate(credentials, permission, entityRef, scorecard);
        const row = await words.decide([entityRef], ([reading]) => {
          const gate = demandGate(reader, reading, { entityRef, scorecard });
          const ask = demandAsk(kind, gate, item, member);
          return build(request, ask, { gate, reading, member });
        });
        const viewer = await decisions.viewer(credentials);
        return {
          answer: await decisions.view(row, viewer),
          meta: {
            [kind]: row.id,
            ...('decision' in row.body && { decision: row.body.decision }),
          },
        };
      },
    );
    res.status(201).json(answer);
  });
}
