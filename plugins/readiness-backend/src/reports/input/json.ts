/** JSON as a field to ask. */
import { refuse } from '../errors';
import type { FormatContext } from '../types';
import { Field } from './field';
import { guardJson } from './jsonGuard';

export async function readJson(
  text: string,
  { limits, notes, pace }: FormatContext,
): Promise<Field> {
  await guardJson(text, limits, notes, pace);
  await pace.turn();
  try {
    return new Field(JSON.parse(text));
  } catch (error) {
    return refuseJson(text, error);
  }
}

/** Without the words of the engine, which repeat parts of the body. */
function refuseJson(text: string, error: unknown): never {
  const message = String(error);
  const position = /at position (\d+)/.exec(message)?.[1];
  if (
    /Unexpected end|Unterminated/.test(message) ||
    Number(position) >= text.length
  ) {
    return refuse('body', 'is JSON that ends early; was the file cut off?');
  }
  if (position === undefined) {
    return refuse('body', 'is not JSON; send the file that the tool wrote');
  }
  const before = text.slice(0, Number(position));
  const line = before.split('\n').length;
  const column = before.length - before.lastIndexOf('\n');
  return refuse(
    `body line ${line}`,
    `is not JSON at column ${column}; send the file that the tool wrote`,
  );
}
