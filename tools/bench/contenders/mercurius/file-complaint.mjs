// @ts-check
import { createHash } from 'node:crypto';

/** @import { Unit } from './unit.mjs' */

/** @typedef {{ unit: Unit, sessionId: string, hash: string }} BuyerContext */

const TODAY = `(now() at time zone 'utc')::date`;
const COLUMNS = `id, number, subject, status, created_at as "createdAt"`;

/**
 * Statement after statement between BEGIN and COMMIT, as such a thing is usually written.
 * @param {unknown} _root
 * @param {{ input: Record<string, string> }} args
 * @param {BuyerContext} context
 */
export async function fileComplaint(_root, { input }, { unit, sessionId, hash }) {
  try {
    const complaint = await file(unit, await signedIn(unit, sessionId, hash), input);
    await unit.end('commit');
    return complaint;
  } catch (error) {
    await unit.end('rollback');
    throw error;
  }
}

/** @param {Unit} unit @param {string} sessionId @param {string} hash */
async function signedIn(unit, sessionId, hash) {
  const [buyer] = await unit.query(
    'buyer',
    `select ac.id, ac.account_id, 'buyer:' || ac.id as actor from portal_session s
    join account_contact ac on ac.tenant_id = s.tenant_id and ac.id = s.account_contact_id
    join contact c on c.tenant_id = ac.tenant_id and c.id = ac.contact_id
    where s.tenant_id = $1 and s.id = $2 and s.secret_hash = decode($3, 'hex') and s.revoked_at is null and s.expires_at > now()
      and c.status = 'ACTIVE' and ac.valid_from <= ${TODAY} and (ac.valid_to is null or ac.valid_to >= ${TODAY})`,
    ...[sessionId, hash],
  );
  if (!buyer) throw new Error('Not signed in.');
  return buyer;
}

/** @param {Unit} unit @param {any} buyer @param {Record<string, string>} input */
async function file(unit, buyer, { idempotencyKey, ...content }) {
  const requestHash = createHash('sha256').update(JSON.stringify(content)).digest('base64url');
  const [earlier] = await unit.query(
    'earlier',
    `select ${COLUMNS}, request_hash from complaint where tenant_id = $1 and filed_by = $2 and idempotency_key = $3`,
    ...[buyer.actor, idempotencyKey],
  );
  if (earlier && earlier.request_hash !== requestHash) throw new Error('The key was used for something else.');
  if (earlier) return earlier;

  const now = new Date();
  const year = now.getUTCFullYear();
  const [{ value }] = await unit.query(
    'counted',
    `insert into counter (tenant_id, name, value) values ($1, $2, 1)
    on conflict (tenant_id, name) do update set value = counter.value + 1 returning value`,
    `complaint:${year}`,
  );
  const number = `C-${year}-${value.padStart(6, '0')}`;
  const { subject, description, lot, quantity, unit: unitOfQuantity } = content;
  const [complaint] = await unit.query(
    'filed',
    `insert into complaint (tenant_id, id, number, account_id, account_contact_id, subject, description, lot, quantity, unit,
      status, channel, filed_by, idempotency_key, request_hash, created_at, updated_at)
    values ($1, uuidv7(), $2, $3, $4, $5, $6, $7, $8, $9, 'RECEIVED', 'PORTAL', $10, $11, $12, $13, $13) returning ${COLUMNS}`,
    ...[number, buyer.account_id, buyer.id, subject, description, lot, quantity, unitOfQuantity],
    ...[buyer.actor, idempotencyKey, requestHash, now],
  );
  await recordAll(unit, buyer, complaint);
  return complaint;
}

/** @param {Unit} unit @param {any} buyer @param {any} complaint */
async function recordAll(unit, { actor, account_id }, { id, number, subject, createdAt }) {
  const detail = JSON.stringify({ number, subject, channel: 'PORTAL' });
  await unit.query(
    'event',
    `insert into complaint_event (tenant_id, complaint_id, seq, at, actor, type) values ($1, $2, 1, $3, $4, 'RECEIVED')`,
    ...[id, createdAt, actor],
  );
  await unit.query(
    'audit',
    `insert into audit_log (tenant_id, id, at, actor, request_id, action, entity, entity_id, detail)
    values ($1, uuidv7(), $2, $3, uuidv7()::text, 'filed', 'complaint', $4, $5)`,
    ...[createdAt, actor, id, detail],
  );
  await unit.query(
    'story',
    `insert into timeline_entry (tenant_id, id, account_id, at, recorded_at, kind, actor, entity, entity_id, detail)
    values ($1, uuidv7(), $2, $3, $3, 'complaint.filed', $4, 'complaint', $5, $6)`,
    ...[account_id, createdAt, actor, id, detail],
  );
  await unit.query(
    'announced',
    `insert into outbox (tenant_id, id, topic, account_id, payload) values ($1, uuidv7(), 'complaint.filed', $2, $3)`,
    ...[account_id, JSON.stringify({ complaintId: id, number, subject })],
  );
}
