/** IP addresses and CIDRs with the strictness of Kubernetes: no zones, no IPv4 inside IPv6. */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { CelFunctionError } from '../errors';
import { define, type CelFunction } from './define';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

export class Ip {
  private constructor(readonly address: Address) {}

  static of(address: Address): Ip {
    return new Ip(address);
  }

  static tryParse(text: string): Ip | undefined {
    if (isIP(text) === 0 || text.includes('%')) return undefined;
    const address = ipaddr.parse(text);
    if (
      address.kind() === 'ipv6' &&
      (address as ipaddr.IPv6).isIPv4MappedAddress()
    )
      return undefined;
    return new Ip(address);
  }

  static parse(text: string): Ip {
    const ip = Ip.tryParse(text);
    if (!ip) throw new CelFunctionError('ip(): the text is no IP address');
    return ip;
  }

  family(): bigint {
    return this.address.kind() === 'ipv4' ? 4n : 6n;
  }

  is(...ranges: string[]): boolean {
    return ranges.includes(this.address.range());
  }

  isLinkLocalMulticast(): boolean {
    const [first, second, third] = this.address.toByteArray();
    return this.family() === 4n
      ? first === 224 && second === 0 && third === 0
      : first === 0xff && second === 0x02;
  }

  isGlobalUnicast(): boolean {
    return !this.is(
      'unspecified',
      'loopback',
      'linkLocal',
      'multicast',
      'broadcast',
    );
  }

  toString(): string {
    return this.address.toString();
  }
}

export class Cidr {
  private constructor(readonly address: Address, readonly prefix: number) {}

  static tryParse(text: string): Cidr | undefined {
    const match = /^([^/]+)\/(\d{1,3})$/.exec(text);
    const ip = match && Ip.tryParse(match[1]);
    if (!ip || String(Number(match[2])) !== match[2]) return undefined;
    const prefix = Number(match[2]);
    return prefix <= (ip.family() === 4n ? 32 : 128)
      ? new Cidr(ip.address, prefix)
      : undefined;
  }

  static parse(text: string): Cidr {
    const cidr = Cidr.tryParse(text);
    if (!cidr) throw new CelFunctionError('cidr(): the text is no CIDR');
    return cidr;
  }

  contains(address: Address): boolean {
    return (
      address.kind() === this.address.kind() &&
      address.match([this.address, this.prefix] as never)
    );
  }

  containsCidr(other: Cidr): boolean {
    return other.prefix >= this.prefix && this.contains(other.address);
  }

  masked(): Cidr {
    const bytes = this.address.toByteArray().map((byte, index) => {
      const kept = Math.max(0, Math.min(8, this.prefix - index * 8));
      return byte & ((0xff << (8 - kept)) & 0xff);
    });
    return new Cidr(ipaddr.fromByteArray(bytes), this.prefix);
  }

  toString(): string {
    return `${this.address.toString()}/${this.prefix}`;
  }
}

/** What `ip.` stands for in CEL. */
export class IpNamespace {}

export const IP = 'net.IP';
export const CIDR = 'net.CIDR';

export const NETWORKS: CelFunction[] = [
  define(
    'isIP(string): bool',
    (text: string) => Ip.tryParse(text) !== undefined,
    {
      "isIP('192.168.0.1')": true,
      "isIP('::ffff:1.2.3.4')": false,
    },
  ),
  define(`ip(string): ${IP}`, (text: string) => Ip.parse(text)),
  define(
    'IpNamespace.isCanonical(string): bool',
    (_: unknown, text: string) => Ip.parse(text).toString() === text,
    { "ip.isCanonical('2001:DB8::1')": false },
  ),
  define(`${IP}.family(): int`, (ip: Ip) => ip.family(), {
    "ip('::1').family()": 6n,
  }),
  define(`${IP}.isUnspecified(): bool`, (ip: Ip) => ip.is('unspecified'), {
    "ip('0.0.0.0').isUnspecified()": true,
  }),
  define(`${IP}.isLoopback(): bool`, (ip: Ip) => ip.is('loopback'), {
    "ip('127.0.0.1').isLoopback()": true,
  }),
  define(
    `${IP}.isLinkLocalMulticast(): bool`,
    (ip: Ip) => ip.isLinkLocalMulticast(),
    {
      "ip('224.0.0.1').isLinkLocalMulticast()": true,
    },
  ),
  define(`${IP}.isLinkLocalUnicast(): bool`, (ip: Ip) => ip.is('linkLocal'), {
    "ip('169.254.169.254').isLinkLocalUnicast()": true,
  }),
  define(`${IP}.isGlobalUnicast(): bool`, (ip: Ip) => ip.isGlobalUnicast(), {
    "ip('10.0.0.1').isGlobalUnicast()": true,
  }),
  define(`string(${IP}): string`, (ip: Ip) => ip.toString(), {
    "string(ip('2001:db8::1'))": '2001:db8::1',
  }),
  define(
    'isCIDR(string): bool',
    (text: string) => Cidr.tryParse(text) !== undefined,
    {
      "isCIDR('192.168.0.0/16')": true,
      "isCIDR('192.168.0.0/33')": false,
    },
  ),
  define(`cidr(string): ${CIDR}`, (text: string) => Cidr.parse(text)),
  define(
    `${CIDR}.containsIP(string): bool`,
    (cidr: Cidr, text: string) => cidr.contains(Ip.parse(text).address),
    { "cidr('10.0.0.0/8').containsIP('10.1.2.3')": true },
  ),
  define(
    `${CIDR}.containsIP(${IP}): bool`,
    (cidr: Cidr, ip: Ip) => cidr.contains(ip.address),
    { "cidr('10.0.0.0/8').containsIP(ip('11.0.0.1'))": false },
  ),
  define(
    `${CIDR}.containsCIDR(string): bool`,
    (cidr: Cidr, text: string) => cidr.containsCidr(Cidr.parse(text)),
    { "cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16')": true },
  ),
  define(
    `${CIDR}.containsCIDR(${CIDR}): bool`,
    (cidr: Cidr, other: Cidr) => cidr.containsCidr(other),
    { "cidr('10.1.0.0/16').containsCIDR(cidr('10.0.0.0/8'))": false },
  ),
  define(`${CIDR}.ip(): ${IP}`, (cidr: Cidr) => Ip.of(cidr.address), {
    "string(cidr('10.1.2.3/8').ip())": '10.1.2.3',
  }),
  define(`${CIDR}.masked(): ${CIDR}`, (cidr: Cidr) => cidr.masked(), {
    "string(cidr('10.1.2.3/12').masked())": '10.0.0.0/12',
  }),
  define(`${CIDR}.prefixLength(): int`, (cidr: Cidr) => BigInt(cidr.prefix), {
    "cidr('::/64').prefixLength()": 64n,
  }),
  define(`string(${CIDR}): string`, (cidr: Cidr) => cidr.toString()),
];
