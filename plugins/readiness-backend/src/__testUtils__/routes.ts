/** Asks every route, of everything there is. */
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Express } from 'express';
import request from 'supertest';

export interface Asked {
  method: 'get' | 'post' | 'delete';
  /** As the OpenAPI document writes it. */
  route: string;
  url: string;
  status: number;
  body: unknown;
}

/** In a database that was evaluated; an evaluation is asked for on the way. */
export async function askEverything(app: Express): Promise<Asked[]> {
  const asked: Asked[] = [];
  const ask = async (
    method: 'get' | 'post',
    route: string,
    url: string,
    body?: object,
  ) => {
    const answer = await request(app)[method](url).send(body);
    asked.push({
      method,
      route,
      url,
      status: answer.status,
      body: answer.body,
    });
    return answer.body;
  };
  const get = (route: string, url = route) => ask('get', route, url);

  const scorecards = await get('/scorecards');
  for (const { id } of scorecards.items) {
    const route = `/scorecards/${id}`;
    const { sections } = await get('/scorecards/{scorecard}', route);
    await get('/scorecards/{scorecard}/evidence', `${route}/evidence`);
    for (const item of sections[0].items) {
      const impact = '/scorecards/{scorecard}/items/{item}/impact';
      await get(impact, `${route}/items/${item.id}/impact?limit=2`);
      for (const { check } of item.checks)
        await get('/checks/{check}/results', `/checks/${check}/results`);
    }
  }
  const checks = await get('/checks');
  for (const { id } of checks.items)
    await get('/checks/{check}', `/checks/${id}`);
  const gates = await get('/gates', '/gates?limit=500');
  await get(
    '/gates',
    '/gates?limit=1&sort=score&order=desc&verdict=blocked&verdict=ready',
  );
  for (const groupBy of ['owner', 'ownerTree', 'environment', 'cluster', 'tag'])
    await get('/gates/summary', `/gates/summary?groupBy=${groupBy}`);
  for (const sort of ['name', 'owner', 'blocking'])
    await get('/gates/matrix', `/gates/matrix?limit=2&order=desc&sort=${sort}`);
  await get('/gates/top-items', '/gates/top-items?limit=5&verdict=blocked');
  await get('/gates/trend');
  const since = (gates.items[0]?.changedAt ?? '2026-11-21').slice(0, 10);
  await get('/gates/trend', `/gates/trend?days=2&groupBy=owner&since=${since}`);
  await get('/gates', '/gates?limit=50&blockers=5&verdict=blocked');
  await get('/gates/summary', '/gates/summary?groupBy=owner');

  const refs = new Set<string>();
  for (const { entity, scorecard } of gates.items) {
    const entityPath = `/entities/${entity.kind}/${entity.namespace}/${entity.name}`;
    const route = '/entities/{kind}/{namespace}/{name}';
    if (!refs.has(entity.entityRef)) await get(route, entityPath);
    refs.add(entity.entityRef);
    const gatePath = `${entityPath}/scorecards/${scorecard.id}`;
    await get(`${route}/scorecards/{scorecard}`, gatePath);
    await get(`${route}/scorecards/{scorecard}/report`, `${gatePath}/report`);
    await get(
      `${route}/scorecards/{scorecard}/timeline`,
      `${gatePath}/timeline`,
    );
    await ask('post', '/verdicts', '/verdicts', {
      entityRef: entity.entityRef,
      scorecard: scorecard.id,
    });
  }
  const [first] = refs;
  await ask('post', '/verdicts', '/verdicts', {
    entityRef: first,
    scorecard: 'no-such',
  });
  const evaluations = await ask('post', '/evaluations', '/evaluations', {
    entityRef: first,
  });
  await get('/evaluations');
  await get(
    '/evaluations/{evaluation}',
    `/evaluations/${evaluations.items[0].id}`,
  );
  await get('/grants');
  return asked;
}

/** A gate that asks for a word of each kind, and an item of it that each kind may be said of. */
export interface SpokenOf {
  entityRef: string;
  scorecard: string;
  attestation: string;
  approval: string;
  waiver: string;
}

/** Says, reads and takes back every kind of word; Ada speaks, Ivan signs, Grace decides. */
export async function speakOfEverything(
  app: Express,
  { entityRef, scorecard, ...items }: SpokenOf,
  now: Date,
): Promise<Asked[]> {
  const asked: Asked[] = [];
  const as =
    (user: string) =>
    async (
      method: Asked['method'],
      route: string,
      body?: object,
      { id = '', ...query }: Record<string, string> = {},
    ) => {
      const path = route.replace('{decision}', id);
      const search = new URLSearchParams(query).toString();
      const url = search ? `${path}?${search}` : path;
      const answer = await request(app)
        [method](url)
        .set(
          'authorization',
          mockCredentials.user.header(`user:default/${user}`),
        )
        .send(body);
      asked.push({
        method,
        route,
        url,
        status: answer.status,
        body: answer.body,
      });
      return answer.body;
    };
  const [ada, ivan, grace] = ['ada', 'ivan', 'grace'].map(as);
  const gate = { entityRef, scorecard };
  const until = new Date(now.getTime() + 7 * 86_400_000).toISOString();
  // It fails, and so first: a signature lapses when what it signed regresses.
  await ada(
    'post',
    '/reports',
    { metrics: {} },
    {
      entityRef,
      type: 'load-test',
      format: 'k6',
      runId: '1',
      time: now.toISOString(),
    },
  );
  const words = [
    [
      '/attestations',
      await ada('post', '/attestations', {
        ...gate,
        item: items.attestation,
        link: 'https://wiki.example/runbook',
      }),
    ],
    [
      '/approvals',
      await ivan('post', '/approvals', {
        ...gate,
        item: items.approval,
        decision: 'approve',
      }),
    ],
    [
      '/waivers',
      await (async () => {
        const wanted = {
          ...gate,
          item: items.waiver,
          reason: 'Until March.',
          until,
        };
        await ada('post', '/waivers', { ...wanted, dryRun: true });
        return ada('post', '/waivers', wanted);
      })(),
    ],
  ] as const;
  await grace('get', '/queue');
  const [, , [, waiver]] = words;
  await grace(
    'post',
    '/waivers/{decision}/decision',
    { decision: 'approve' },
    { id: waiver.id },
  );
  await ada('get', '/reports', undefined, { entityRef });
  const [kind, rest] = entityRef.split(':');
  const path = `/entities/${kind}/${rest}/scorecards/${scorecard}`;
  for (const part of ['', '/timeline']) await ada('get', `${path}${part}`);
  await ada('post', '/verdicts', gate);
  await ada('get', '/queue', undefined, { limit: '1' });
  for (const [route, { id }] of words) {
    await ada('get', route, undefined, { entityRef });
    await ada('get', `${route}/{decision}`, undefined, { id });
  }
  // The signature first: it lapses with what it signed.
  for (const [speak, [route, { id }]] of [
    [ivan, words[1]],
    [ada, words[0]],
    [ada, words[2]],
  ] as const) {
    const reason = 'It was a test, and no more.';
    await speak('delete', `${route}/{decision}`, undefined, { id, reason });
  }
  return asked.map(one => ({
    ...one,
    route: one.route.replace(
      path,
      '/entities/{kind}/{namespace}/{name}/scorecards/{scorecard}',
    ),
  }));
}
