/** Absolute URLs and absolute paths, taken apart as Go's `url.ParseRequestURI` does. */
import { CelFunctionError } from '../errors';

const MAX_LENGTH = 4_096;
const ABSOLUTE = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(?:\?(.*))?$/;
const ABSOLUTE_PATH = /^(\/[^?#]*)(?:\?(.*))?$/;
const HOST = /^(?:[^@]*@)?((\[[0-9A-Fa-f:.]+\]|[^:[\]]*)(?::(\d*))?)$/;
const FORBIDDEN = /[\s\u0000-\u001f\u007f"<>\\^`{|}]/;

export class Url {
  private constructor(
    readonly scheme: string,
    readonly host: string,
    readonly hostname: string,
    readonly port: string,
    readonly path: string,
    private readonly query: string,
  ) {}

  static tryParse(text: string): Url | undefined {
    if (text.length > MAX_LENGTH || FORBIDDEN.test(text)) return undefined;
    const path = ABSOLUTE_PATH.exec(text);
    if (path) return new Url('', '', '', '', path[1], path[2] ?? '');
    const absolute = ABSOLUTE.exec(text);
    const host = absolute && HOST.exec(absolute[2]);
    if (!absolute || !host) return undefined;
    const hostname = host[2].replace(/^\[|\]$/g, '');
    return new Url(
      absolute[1],
      host[1],
      hostname,
      host[3] ?? '',
      absolute[3],
      absolute[4] ?? '',
    );
  }

  static parse(text: string): Url {
    const url = Url.tryParse(text);
    if (!url)
      throw new CelFunctionError('url(): the text is no absolute URL or path');
    return url;
  }

  getQuery(): Map<string, string[]> {
    const query = new Map<string, string[]>();
    for (const [key, value] of new URLSearchParams(this.query)) {
      query.set(key, [...(query.get(key) ?? []), value]);
    }
    return query;
  }
}
