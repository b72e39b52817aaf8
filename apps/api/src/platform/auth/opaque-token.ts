import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a presented token says: which tenant's row to look up, and the secret to compare with its hash. */
export interface OpaqueToken {
  readonly tenantId: string;
  readonly id: string;
  readonly secret: Buffer;
}

/** The kinds of opaque token and how each begins, so that a leaked one is recognised on sight. */
const PREFIX = { API_KEY: 'mk', PORTAL_SESSION: 'mp', MAGIC_LINK: 'ml' } as const;
export type TokenKind = keyof typeof PREFIX;

const SECRET_BYTES = 32;

/** A new token for the row `id`; store only `hash`, show `text` once. */
export function issueToken(kind: TokenKind, tenantId: string, id: string): { text: string; hash: Buffer } {
  const secret = randomBytes(SECRET_BYTES);
  const body = Buffer.concat([uuidBytes(tenantId), uuidBytes(id), secret]).toString('base64url');
  return { text: `${PREFIX[kind]}_${body}`, hash: hashSecret(secret) };
}

/** Reads a presented token; undefined when it is not one of this kind. */
export function readToken(kind: TokenKind, text: string): OpaqueToken | undefined {
  const prefix = `${PREFIX[kind]}_`;
  if (!text.startsWith(prefix)) return undefined;
  const bytes = Buffer.from(text.slice(prefix.length), 'base64url');
  if (bytes.length !== 32 + SECRET_BYTES) return undefined;
  return {
    tenantId: uuidText(bytes.subarray(0, 16)),
    id: uuidText(bytes.subarray(16, 32)),
    secret: bytes.subarray(32),
  };
}

/** Whether the secret is the one whose hash was stored; takes the same time whatever differs. */
export function secretMatches(token: OpaqueToken, storedHash: Buffer): boolean {
  const presented = hashSecret(token.secret);
  return storedHash.length === presented.length && timingSafeEqual(presented, storedHash);
}

// 256 random bits need no slow hash: there is nothing to guess.
function hashSecret(secret: Buffer): Buffer {
  return createHash('sha256').update(secret).digest();
}

function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}

function uuidText(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
