import { REDACTED, redactor } from './redaction';

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

  it('caps what is shown', () => {
    expect(redact('x'.repeat(1000)).length).toBe(300);
  });
});
