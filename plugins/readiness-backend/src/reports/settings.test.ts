import { ConfigReader } from '@backstage/config';
import { maySend, readReportSettings } from './settings';

const read = (reports: object) =>
  readReportSettings(new ConfigReader({ readiness: { reports } } as never));

it('binds a token to types and entities', () => {
  const settings = read({
    sources: [
      {
        subject: 'external:ci-shop',
        types: ['load-test'],
        entities: { 'spec.system': 'shop' },
      },
    ],
  });
  const may = (subject: string, type: string, system: string) =>
    maySend(settings, subject, type, { kind: 'Component', spec: { system } });
  expect(may('external:ci-shop', 'load-test', 'shop')).toBe(true);
  expect(may('external:ci-pay', 'load-test', 'shop')).toBe(false);
  expect(may('external:ci-shop', 'unit-tests', 'shop')).toBe(false);
  expect(may('external:ci-shop', 'load-test', 'pay')).toBe(false);
});

it('lets nobody send anything where nothing is configured', () => {
  const settings = readReportSettings(new ConfigReader({}));
  expect(maySend(settings, 'external:ci', 'load-test', {})).toBe(false);
});

it.each([
  [
    { types: { smoke: { format: 'xls' } } },
    'readiness.reports.types.smoke.format: "xls" is none of',
  ],
  [
    {
      sources: [
        { subject: 'external:ci', types: ['a'], entities: { $any: 3 } },
      ],
    },
    'readiness.reports.sources[0] (external:ci)',
  ],
  [{ sources: [{ subject: 'external:ci', entities: {} }] }, 'types'],
])('says what is wrong with %j', (reports, message) => {
  expect(() => read(reports)).toThrow(message);
});
