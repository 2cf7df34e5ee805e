import type { Environment } from '@marcbachmann/cel-js';
import { createBaseEnvironment } from './environment';
import { CEL_EXAMPLES, CEL_FUNCTIONS } from './functions';
import { compileProgram } from './compile';

let environment: Environment;
beforeAll(async () => {
  environment = await createBaseEnvironment();
});

const evaluate = (source: string) =>
  compileProgram(environment, source, 'any').program.run({});

describe('CEL functions', () => {
  it.each(Object.entries(CEL_EXAMPLES))('%s', (source, expected) => {
    expect(evaluate(source)).toEqual(expected);
  });

  it('documents every function with an example', () => {
    const examples = Object.keys(CEL_EXAMPLES).join('\n');
    for (const { signature } of CEL_FUNCTIONS) {
      const name = /([A-Za-z]+)\(/.exec(signature)![1];
      expect(examples).toContain(`${name}(`);
    }
  });
});
