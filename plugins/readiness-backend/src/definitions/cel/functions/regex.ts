/** Regular expressions in linear time (RE2), so that no pattern can hold the thread. */
import { RE2JS } from 're2js';
import { CelFunctionError } from '../errors';

export const MAX_PATTERN_LENGTH = 1_000;
export const MAX_INPUT_LENGTH = 100_000;
const MAX_CACHED = 500;

const cache = new Map<string, RE2JS>();

export function compilePattern(pattern: string): RE2JS {
  const known = cache.get(pattern);
  if (known) return known;
  if (pattern.length > MAX_PATTERN_LENGTH) {
    throw new CelFunctionError(
      `the pattern is longer than ${MAX_PATTERN_LENGTH} characters`,
    );
  }
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(pattern);
  } catch {
    throw new CelFunctionError(
      'the pattern is no valid RE2 regular expression',
    );
  }
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(pattern, compiled);
  return compiled;
}

export function regexMatches(text: string, pattern: string): boolean {
  return compilePattern(pattern).matcher(bounded(text)).find();
}

export function regexFind(text: string, pattern: string): string {
  const matcher = compilePattern(pattern).matcher(bounded(text));
  return matcher.find() ? matcher.group() ?? '' : '';
}

export function regexFindAll(
  text: string,
  pattern: string,
  limit = -1,
): string[] {
  const matcher = compilePattern(pattern).matcher(bounded(text));
  const found: string[] = [];
  while ((limit < 0 || found.length < limit) && matcher.find())
    found.push(matcher.group() ?? '');
  return found;
}

function bounded(text: string): string {
  if (text.length > MAX_INPUT_LENGTH) {
    throw new CelFunctionError(
      `the text is longer than ${MAX_INPUT_LENGTH} characters`,
    );
  }
  return text;
}
