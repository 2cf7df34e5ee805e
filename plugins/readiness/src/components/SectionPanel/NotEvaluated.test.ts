import type { T } from '../../model/sentences';
import { notEvaluatedSentence } from './NotEvaluated';

const t = ((key: string, values: object) =>
  `${key} ${JSON.stringify(values)}`) as unknown as T;

describe('notEvaluatedSentence', () => {
  it.each([
    ['report', 'section.notEvaluatedItem {"kind":"report"}'],
    [
      'evidence of kind attestation',
      'section.notEvaluatedItem {"kind":"attestation"}',
    ],
    [
      'of a newer kind',
      'section.notEvaluatedUnknownKind {"reason":"of a newer kind"}',
    ],
  ])('%s', (reason, sentence) => {
    expect(notEvaluatedSentence(t, reason)).toBe(sentence);
  });
});
