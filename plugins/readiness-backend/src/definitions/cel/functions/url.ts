/** Absolute URLs and absolute paths, taken apart as Go's `url.ParseRequestURI` does. */
import { CelFunctionError } from '../errors';
import { define, type CelFunction } from './define';

const MAX_LENGTH = 4_096;
const ABSOLUTE = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(?:\?(.*))?$/;
const ABSOLUTE_PATH = /^(\/[^?#]*)(?:\?(.*))?$/;
const HOST = /^(?:[^@]*@)?((\[[0-9A-Fa-f:.]+\]|[^:[\]]*)(?::(\d*))?)$/;
const FORBIDDEN = /[\s\p{Cc}"<>\\^`{|}]/u;

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

export const URL_TYPE = 'kubernetes.URL';

export const URLS: CelFunction[] = [
  define(
    'isURL(string): bool',
    (text: string) => Url.tryParse(text) !== undefined,
    {
      "isURL('https://user:pass@example.com:80/path')": true,
      "isURL('example.com')": false,
    },
  ),
  define(`url(string): ${URL_TYPE}`, (text: string) => Url.parse(text)),
  define(`${URL_TYPE}.getScheme(): string`, (url: Url) => url.scheme, {
    "url('/path').getScheme()": '',
  }),
  define(`${URL_TYPE}.getHost(): string`, (url: Url) => url.host, {
    "url('https://[::1]:80/').getHost()": '[::1]:80',
  }),
  define(`${URL_TYPE}.getHostname(): string`, (url: Url) => url.hostname, {
    "url('https://[::1]:80/').getHostname()": '::1',
  }),
  define(`${URL_TYPE}.getPort(): string`, (url: Url) => url.port, {
    "url('https://example.com:8443/a').getPort()": '8443',
  }),
  define(`${URL_TYPE}.getEscapedPath(): string`, (url: Url) => url.path, {
    "url('https://example.com/with%20space').getEscapedPath()": '/with%20space',
  }),
  define(
    `${URL_TYPE}.getQuery(): map<string, list<string>>`,
    (url: Url) => url.getQuery(),
    {
      "url('https://example.com/?k=a&k=b').getQuery()['k']": ['a', 'b'],
    },
  ),
];
