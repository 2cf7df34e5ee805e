/** What a pipeline asks before it releases. */
import type { VerdictRequest } from '@readiness-gates/backstage-plugin-readiness-common';
import type { Router } from 'express';
import { gatedEnvironmentsOf } from '../../evaluation/answers';
import type { Candidate } from '../../evaluation/candidate';
import { candidateOf } from '../candidates';
import { maxAgeOf } from '../gates';
import type { GateReader } from '../gates';
import { audienceOf } from '../options';
import type { RouterOptions } from '../options';
import { parseRef } from '../refs';
import { noGate, verdictAnswer } from '../verdicts';

/** Far more than belong to one candidate. */
const MOST_REPORTS = 200;

export function addVerdictRoute(
  router: Router,
  options: RouterOptions,
  reader: GateReader,
): void {
  const { callers, definitions, store } = options;
  router.post('/verdicts', async (req, res) => {
    const credentials = await callers.reader(req);
    const request = req.body as VerdictRequest;
    const entityRef = parseRef(request.entityRef);
    const maxAgeMs = maxAgeOf(request.maxAge);
    await callers.demandEntity(credentials, entityRef);
    const asked = {
      entityRef,
      scorecard: request.scorecard,
      environment: request.environment ?? '',
    };
    const scorecard = definitions.scorecards.get(request.scorecard);
    const reading = scorecard && (await reader.read(entityRef));
    if (!reading) {
      res.json(
        noGate(
          asked,
          scorecard
            ? `No scorecard judges ${entityRef}`
            : `There is no scorecard ${request.scorecard}`,
        ),
      );
      return;
    }
    const spans = gatedEnvironmentsOf(scorecard, reading.context);
    const candidate = candidateOf(
      request,
      // What the catalog says is of no environment.
      reading.states.flatMap(({ environment }) => environment || []),
      spans,
    );
    const context = {
      ...reading.context,
      maxAgeMs,
      ...(candidate && { candidate }),
    };
    const said = candidate
      ? {
          ...reading.said,
          // Reports of a candidate need not be the newest.
          reports: await store.reports({
            entityRefs: [entityRef],
            limit: MOST_REPORTS,
          }),
        }
      : reading.said;
    const gate = reader.gate({ ...reading, said, context }, request.scorecard);
    if (!gate) {
      res.json(
        noGate(
          asked,
          `The scorecard ${request.scorecard} does not judge ${entityRef}`,
        ),
      );
      return;
    }
    const audience = await audienceOf(
      options,
      credentials,
      scorecard.definition.owner,
    );
    const answer = verdictAnswer(
      { ...request, entityRef },
      gate,
      candidate ? [candidate.target] : spans,
      audience,
      context.now,
    );
    res.json({ ...answer, ...(candidate && { candidate: echoOf(candidate) }) });
  });
}

function echoOf({ image, commit, promotedFrom }: Candidate) {
  return { ...(image && { image }), ...(commit && { commit }), promotedFrom };
}
