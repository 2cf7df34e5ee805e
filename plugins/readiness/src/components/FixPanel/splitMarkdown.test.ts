import { splitMarkdown } from './splitMarkdown';

describe('splitMarkdown', () => {
  it('takes fenced code out of the text around it', () => {
    const markdown = 'Add it:\n\n```yaml\nkind: Pod\nspec: {}\n```\n\nDone.';
    expect(splitMarkdown(markdown)).toEqual([
      { type: 'text', text: 'Add it:' },
      { type: 'code', language: 'yaml', text: 'kind: Pod\nspec: {}' },
      { type: 'text', text: 'Done.' },
    ]);
  });

  it('keeps a fence of another kind inside, and needs one as long to close', () => {
    expect(splitMarkdown('````\n```\ninner\n```\n````')).toEqual([
      { type: 'code', language: 'text', text: '```\ninner\n```' },
    ]);
    expect(splitMarkdown('~~~sh\n```\n~~~')).toEqual([
      { type: 'code', language: 'sh', text: '```' },
    ]);
  });

  it('runs a fence that never closes to the end', () => {
    expect(splitMarkdown('```sh\nkubectl get pods')).toEqual([
      { type: 'code', language: 'sh', text: 'kubectl get pods' },
    ]);
  });

  it('leaves inline code in the text', () => {
    expect(splitMarkdown('Use ```x``` and `y`.')).toEqual([
      { type: 'text', text: 'Use ```x``` and `y`.' },
    ]);
  });
});
