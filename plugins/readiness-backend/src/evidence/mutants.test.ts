import { createBaseEnvironment } from '../definitions/cel/environment';
import { mutantsOf } from './__testing__/mutants';

describe('mutantsOf', () => {
  const formsOf = async (expression: string, where?: string) => {
    const environment = await createBaseEnvironment();
    const definition = {
      evidence: [
        {
          kubernetes: {
            expression,
            ...(where && { where: [{ rule: 'it is', expression: where }] }),
          },
        },
      ],
    };
    const parse = (text: string) => environment.parse(text).ast;
    return [...mutantsOf(definition, parse)].map(
      ({ definition: { evidence } }) => {
        const [{ kubernetes }] = evidence as [
          { kubernetes: (typeof definition.evidence)[0]['kubernetes'] },
        ];
        return kubernetes.where?.[0].expression !== where
          ? kubernetes.where![0].expression
          : kubernetes.expression;
      },
    );
  };

  it.each([
    ['a', ['!(a)']],
    ['a && b', ['!(a && b)', '(a)', '(b)']],
    ['a <= 2', ['!(a <= 2)', '(a < 2)']],
    ['a == 2', ['!(a == 2)', '(a != 2)']],
    ['a > (b ? c : d)', ['!(a > (b ? c : d))', '(a >= (b ? c : d))']],
    [
      '(a || b) && c',
      ['!((a || b) && c)', '(a || b)', '(c)', '((a)) && c', '((b)) && c'],
    ],
    ['!(a in b) && c', ['!(!(a in b) && c)', '(!(a in b))', '(c)']],
    [
      "f.exists(x, x.n == ')' || x.m)",
      [
        "!(f.exists(x, x.n == ')' || x.m))",
        "f.exists(x, (x.n == ')'))",
        'f.exists(x, (x.m))',
        "f.exists(x, (x.n != ')') || x.m)",
      ],
    ],
  ])('breaks %s in every way', async (expression, broken) => {
    expect(await formsOf(expression)).toEqual(broken);
  });

  it('breaks rules as well', async () => {
    expect(await formsOf('a', 'b > 1')).toEqual([
      '!(a)',
      '!(b > 1)',
      '(b >= 1)',
    ]);
  });
});
