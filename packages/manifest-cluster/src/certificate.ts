/**
 * A self-signed certificate for one address, made with node:crypto alone.
 *
 * kubectl sends bearer tokens over TLS only, and Node signs but does not write certificates:
 * so the few structures of X.509 that one needs are written here as DER.
 */

import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OBJECT_ID = 0x06;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const BOOLEAN = 0x01;
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

const ECDSA_WITH_SHA256 = '2a8648ce3d040302';
const COMMON_NAME = '550403';
const SUBJECT_ALT_NAME = '551d11';
const BASIC_CONSTRAINTS = '551d13';

function lengthOf({ length }: Buffer): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  if (length < 0x100) return Buffer.from([0x81, length]);
  return Buffer.from([0x82, length >> 8, length & 0xff]);
}

function der(tag: number, ...contents: Buffer[]): Buffer {
  const body = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body), body]);
}

function objectId(hex: string): Buffer {
  return der(OBJECT_ID, Buffer.from(hex, 'hex'));
}

function name(commonName: string): Buffer {
  const value = der(UTF8_STRING, Buffer.from(commonName));
  return der(SEQUENCE, der(SET, der(SEQUENCE, objectId(COMMON_NAME), value)));
}

function time(date: Date): Buffer {
  const text = date.toISOString().replace(/[-:T]/g, '').slice(2, 14);
  return der(UTC_TIME, Buffer.from(`${text}Z`));
}

function extension(id: string, value: Buffer, critical = false): Buffer {
  const flag = critical ? [der(BOOLEAN, Buffer.from([0xff]))] : [];
  return der(SEQUENCE, objectId(id), ...flag, der(OCTET_STRING, value));
}

function alternativeNames(host: string): Buffer {
  const address = isIPv4(host) ? host : '127.0.0.1';
  return der(
    SEQUENCE,
    der(DNS_NAME, Buffer.from('localhost')),
    ...(isIPv4(host) ? [] : [der(DNS_NAME, Buffer.from(host))]),
    der(IP_ADDRESS, Buffer.from(address.split('.').map(Number))),
  );
}

function pem(label: string, contents: Buffer): string {
  const lines = contents.toString('base64').match(/.{1,64}/g) ?? [];
  return [
    `-----BEGIN ${label}-----`,
    ...lines,
    `-----END ${label}-----`,
    '',
  ].join('\n');
}

export function selfSignedCertificate(host: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
  });
  const algorithm = der(SEQUENCE, objectId(ECDSA_WITH_SHA256));
  const serial = randomBytes(8);
  // A leading zero bit keeps the serial number positive; a leading one keeps it minimal.
  serial[0] = (serial[0] & 0x7f) | 0x40;
  const now = Date.now();
  const day = 24 * 60 * 60 * 1000;
  const authority = der(SEQUENCE, der(BOOLEAN, Buffer.from([0xff])));
  const extensions = der(
    SEQUENCE,
    extension(BASIC_CONSTRAINTS, authority, true),
    extension(SUBJECT_ALT_NAME, alternativeNames(host)),
  );
  const toSign = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, serial),
    algorithm,
    name('manifest-cluster'),
    der(SEQUENCE, time(new Date(now - day)), time(new Date(now + 3650 * day))),
    name('manifest-cluster'),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  const signature = sign('sha256', toSign, privateKey);
  const bits = der(BIT_STRING, Buffer.from([0]), signature);
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem('CERTIFICATE', der(SEQUENCE, toSign, algorithm, bits)),
  };
}
