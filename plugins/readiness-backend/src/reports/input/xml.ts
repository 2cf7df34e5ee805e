/**
 * XML read in slices. A document type is refused, and nothing it would declare is ever known: the parser
 * has the five entities of XML itself and fetches nothing.
 */
import { SaxesParser } from 'saxes';
import { clean, quote, refuse, ReportError } from '../errors';
import type { FormatContext } from '../types';

const SLICE = 8_192;

export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  /** 1 for the root. */
  depth: number;
  /** `body line 12` */
  path: string;
}

export interface XmlHandler {
  open(element: XmlElement): void;
  close?(name: string, depth: number): void;
  /** A document type that is harmless because it is ignored as a whole; any other is refused. */
  ignoredDoctype?: RegExp;
}

export async function readXml(
  text: string,
  handler: XmlHandler,
  { limits, pace }: FormatContext,
): Promise<void> {
  const parser = new SaxesParser();
  const path = () => `body line ${parser.line}`;
  let depth = 0;
  let elements = 0;
  let attributes = 0;

  parser.on('error', error => refuse(path(), problemOf(error)));
  parser.on('xmldecl', ({ encoding }) => checkEncoding(encoding));
  parser.on('doctype', doctype => {
    if (!handler.ignoredDoctype?.test(doctype.trim())) {
      refuse(
        path(),
        'has a DOCTYPE, which is not accepted; remove the <!DOCTYPE …> line',
      );
    }
  });
  parser.on('opentagstart', () => {
    attributes = 0;
    elements += 1;
    if (elements > limits.xmlElements) {
      refuse(
        path(),
        `is past ${limits.xmlElements} elements; split the report`,
        'tooLarge',
      );
    }
    depth += 1;
    if (depth > limits.depth) {
      refuse(path(), `is nested deeper than ${limits.depth} elements`);
    }
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > limits.xmlAttributes) {
      refuse(path(), `has more than ${limits.xmlAttributes} attributes`);
    }
  });
  parser.on('opentag', tag => {
    const element = tag as { name: string; attributes: Record<string, string> };
    handler.open({ ...element, depth, path: path() });
  });
  parser.on('closetag', ({ name }) => {
    handler.close?.(name, depth);
    depth -= 1;
  });

  await inSlices(text, parser, path, pace);
}

async function inSlices(
  text: string,
  parser: SaxesParser,
  path: () => string,
  pace: FormatContext['pace'],
): Promise<void> {
  try {
    for (let at = 0; at < text.length; at += SLICE) {
      parser.write(text.slice(at, at + SLICE));
      await pace.turn();
    }
    parser.close();
  } catch (error) {
    if (error instanceof ReportError) throw error;
    refuse(path(), 'is not XML; send the file that the tool wrote');
  }
}

function problemOf(error: Error): string {
  const message = clean(error.message.replace(/^[\d:]+\s*/, ''), 120)
    // The engine ends its sentences.
    .replace(/\.$/, '');
  if (/undefined entity/.test(message)) {
    return 'names an entity that XML itself does not have; write the character instead';
  }
  if (/unclosed|unexpected end|must contain a root/.test(message)) {
    return `is XML that ends early (${message}); was the file cut off?`;
  }
  return `is not well-formed XML (${message}); send the file that the tool wrote`;
}

function checkEncoding(encoding?: string): void {
  if (encoding && !/^(utf-?8|us-ascii)$/i.test(encoding)) {
    refuse(
      'body line 1',
      `says that its encoding is ${quote(encoding)}; send UTF-8`,
    );
  }
}
