import { readsByReason } from './reads';

it('brings together what failed for one reason, and keeps the order', () => {
  const reads = [
    { resource: 'pods', namespace: '', message: 'no answer' },
    { resource: 'secrets', namespace: '', message: 'secrets is forbidden' },
    { resource: 'nodes', namespace: '', message: 'no answer' },
    { resource: 'nodes', namespace: 'shop', message: 'no answer' },
  ];
  const grouped = readsByReason(reads, ({ namespace, message }) => [
    namespace,
    message,
  ]);
  expect(
    grouped.map(({ namespace, message, resources }) => [
      namespace,
      message,
      resources,
    ]),
  ).toEqual([
    ['', 'no answer', ['pods', 'nodes']],
    ['', 'secrets is forbidden', ['secrets']],
    ['shop', 'no answer', ['nodes']],
  ]);
});
