import type { T } from '../../model/sentences';
import { definitionMessages } from '../../translation/definitions';
import { conditionText } from './conditions';

const t = ((key: string, values: Record<string, string> = {}) => {
  const name = key.replace('definition.', '');
  const texts: Record<string, string> = definitionMessages.definition;
  return texts[name].replace(/\{\{(\w+)\}\}/g, (_, value) => values[value]);
}) as T;

it.each<[string, object]>([
  ['kind is Component', { kind: 'Component' }],
  [
    'kind is Component and type is service',
    { kind: 'Component', 'spec.type': 'service' },
  ],
  [
    'annotation example.com/a is set and label tier is not set',
    {
      'metadata.annotations.example.com/a': { $exists: true },
      'metadata.labels.tier': { $exists: false },
    },
  ],
  [
    'kind is Component and (type is service or (owner starts with team and name is one of a, b))',
    {
      $all: [
        { kind: 'Component' },
        {
          $any: [
            { 'spec.type': 'service' },
            {
              'spec.owner': { $hasPrefix: 'team' },
              'metadata.name': { $in: ['a', 'b'] },
            },
          ],
        },
      ],
    },
  ],
  [
    'tags contains experimental and not (lifecycle is production)',
    {
      $all: [
        { 'metadata.tags': { $contains: 'experimental' } },
        { $not: { 'spec.lifecycle': 'production' } },
      ],
    },
  ],
  [
    'relations contains {"type":"ownedBy"}',
    { relations: { $contains: { type: 'ownedBy' } } },
  ],
  // What a later version of the predicates may know.
  ['type: {"$like":"x"}', { 'spec.type': { $like: 'x' } }],
])('%s', (text, predicate) => {
  expect(conditionText(t, predicate)).toBe(text);
});
