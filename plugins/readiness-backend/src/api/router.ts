/** Routes on the OpenAPI document: who may ask, what is read, how it is shown. */
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import type { Router } from 'express';
import { spec } from '../schema/openapi.generated';
import { DecisionReader } from './decisionReader';
import { answerErrors } from './errors';
import { GateReader } from './gates';
import { readBody, refuseNulInUrl } from './input';
import type { RouterOptions } from './options';
import { addDefinitionRoutes } from './routes/definitions';
import { addEvaluationRoutes } from './routes/evaluations';
import { addGateRoutes } from './routes/gates';
import { addApprovalRoutes } from './routes/approvals';
import { addAttestationRoutes } from './routes/attestations';
import { addQueueRoute } from './routes/queue';
import { addOpenItemRoutes } from './routes/openItems';
import { addOverviewRoutes } from './routes/overview';
import { addReportRoutes } from './routes/reports';
import { addWaiverRoutes } from './routes/waivers';
import { Words } from './words';
import { addVerdictRoute } from './routes/verdicts';

export function createRouter(options: RouterOptions): Router {
  const errors = answerErrors(options.logger);
  const router = createValidatedOpenApiRouter(spec as never, {
    // Errors of a body are answered here: what comes next would make each of them a 400.
    middleware: [refuseNulInUrl, ...readBody, errors as never],
  }) as unknown as Router;
  const reader = new GateReader(options);
  const decisions = new DecisionReader(options, reader);
  addDefinitionRoutes(router, options);
  addOverviewRoutes(router, options, reader);
  addGateRoutes(router, options, reader, decisions);
  addOpenItemRoutes(router, options);
  addEvaluationRoutes(router, options, reader);
  const speaking = {
    ...options,
    reader,
    decisions,
    words: new Words(options, reader),
  };
  addAttestationRoutes(router, speaking);
  addApprovalRoutes(router, speaking);
  addWaiverRoutes(router, speaking);
  addReportRoutes(router, speaking);
  addQueueRoute(router, speaking);
  addVerdictRoute(router, options, reader);
  router.use(errors);
  return router;
}
