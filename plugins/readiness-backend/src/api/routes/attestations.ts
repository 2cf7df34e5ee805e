/** Attestations: somebody whom the check names says that it is so. */
import { randomUUID } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { readinessAttestationCreatePermission } from '@readiness-gates/backstage-plugin-readiness-common';
import type { AttestationRequest } from '@readiness-gates/backstage-plugin-readiness-common';
import type { Router } from 'express';
import type { ComputedGate } from '../../evaluation/gates';
import { ownersOf } from '../../people/voices';
import type { AttestationAsk } from '../../people/asks';
import { linkOf } from '../../reports';
import type { AttestationRow } from '../../store/types';
import { durationText, named, untilOf } from '../fields';
import type { EntityReading } from '../gates';
import type { Member } from '../membership';
import { addAnswerRoute } from './answers';
import { addDecisionRoutes } from './decisions';
import type { DecisionOptions } from './decisions';

export function addAttestationRoutes(
  router: Router,
  options: DecisionOptions,
): void {
  addDecisionRoutes(router, '/attestations', 'attestation', options);
  addAnswerRoute<'attestation', AttestationRequest>(
    router,
    '/attestations',
    {
      kind: 'attestation',
      to: 'attest',
      permission: readinessAttestationCreatePermission,
      build: (request, ask, { gate, reading, member }) => ({
        row: attestationOf(
          request,
          ask,
          gate,
          reading,
          member,
          options.clock(),
        ),
      }),
    },
    options,
  );
}

function attestationOf(
  { statement, link, environment = '', until }: AttestationRequest,
  ask: AttestationAsk,
  { scorecard, environments }: ComputedGate,
  { entity }: EntityReading,
  { ref }: Member,
  now: Date,
): AttestationRow {
  const known = environments.map(it => it.environment);
  if (environment !== '' && !known.includes(environment)) {
    throw new InputError(
      `environment: the entity does not live in ${named(environment)}; it ${
        known.length ? `lives in ${known.join(', ')}` : 'lives in none'
      }`,
    );
  }
  if (ask.linkRequired && !link)
    throw new InputError(
      'link: the check wants a link to the evidence; it is missing',
    );
  const most = new Date(now.getTime() + ask.validForMs);
  const why = `an attestation of ${ask.item} holds at most ${durationText(
    ask.validForMs,
  )}`;
  return {
    kind: 'attestation',
    id: randomUUID(),
    scorecard: ask.scorecard,
    item: ask.item,
    check: ask.check,
    question: ask.question,
    revision: scorecard.definition.revision,
    cluster: '',
    environment,
    by: ref,
    at: now,
    until: until ? untilOf(until, { now, most, why }) : most,
    entities: [{ entityRef: entity.entityRef, results: [], subjects: [] }],
    events: [],
    body: {
      statement: statement?.trim() || ask.statement,
      ...(link && { link: linkOf(link) }),
      images: ask.imagesIn(environment),
      owner: ownersOf(entity.entity).join(' '),
      checkRevision: ask.checkRevision,
    },
  };
}
