// @ts-check
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { portalToken, staffClaims } from '../credentials.mjs';
import { ready, setting } from '../lifecycle.mjs';
import { Pool } from './pool.mjs';
import { ACCOUNTS, COMPLAINT, SALES } from './statements.mjs';

/** @import { IncomingHttpHeaders } from 'node:http' */

const POOL_SIZE = 8;
/** Comes before the name and id of every account. */
const START = ['', '00000000-0000-0000-0000-000000000000'];
const pool = await Pool.open(setting('DATABASE_URL'), POOL_SIZE);
const secret = setting('MORTISE_SECRET');

/** @type {Record<string, (body: any, headers: IncomingHttpHeaders) => Promise<string | null> | undefined>} */
const routes = {
  '/accounts': ({ after }, { authorization }) => {
    const staff = staffClaims(authorization, secret);
    return (
      staff && pool.run(staff.tenantId, ACCOUNTS, [staff.tenantId, staff.sessionId, staff.staffId, ...(after ?? START)])
    );
  },
  '/sales': ({ id }, { authorization }) => {
    const staff = staffClaims(authorization, secret);
    return staff && pool.run(staff.tenantId, SALES, [staff.tenantId, staff.sessionId, staff.staffId, id]);
  },
  '/complaints': ({ idempotencyKey, subject, description, lot, quantity, unit }, { cookie }) => {
    const token = portalToken(cookie);
    if (!token) return undefined;
    const content = [subject, description, lot, quantity, unit];
    const requestHash = createHash('sha256').update(JSON.stringify(content)).digest('base64url');
    return pool.run(token.tenantId, COMPLAINT, [
      token.tenantId,
      token.sessionId,
      token.hash,
      idempotencyKey,
      requestHash,
      ...content,
    ]);
  },
};

const server = createServer((request, response) => {
  /** @type {Buffer[]} */
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    try {
      const body = JSON.parse(String(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
      const answer = await routes[request.url ?? '']?.(body, request.headers);
      response.statusCode = answer ? 200 : 401;
      response.setHeader('content-type', 'application/json');
      response.end(answer ?? '{"errors":[{"message":"Not signed in, or nothing to see."}]}');
    } catch (error) {
      response.statusCode = 500;
      response.end(JSON.stringify({ errors: [{ message: String(error) }] }));
    }
  });
}).listen(0, '127.0.0.1', () => ready(server));
