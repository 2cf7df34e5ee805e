/** Every query of the library is taken by a real Prometheus, as it is rendered for subjects with awkward names. */
import { join } from 'node:path';
import { prometheusIsThere, startPrometheus } from './__testUtils__/prometheus';
import type { RealPrometheus } from './__testUtils__/prometheus';
import { loadDefinitions } from './definitions';
import type { PrometheusEvidence, SeriesQuery } from './definitions/types';
import { questionsOf } from './evaluation/plan';
import { prometheusReader } from './prometheus/client';

jest.setTimeout(180_000);

const NOW = new Date('2026-11-21T12:00:00Z');
const PACKAGE = join(__dirname, '..');

interface Asked {
  check: string;
  name: string;
  query: SeriesQuery;
  params: Record<string, unknown>;
}

/** With the params of every item that asks it, and with those of the check. */
async function everyQuery(): Promise<Asked[]> {
  const definitions = await loadDefinitions({
    checksDir: join(PACKAGE, 'checks'),
    scorecardsDir: join(PACKAGE, 'scorecards'),
  });
  const defaults = [...definitions.checks.values()].map(check => ({
    check,
    params: Object.fromEntries(
      Object.entries(check.definition.params).map(([name, param]) => [
        name,
        param.default as unknown,
      ]),
    ),
  }));
  return [...questionsOf(definitions), ...defaults].flatMap(
    ({ check, params }) =>
      check.evidence
        .filter((one): one is PrometheusEvidence => one.kind === 'prometheus')
        .flatMap(({ series, minHistory }) => [
          ...[...series].map(([name, query]) => ({ name, query })),
          ...(minHistory
            ? [{ name: 'minHistory', query: minHistory.query }]
            : []),
        ])
        .map(asked => ({ check: check.definition.id, params, ...asked })),
  );
}

(prometheusIsThere() ? describe : describe.skip)(
  'the queries of the library',
  () => {
    let prometheus: RealPrometheus;
    beforeAll(async () => {
      prometheus = await startPrometheus([
        { metric: 'up', labels: { job: 'x' }, value: 1, at: NOW },
      ]);
    });
    afterAll(() => prometheus?.stop());

    it('are all taken by a real Prometheus', async () => {
      const reader = prometheusReader(
        { at: { url: prometheus.url, headers: {} }, timeoutMs: 20_000 },
        { name: 'east', access: { kind: 'bearer-token' } },
        {
          backend: {
            getRaw: async () => {
              throw new Error('not this way');
            },
          },
          extendedGrant: false,
        },
      );
      const asked = await everyQuery();
      expect(asked.length).toBeGreaterThan(60);
      const texts = new Map<string, Asked>();
      for (const one of asked) {
        const text = one.query.template.render({
          cluster: 'east',
          namespace: 'shop',
          workload: 'api',
          pods: ['api-5d9f-abcde', 'api-gateway.5d9f+x'],
          params: one.params,
        });
        if (text !== undefined) texts.set(text, one);
      }
      const refused: string[] = [];
      for (const [text, { check, name, query }] of texts) {
        const answer = await reader.query(
          { text, agoMs: 0, ...(query.range && { range: query.range }) },
          NOW,
        );
        if (!answer.ok)
          refused.push(`${check}.${name}: ${JSON.stringify(answer)}`);
      }
      expect(refused).toEqual([]);
    });
  },
);
