/** What a pipeline asks before it releases. */
import type { VerdictRequest } from '@readiness-gates/backstage-plugin-readiness-common';
import type { Router } from 'express';
import { gatedEnvironmentsOf } from '../../evaluation/answers';
import { maxAgeOf } from '../gates';
import type { GateReader } from '../gates';
import { audienceOf } from '../options';
import type { RouterOptions } from '../options';
import { parseRef } from '../refs';
import { noGate, verdictAnswer } from '../verdicts';

export function addVerdictRoute(
  router: Router,
  options: RouterOptions,
  reader: GateReader,
): void {
  const { callers, definitions } = options;
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
    const context = { ...reading.context, maxAgeMs };
    const gate = reader.gate({ ...reading, context }, request.scorecard);
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
    res.json(
      verdictAnswer(
        { ...request, entityRef },
        gate,
        gatedEnvironmentsOf(scorecard, context),
        audience,
        context.now,
      ),
    );
  });
}
