import { REDACTED, Redactions } from './redaction';

const bindings = {
  object: {
    metadata: {
      name: 'qwen-llm',
      annotations: {
        note: 'annotation-secret',
        'app.example/name': 'qwen-llm',
      },
    },
    spec: {
      template: {
        spec: {
          containers: [
            {
              name: 'main',
              image: 'registry.example/qwen:1',
              args: ['--password=argument-secret', '--name', 'qwen-llm'],
              env: [
                { name: 'DATABASE_PASSWORD', value: 'environment-secret' },
                {
                  name: 'TOKEN',
                  valueFrom: {
                    secretKeyRef: { name: 'token-secret', key: 'token' },
                  },
                },
                { name: 'DEBUG', value: 'true' },
              ],
            },
          ],
        },
      },
    },
  },
  maps: [{ data: { key: 'map-secret-value' } }],
};

const redactor = (seen: object, reveals: string[]) =>
  new Redactions().of(seen as Record<string, unknown>, reveals);

describe('redaction', () => {
  const redact = redactor(bindings, []);

  it.each([
    ['environment-secret'],
    ['--password=argument-secret'],
    ['argument-secret'],
    ['annotation-secret'],
    ['map-secret-value'],
  ])('hides %s', value => {
    expect(redact(`found ${value} here`)).toBe(`found ${REDACTED} here`);
  });

  it.each([
    ['qwen-llm'],
    ['DATABASE_PASSWORD'],
    ['token-secret'],
    ['true'],
    ['registry.example/qwen:1'],
  ])('shows %s', value => {
    expect(redact(`found ${value} here`)).toBe(`found ${value} here`);
  });

  it('shows what a check reveals', () => {
    const revealing = redactor(bindings, ['containers.env.value']);
    expect(revealing('environment-secret')).toBe('environment-secret');
    expect(revealing('annotation-secret')).toBe(REDACTED);
  });

  it('hides what a variable of the check repeats', () => {
    const detour = redactor(
      { ...bindings, variables: { password: 'environment-secret' } },
      [],
    );
    expect(detour('environment-secret')).toBe(REDACTED);
  });

  it('tells apart what two checks reveal of the same objects', () => {
    const redactions = new Redactions();
    const revealing = redactions.of(bindings, ['containers.env.value']);
    const hiding = redactions.of(bindings, []);
    expect(revealing('environment-secret')).toBe('environment-secret');
    expect(hiding('environment-secret')).toBe(REDACTED);
  });

  it('hides what stands in a long list, for one entity after the other', () => {
    const maps = Array.from({ length: 100 }, (_, at) => ({
      metadata: { name: `map-${at}` },
      data: { key: `value-of-map-${at}` },
    }));
    const texts = [1, 2].map(() =>
      new Redactions().of({ maps }, [])('map-7 has value-of-map-7'),
    );
    expect(texts).toEqual(Array(2).fill(`map-7 has ${REDACTED}`));
  });

  it('caps what is shown', () => {
    expect(redact('x'.repeat(1000)).length).toBe(300);
  });
});
