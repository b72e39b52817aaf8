// @ts-check
import { randomUUID } from 'node:crypto';
import { asAdmin } from './database.mjs';
import { CONTENT } from './preparation.mjs';
import { send } from './requests.mjs';

/** @import { Principal } from './principals.mjs' */
/** @import { Entrant, Expectations } from './preparation.mjs' */

/** Everything that one complaint has left behind, without what differs each time (identifiers, moments, the number). */
const WRITTEN = `
  select to_jsonb(c) - '{id,number,idempotency_key,request_hash,created_at,updated_at}'::text[] as complaint,
    c.created_at = c.updated_at and c.created_at between now() - interval '1 minute' and now() as "isNew",
    c.number = 'C-' || extract(year from now()) || '-' || lpad((select value from counter n where n.tenant_id = c.tenant_id
      and n.name = 'complaint:' || extract(year from now()))::text, 6, '0') as "isCounted",
    (select jsonb_agg(to_jsonb(e) - '{complaint_id,at}'::text[]) from complaint_event e
      where e.tenant_id = c.tenant_id and e.complaint_id = c.id) as events,
    (select jsonb_agg((to_jsonb(a) || jsonb_build_object('detail', a.detail - 'number')) - '{id,at,request_id,entity_id}'::text[]) from audit_log a
      where a.tenant_id = c.tenant_id and a.entity_id = c.id::text and a.detail->>'number' = c.number) as audit,
    (select jsonb_agg((to_jsonb(t) || jsonb_build_object('detail', t.detail - 'number')) - '{id,at,recorded_at,entity_id}'::text[]) from timeline_entry t
      where t.tenant_id = c.tenant_id and t.entity_id = c.id::text and t.detail->>'number' = c.number) as timeline,
    (select jsonb_agg((to_jsonb(o) || jsonb_build_object('payload', o.payload - '{number,complaintId}'::text[])) - '{id,xid,at}'::text[]) from outbox o
      where o.tenant_id = c.tenant_id and o.payload->>'complaintId' = c.id::text and o.payload->>'number' = c.number) as outbox
  from complaint c where c.id = $1`;

/**
 * Files one complaint twice with the same key: it must be there once, with the same rows in every table as the other
 * contenders write.
 * @param {Entrant} entrant
 * @param {readonly Principal[]} buyers the first one complains
 * @param {string} adminUrl
 * @param {Expectations} expectations
 */
export async function checkWrites({ name, contender, port }, [buyer], adminUrl, expectations) {
  if (!buyer) throw new Error('Nobody is there to complain.');
  const call = contender.calls.W1({ idempotencyKey: randomUUID(), ...CONTENT });
  const first = contender.answers.W1(await send(port, call, buyer));
  const { id, number, status, subject, createdAt } = /** @type {Record<string, unknown>} */ (first);
  const again = contender.answers.W1(await send(port, call, buyer));
  const rows = await asAdmin(adminUrl, async (client) => (await client.query(WRITTEN, [id])).rows);
  expectations.check(name, 'a complaint', {
    answer: { status, subject, numbered: /^C-\d{4}-\d{6}$/.test(String(number)), dated: typeof createdAt },
    replayed: JSON.stringify(again) === JSON.stringify(first),
    rows,
  });
}
