/** Asks every route that reads, of everything there is. */
import type { Express } from 'express';
import request from 'supertest';

export interface Asked {
  method: 'get' | 'post';
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
  for (const { id } of scorecards.items)
    await get('/scorecards/{scorecard}', `/scorecards/${id}`);
  const checks = await get('/checks');
  for (const { id } of checks.items)
    await get('/checks/{check}', `/checks/${id}`);
  const gates = await get('/gates', '/gates?limit=500');
  await get(
    '/gates',
    '/gates?limit=1&sort=score&order=desc&verdict=blocked&verdict=ready',
  );
  await get('/gates/summary', '/gates/summary?groupBy=owner');

  const refs = new Set<string>();
  for (const { entity, scorecard } of gates.items) {
    const entityPath = `/entities/${entity.kind}/${entity.namespace}/${entity.name}`;
    const route = '/entities/{kind}/{namespace}/{name}';
    if (!refs.has(entity.entityRef)) await get(route, entityPath);
    refs.add(entity.entityRef);
    const gatePath = `${entityPath}/scorecards/${scorecard.id}`;
    await get(`${route}/scorecards/{scorecard}`, gatePath);
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
