/** Errors of CEL functions. Their text is shown to people, so it never holds a value of an object. */
export class CelFunctionError extends Error {
  override readonly name = 'CelFunctionError';
}
