/** IP addresses and CIDRs with the strictness of Kubernetes: no zones, no IPv4 inside IPv6. */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { CelFunctionError } from '../errors';

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
    const range = this.family() === 4n ? '224.0.0.0/24' : 'ff02::/16';
    return Cidr.parse(range).contains(this.address);
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
