import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const BYTES = 32;

/** What an inbound address says: whose tenant's rows to look in, and the hash to look for. */
export interface InboundToken {
  readonly tenantId: string;
  readonly hash: Buffer;
}

/**
 * A new secret for an address that messages are copied to; store only `hash`, show `text` once. 128 random bits in 54 small
 * letters and digits: mail systems forget capitals, and give the part before the @ 64 characters.
 */
export function issueInboundToken(tenantId: string): { readonly text: string; readonly hash: Buffer } {
  const secret = randomBytes(16);
  const body = Buffer.concat([Buffer.from(tenantId.replaceAll('-', ''), 'hex'), secret]);
  return { text: `mi${encode(body)}`, hash: hashOf(secret) };
}

/** Reads a presented token; undefined when it is none. */
export function readInboundToken(text: string): InboundToken | undefined {
  const bytes = /^mi[a-z2-7]{52}$/i.test(text) ? decode(text.slice(2).toLowerCase()) : undefined;
  if (!bytes) return undefined;
  const hex = bytes.subarray(0, 16).toString('hex');
  return { tenantId: hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'), hash: hashOf(bytes.subarray(16)) };
}

// 128 random bits need no slow hash: there is nothing to guess.
function hashOf(secret: Buffer): Buffer {
  return createHash('sha256').update(secret).digest();
}

function encode(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.replaceAll(/.{1,5}/g, (five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)] as string);
}

function decode(text: string): Buffer {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(Array.from({ length: BYTES }, (_, i) => Number.parseInt(bits.slice(i * 8, i * 8 + 8), 2)));
}
