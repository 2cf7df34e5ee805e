/** Reads a body no further than a bound. */

/** Told in the words of whom it happens to. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
  constructor(maxBytes: number) {
    super(
      `the answer is larger than ${maxBytes / 1024 / 1024} MiB: ask for less`,
    );
  }
}

/** @throws BodyTooLargeError; what is too much is not read. */
export async function textUpTo(
  response: Response,
  maxBytes: number,
): Promise<string> {
  if (maxBytes === Infinity) return response.text();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) throw new BodyTooLargeError(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
