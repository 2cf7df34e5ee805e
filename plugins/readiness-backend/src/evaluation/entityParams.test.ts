import type { CompiledCheck, Question } from '../definitions/types';
import { questionsFor } from './entityParams';

const check = {
  definition: {
    id: 'session-affinity-set',
    params: {
      stateful: { type: 'boolean', default: false, entityMaySet: true },
      seconds: {
        type: 'integer',
        default: 10,
        minimum: 1,
        maximum: 60,
        entityMaySet: true,
      },
      strict: { type: 'boolean', default: true },
    },
  },
} as unknown as CompiledCheck;
const question: Question = {
  key: 'session-affinity-set',
  check,
  params: { stateful: false, seconds: 10, strict: true },
};
const entity = (annotations: Record<string, string>) => ({
  metadata: { name: 'web', annotations },
});
const annotation = (param: string) =>
  `readiness-gates.io/param.session-affinity-set.${param}`;

describe('params that an entity sets', () => {
  it('are asked as a question of their own', () => {
    const { questions, refused } = questionsFor(
      [question],
      entity({
        [annotation('stateful')]: 'true',
        [annotation('seconds')]: '30',
      }),
    );
    expect(refused).toBeUndefined();
    expect(questions[0].params).toEqual({
      stateful: true,
      seconds: 30,
      strict: true,
    });
    expect(questions[0].key).not.toBe(question.key);
  });

  it('leave other checks and entities alone', () => {
    const other = entity({ 'readiness-gates.io/param.other.stateful': 'true' });
    expect(questionsFor([question], other).questions).toEqual([question]);
    expect(questionsFor([question], {}).questions).toEqual([question]);
  });

  it.each([
    ['strict', 'false', 'sets what only the scorecard may set'],
    ['unheard-of', '1', 'sets what only the scorecard may set'],
    ['__proto__', '1', 'sets what only the scorecard may set'],
    ['seconds', '61', 'must be at most 60'],
    ['seconds', 'many', 'must be of type integer'],
  ])('refuse %s: %s', (param, value, why) => {
    const { questions, refused } = questionsFor(
      [question],
      entity({ [annotation(param)]: value }),
    );
    expect(refused).toBe(`The annotation ${annotation(param)} ${why}`);
    expect(questions).toEqual([question]);
  });
});
