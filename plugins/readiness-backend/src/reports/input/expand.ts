/** The bytes of a body as text: expanded, measured on the way, and checked to be UTF-8. */
import { createGunzip } from 'node:zlib';
import { clean, quote, refuse } from '../errors';

export interface Body {
  body: Buffer;
  contentType?: string;
  contentEncoding?: string;
}

export async function readBody(input: Body, most: number): Promise<Buffer> {
  checkType(input.contentType);
  const gzip = isGzip(input);
  if (input.body.length > most) tooLarge(most);
  const bytes = gzip ? await gunzip(input.body, most) : input.body;
  if (bytes.length === 0)
    refuse('body', 'is empty; send the report as the body');
  if (bytes.subarray(257, 262).toString('latin1') === 'ustar') refuseTar();
  return bytes;
}

function checkType(contentType = ''): void {
  const [type, ...parameters] = contentType.toLowerCase().split(';');
  if (type.startsWith('multipart/') || type.includes('form-urlencoded')) {
    refuse(
      'content-type',
      `${quote(
        type,
      )} is a form; send the file itself with curl --data-binary @FILE -H 'content-type: application/octet-stream'`,
      'unsupported',
    );
  }
  if (/(^|\/)(x-)?g?tar$|zip/.test(type.trim()) && !/gzip/.test(type))
    refuseTar();
  for (const parameter of parameters) {
    const charset = /^\s*charset\s*=\s*"?([^"\s]*)"?\s*$/.exec(parameter)?.[1];
    if (charset !== undefined && !/^(utf-?8|us-ascii)$/.test(charset)) {
      refuse(
        'content-type',
        `the charset ${quote(charset)} is not read; send UTF-8`,
        'unsupported',
      );
    }
  }
}

function isGzip({ body, contentEncoding = 'identity' }: Body): boolean {
  const encoding = contentEncoding.trim().toLowerCase() || 'identity';
  const looksIt = body[0] === 0x1f && body[1] === 0x8b;
  if (encoding === 'gzip' || encoding === 'x-gzip') return true;
  if (encoding !== 'identity') {
    refuse(
      'content-encoding',
      `${quote(encoding)} is not read; send gzip or nothing`,
      'unsupported',
    );
  }
  if (looksIt) {
    refuse(
      'body',
      'is gzip without saying so; add -H "content-encoding: gzip" (a .tar.gz is not a report: send the file inside)',
      'unsupported',
    );
  }
  return false;
}

function refuseTar(): never {
  return refuse(
    'body',
    'is an archive; archives are not accepted, send the report inside it (for Sonobuoy the output of `sonobuoy status --json`)',
    'unsupported',
  );
}

/** Expands in pieces and stops at the first byte too many: a bomb never gets to be large. */
async function gunzip(body: Buffer, most: number): Promise<Buffer> {
  const stream = createGunzip();
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    stream.end(body);
    for await (const piece of stream as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > most) break;
      pieces.push(piece);
    }
  } catch (error) {
    const truncated = /unexpected end/.test(String(error));
    refuse(
      'body',
      truncated
        ? 'the gzip data ends early; was the upload cut off?'
        : 'is not gzip although content-encoding says so',
    );
  }
  if (length > most) tooLarge(most, 'expanded ');
  return Buffer.concat(pieces, length);
}

function tooLarge(most: number, how = ''): never {
  const size =
    most >= 1024 * 1024
      ? `${Math.round((most * 10) / 1024 / 1024) / 10} MB`
      : `${Math.round(most / 1024)} kB`;
  return refuse(
    'body',
    `is ${how}larger than ${size}, the most for this format; send a summary or a smaller part`,
    'tooLarge',
  );
}

/** Without a byte order mark. */
export function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const head = clean(bytes.subarray(0, 2).toString('hex'), 4);
    const utf16 = head === 'fffe' || head === 'feff';
    return refuse(
      'body',
      `is not UTF-8${
        utf16 ? ' but UTF-16' : ''
      }; convert it, for example with iconv -t UTF-8`,
    );
  }
}
