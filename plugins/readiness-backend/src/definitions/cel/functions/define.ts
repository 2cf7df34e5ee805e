/** One function that checks may call. Its examples, expression → value, are its documentation and its tests. */
export interface CelFunction {
  signature: string;
  // Arguments are checked by cel-js against the signature before the call.
  handler: (...args: never[]) => unknown;
  examples: Record<string, unknown>;
}

export function define(
  signature: string,
  handler: CelFunction['handler'],
  examples: CelFunction['examples'] = {},
): CelFunction {
  return { signature, handler, examples };
}
