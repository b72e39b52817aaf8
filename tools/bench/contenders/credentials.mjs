// @ts-check
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Verified tokens; one that is genuine stays so until it expires. @type {Map<string, StaffClaims>} */
const verified = new Map();
const MOST_VERIFIED = 10_000;

/**
 * @typedef {object} StaffClaims
 * @property {string} tenantId
 * @property {string} sessionId
 * @property {string} staffId
 * @property {number} expires seconds since 1970
 *
 * @typedef {object} PortalToken
 * @property {string} tenantId
 * @property {string} sessionId
 * @property {string} hash of the secret, in hexadecimal digits: to be compared with the stored one
 */

/**
 * Verifies an access token of the API (JWT, HS256). Whether the session still stands is for the statement to check.
 * @param {string | undefined} authorization header
 * @param {string} secret
 * @returns {StaffClaims | undefined}
 */
export function staffClaims(authorization, secret) {
  if (!authorization?.startsWith('Bearer ')) return undefined;
  const token = authorization.slice(7);
  const claims = verified.get(token) ?? verify(token, secret);
  return claims && claims.expires > Date.now() / 1000 ? claims : undefined;
}

/**
 * @param {string} token
 * @param {string} secret
 */
function verify(token, secret) {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const expected = createHmac('sha256', `access token ${secret}`).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  if (decode(header).alg !== 'HS256') return undefined;
  const { aud, tid, sid, sub, exp } = decode(payload);
  if (aud !== 'mortise:staff') return undefined;
  const claims = { tenantId: tid, sessionId: sid, staffId: sub, expires: exp };
  if (verified.size >= MOST_VERIFIED) verified.clear();
  verified.set(token, claims);
  return claims;
}

/** @param {string} part */
function decode(part) {
  return JSON.parse(Buffer.from(part, 'base64url').toString());
}

/**
 * Reads the cookie of a portal session. The statement compares the hash and checks that the session still stands.
 * @param {string | undefined} cookie header
 * @returns {PortalToken | undefined}
 */
export function portalToken(cookie) {
  const [, token] = /(?:^|; )mortise_portal=mp_([\w-]+)/.exec(cookie ?? '') ?? [];
  if (!token) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== 64) return undefined;
  return {
    tenantId: uuid(bytes.toString('hex', 0, 16)),
    sessionId: uuid(bytes.toString('hex', 16, 32)),
    hash: createHash('sha256').update(bytes.subarray(32)).digest('hex'),
  };
}

/** @param {string} hex */
function uuid(hex) {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
