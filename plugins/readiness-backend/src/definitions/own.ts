/**
 * Definitions that app-config names, by path or URL. What cannot be read, or has become wrong, leaves the
 * last good text of it standing, and says so with the day it was read.
 */
import { readFile, stat } from 'node:fs/promises';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import type { DefinitionError } from '@readiness-gates/backstage-plugin-readiness-common';
import type { DefinitionCopy } from '../store/types';
import { MAX_FILE_BYTES, tooLarge } from './source';
import type { SourceFile } from './source';

/** Where the last good texts are kept, over restarts and for every replica. */
export interface DefinitionCopies {
  definitionCopies(locations: readonly string[]): Promise<DefinitionCopy[]>;
  keepDefinitionCopies(copies: readonly DefinitionCopy[]): Promise<void>;
}

export interface OwnLocations {
  /** Paths, relative ones from the working directory, and URLs. */
  checks: readonly string[];
  scorecards: readonly string[];
}

export interface OwnFile {
  location: string;
  /** Absent: it could not be read. */
  text?: string;
  /** The last good text before it. */
  copy?: DefinitionCopy;
  error?: string;
}

export interface OwnReaderOptions {
  /** Absent: only paths are read. */
  urlReader?: Pick<UrlReaderService, 'readUrl'>;
  copies: DefinitionCopies;
}

const isUrl = (location: string) => /^https?:\/\//i.test(location);

export async function readOwnFiles(
  locations: readonly string[],
  { urlReader, copies }: OwnReaderOptions,
): Promise<OwnFile[]> {
  const kept = new Map(
    (await copies.definitionCopies(locations)).map(copy => [
      copy.location,
      copy,
    ]),
  );
  return Promise.all(
    locations.map(async (location): Promise<OwnFile> => {
      const copy = kept.get(location);
      const file = { location, ...(copy && { copy }) };
      try {
        return { ...file, text: await readText(location, urlReader) };
      } catch (error) {
        return { ...file, error: reasonOf(error) };
      }
    }),
  );
}

async function readText(
  location: string,
  urlReader: OwnReaderOptions['urlReader'],
): Promise<string> {
  if (!isUrl(location)) {
    const { size } = await stat(location);
    // Looked at before reading, so that a huge file costs nothing.
    if (size > MAX_FILE_BYTES) throw new Error(tooLarge(size));
    return readFile(location, 'utf8');
  }
  if (!urlReader) throw new Error('no reader of URLs is installed');
  const response = await urlReader.readUrl(location, {
    signal: AbortSignal.timeout(FETCH_MS) as never,
  });
  if (!response.stream) return bounded(await response.buffer());
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response.stream()) {
    const bytes = Buffer.from(part as Uint8Array);
    size += bytes.length;
    // What is left is not read: a hostile server may never end.
    if (size > MAX_FILE_BYTES) throw new Error(tooLarge(size));
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}

const FETCH_MS = 30_000;

function bounded(bytes: Buffer): string {
  if (bytes.length > MAX_FILE_BYTES) throw new Error(tooLarge(bytes.length));
  return bytes.toString('utf8');
}

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  const text = code === 'ENOENT' ? 'there is no such file' : message ?? code;
  return String(text).replace(/\s+/g, ' ').slice(0, 300);
}

/** What is compiled: the text that was read, else the last good one. */
export function sourceOf({ location, text, copy }: OwnFile): SourceFile[] {
  const known = text ?? copy?.text;
  return known === undefined
    ? []
    : [{ file: location, text: known, own: true }];
}

export function readError({
  location,
  error,
  copy,
}: OwnFile): DefinitionError[] {
  if (error === undefined) return [];
  const stands = copy ? `; ${standsText(copy)}` : '';
  return [
    {
      file: location,
      line: 1,
      message: `the file cannot be read: ${error}${stands}`,
    },
  ];
}

export function standsText({ readAt }: DefinitionCopy): string {
  return `the copy of ${readAt.toISOString()} is used until it is mended`;
}
