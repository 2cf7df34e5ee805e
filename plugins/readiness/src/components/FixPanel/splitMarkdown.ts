/** Splits Markdown at its fenced code blocks, so that each block can have its own copy button. */

export type MarkdownPart =
  | { type: 'text'; text: string }
  | { type: 'code'; language: string; text: string };

const FENCE = /^( {0,3})(`{3,}|~{3,})\s*([\w+-]*)[^\n`]*$/;

export function splitMarkdown(markdown: string): MarkdownPart[] {
  const parts: MarkdownPart[] = [];
  let text: string[] = [];
  let code:
    | { language: string; fence: string; indent: number; lines: string[] }
    | undefined;

  const flushText = () => {
    const joined = text.join('\n').trim();
    if (joined) parts.push({ type: 'text', text: joined });
    text = [];
  };

  for (const line of markdown.split('\n')) {
    const fence = FENCE.exec(line);
    if (code) {
      if (closes(fence, code.fence)) {
        parts.push({
          type: 'code',
          language: code.language,
          text: code.lines.join('\n'),
        });
        code = undefined;
      } else {
        code.lines.push(dedent(line, code.indent));
      }
    } else if (fence) {
      flushText();
      const [, indent, marks, language] = fence;
      code = {
        language: language || 'text',
        fence: marks,
        indent: indent.length,
        lines: [],
      };
    } else {
      text.push(line);
    }
  }
  // A fence that never closes runs to the end, as CommonMark has it.
  if (code)
    parts.push({
      type: 'code',
      language: code.language,
      text: code.lines.join('\n'),
    });
  flushText();
  return parts;
}

function closes(fence: RegExpExecArray | null, opened: string): boolean {
  return (
    fence !== null &&
    fence[3] === '' &&
    fence[2][0] === opened[0] &&
    fence[2].length >= opened.length
  );
}

function dedent(line: string, indent: number): string {
  const leading = line.length - line.trimStart().length;
  return line.slice(Math.min(indent, leading));
}
