/** The example portal shows evidence of every kind on each of the five checklists, with a real Prometheus and without one. */
import { spawnSync } from 'node:child_process';
import { Checklist, evidenceOf, JUDGED, untilAllHaveSpoken } from './estate';
import { Portal, startPortal } from './portal';

jest.setTimeout(900_000);

const isThere = (program: string) => !spawnSync(program, ['--version']).error;

/** With REQUIRE_TOOLS, as in CI, the tests run and fail. */
function prometheusIsThere() {
  if (['prometheus', 'promtool'].every(isThere)) return true;
  if (process.env.REQUIRE_TOOLS) return true;
  process.stderr.write('skipped: prometheus is not installed\n');
  return false;
}

const METRICS = [
  ['real', 'come from a real Prometheus', prometheusIsThere()],
  ['recorded', 'answer with recorded metrics', true],
] as const;

for (const [mode, told, possible] of METRICS) {
  (possible ? describe : describe.skip)(`with metrics that are ${mode}`, () => {
    let portal: Portal;

    beforeAll(async () => {
      portal = await startPortal({ env: { EXAMPLE_PROMETHEUS: mode } });
      await untilAllHaveSpoken(portal);
    });
    afterAll(() => portal?.stop());

    it('says so when it starts', () => {
      expect(portal.output()).toContain(told);
    });

    it('takes every word of the example', () => {
      expect(portal.output()).toMatch(/have spoken: \d+ words/);
      expect(portal.output()).not.toMatch(/Not taken|could not speak/);
    });

    it.each(Object.keys(JUDGED) as Checklist[])(
      '%s has an answer of every kind of evidence, and nothing that could not be looked at',
      async checklist => {
        const { used, answered, unknown } = await evidenceOf(portal, checklist);
        expect(unknown).toEqual([]);
        expect(answered).toEqual(used);
        expect(used).toEqual(
          expect.arrayContaining(['kubernetes', 'prometheus', 'report']),
        );
      },
    );
  });
}
