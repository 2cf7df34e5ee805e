/**
 * A portal for pipelines to ask: real HTTP, requests checked by the OpenAPI document and reports by their
 * real parser, answers as the test says.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import type { VerdictAnswer } from '@readiness-gates/backstage-plugin-readiness-common';
import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import {
  arrivalOf,
  parseReport,
  ReportError,
  runKey,
  validateEnvelope,
} from '../reports';
import type { Sent } from '../reports';
import { spec } from '../schema/openapi.generated';

export type PortalState =
  | 'ready'
  | 'blocked'
  | 'waits for people'
  | 'waits for the platform'
  | 'no such gate'
  | 'unauthorized'
  | 'failing'
  | 'slow'
  | 'a sign-in page';

export interface SeenRequest {
  method: string;
  path: string;
  query: Record<string, unknown>;
  headers: Record<string, unknown>;
  body: Buffer;
}

export interface FakePortal {
  url: string;
  seen: SeenRequest[];
  /** What it does from now on, request by request; the last goes on. Nothing is stored yet. */
  does(...states: PortalState[]): void;
  stop(): Promise<void>;
}

/** Formats of report types, as app-config would have them. */
const TYPES: Record<string, string> = {
  'load-test': 'k6',
  'unit-tests': 'junit',
};

export async function startFakePortal(token: string): Promise<FakePortal> {
  const seen: SeenRequest[] = [];
  const stored = new Map<string, Sent>();
  let states: PortalState[] = ['ready'];

  const remember: RequestHandler = async (req, _, next) => {
    const { method, path, query, headers } = req;
    // As it was sent: Express would expand it.
    const body = await buffer(req);
    seen.push({ method, path, query, headers, body });
    req.body = req.is('json') ? JSON.parse(body.toString('utf8')) : body;
    next();
  };
  const misbehave: RequestHandler = (req, res, next) => {
    const state = states[0];
    if (states.length > 1) states = states.slice(1);
    res.locals.state = state;
    const known = req.headers.authorization === `Bearer ${token}`;
    if (state === 'slow') return; // for as long as anybody waits
    if (state === 'failing') refuse(res, 500, 'Something went wrong');
    else if (state === 'a sign-in page') res.send('<html>Sign in</html>');
    else if (state === 'unauthorized' || !known)
      refuse(res, 401, 'Missing credentials');
    else next();
  };

  const router = createValidatedOpenApiRouter(spec as never, {
    // Bodies are read by now.
    middleware: [(_req, _res, next) => next()],
  }) as unknown as Router;
  router.post('/verdicts', (req, res) => {
    res.json(verdictOf(req, res.locals.state));
  });
  router.post('/reports', receiver(stored));

  const app = express().use(remember, misbehave).use('/api/readiness', router);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    does: (...next) => {
      states = next;
      seen.length = 0;
      stored.clear();
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function refuse(res: Response, status: number, message: string): void {
  res.status(status).json({ error: { name: 'Error', message } });
}

const ANSWERS: Partial<Record<PortalState, Partial<VerdictAnswer>>> = {
  ready: { exitCode: 0, verdict: 'ready' },
  blocked: {
    exitCode: 1,
    verdict: 'blocked',
    waitingOn: ['service'],
    reasons: [
      {
        item: '003.02',
        text: 'A budget says "exitCode":0 and protects it',
        result: 'fail',
        responsible: 'owner',
        message: 'no PodDisruptionBudget selects web',
      },
    ],
  },
  'waits for people': {
    exitCode: 2,
    verdict: 'incomplete',
    waitingOn: ['people'],
  },
  'waits for the platform': {
    exitCode: 3,
    verdict: 'incomplete',
    waitingOn: ['platform'],
  },
  'no such gate': { exitCode: 4 },
};

function verdictOf(req: Request, state: PortalState): VerdictAnswer {
  const { entityRef, scorecard, environment = '' } = req.body;
  return {
    entityRef,
    scorecard,
    environment,
    message: `${entityRef}: ${state}`,
    reasons: [],
    waivers: [],
    exitCode: 4,
    ...ANSWERS[state],
  };
}

/** Stores a run once, as the API does. */
function receiver(stored: Map<string, Sent>): RequestHandler {
  return async (req, res) => {
    const { format, ...query } = req.query;
    try {
      const envelope = validateEnvelope(query, { now: new Date() });
      const { digest, ...parsed } = await parseReport({
        type: envelope.type,
        format: (format as string) ?? TYPES[envelope.type],
        body: req.body,
        contentType: req.headers['content-type'],
        contentEncoding: req.headers['content-encoding'],
      });
      const key = runKey(envelope);
      const arrival = arrivalOf({ envelope, digest }, stored.get(key));
      if (arrival === 'contradicts')
        refuse(res, 409, 'runId: said something else');
      if (arrival === 'new') stored.set(key, { envelope, digest });
      if (arrival !== 'contradicts') {
        res.status(arrival === 'new' ? 201 : 200).json({
          ...envelope,
          id: key,
          format: parsed.format,
          receivedAt: new Date().toISOString(),
          by: 'external:test',
          data: parsed.extract,
          notes: parsed.notes,
        });
      }
    } catch (error) {
      if (!(error instanceof ReportError)) throw error;
      refuse(res, 400, error.message);
    }
  };
}
