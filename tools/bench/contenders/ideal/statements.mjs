// @ts-check

/** @import { Statement } from './pipelined-query.mjs' */

/** Roles that see every account would be sent the same statement without the condition; here they are refused. */
const SESSION = `
  select m.id from staff_session s join staff_member m on m.tenant_id = s.tenant_id and m.id = s.staff_id
  where s.tenant_id = $1::uuid and s.id = $2::uuid and m.id = $3::uuid and s.revoked_at is null and s.expires_at > now() and m.disabled_at is null
    and m.role in ('KEY_ACCOUNT_MANAGER', 'SALES', 'SERVICE', 'QUALITY')`;

/** The accounts of the member's teams, those he or she owns, and all below these: asked account by account. */
const VISIBLE = `exists (
  select from account_closure v where v.tenant_id = $1::uuid and v.descendant_id = a.id and (
    v.ancestor_id in (
      select t.account_id from team_member m join account_team t on t.tenant_id = m.tenant_id and t.team_id = m.team_id
      where m.tenant_id = $1::uuid and m.staff_id = $3::uuid)
    or exists (select from account o where o.tenant_id = $1::uuid and o.id = v.ancestor_id and o.owner_id = $3::uuid)))`;

/** Today is the UTC day, as in the API. */
const TODAY = `(now() at time zone 'utc')::date`;

/** A column as JSON. @param {string} column */
const json = (column) => `coalesce(to_json(${column})::text, 'null')`;

const OWNER = `
  select '{"id":"' || m.id || '","name":' || to_json(m.name) || '}' from staff_member m where m.tenant_id = $1::uuid and m.id = p.owner_id`;

const CONTACTS = `
  select string_agg('{"id":"' || l.id || '","tier":"' || l.tier || '","roles":' || to_json(l.roles)
    || ',"contact":{"id":"' || l.contact_id || '","name":' || to_json(l.name) || ',"email":' || ${json('l.email')} || '}}', ',')
  from (
    select l.id, l.tier, l.roles, l.contact_id, c.name, c.email from account_contact l
    join contact c on c.tenant_id = $1::uuid and c.id = l.contact_id
    where l.tenant_id = $1::uuid and l.account_id = p.id and l.valid_from <= ${TODAY} and (l.valid_to is null or l.valid_to >= ${TODAY})
    order by c.name_lower, l.id limit 5) l`;

const COMPLAINTS = `
  select string_agg('{"id":"' || c.id || '","number":"' || c.number || '","subject":' || to_json(c.subject)
    || ',"status":"' || c.status || '","createdAt":' || to_json(c.created_at) || '}', ',')
  from (
    select c.id, c.number, c.subject, c.status, c.created_at from complaint c
    where c.tenant_id = $1::uuid and c.account_id = p.id order by c.created_at desc, c.id desc limit 3) c`;

/**
 * Texts put together are a little faster than JSON functions of whole rows, and `is true` keeps the planner from turning
 * the condition into a join: the accounts are read in the list's order, and 21 are enough. Values: tenant, session,
 * member, name and id of the account to start behind.
 * @type {Statement}
 */
export const ACCOUNTS = {
  name: 'accounts',
  text: `
with page as materialized (
  select a.id, a.name, a.name_lower, a.country, a.city, a.stage, a.created_at, a.owner_id from account a
  where a.tenant_id = $1::uuid and a.archived_at is null and exists (${SESSION})
    and (a.name_lower, a.id) > ($4, $5::uuid) and (${VISIBLE}) is true
  order by a.name_lower, a.id limit 21
), shown as (select * from page order by name_lower, id limit 20)
select '{"nodes":[' || coalesce(string_agg(node, ',' order by name_lower, id), '') || '],"hasNextPage":'
  || (select count(*) > 20 from page) || ',"end":' || coalesce((array_agg(json_build_array(name_lower, id) order by name_lower desc, id desc))[1], 'null') || '}'
from (
  select p.name_lower, p.id, '{"id":"' || p.id || '","name":' || to_json(p.name) || ',"country":' || ${json('p.country')} || ',"city":' || ${json('p.city')}
    || ',"stage":' || ${json('p.stage')} || ',"createdAt":' || to_json(p.created_at) || ',"owner":' || coalesce((${OWNER}), 'null')
    || ',"contacts":[' || coalesce((${CONTACTS}), '') || '],"complaints":[' || coalesce((${COMPLAINTS}), '') || ']}' as node
  from shown p) nodes`,
};

/**
 * Values: tenant, session, member, account.
 * @type {Statement}
 */
export const SALES = {
  name: 'sales',
  text: `
with latest as materialized (
  select date_trunc('month', max(day)::timestamp)::date as month from account_order_day where tenant_id = $1::uuid)
select row_to_json(n)::text from account a
cross join lateral (select a.id, a.name, a.stage, a.stage_since as "stageSince", (
  select json_agg(k order by k.month) from (
    select m.month::date as month, json_build_object('minor', coalesce(s.net_minor, 0)::text, 'currency', t.currency) as net,
      null as quantity, coalesce(s.lines, 0) as lines
    from latest cross join lateral generate_series(latest.month - interval '11 months', latest.month, '1 month') m (month)
    cross join (select currency from tenant where id = $1::uuid) t
    left join (
      select month, sum(net_minor) as net_minor, sum(lines) as lines from account_category_month
      where tenant_id = $1::uuid and account_id = $4::uuid and month > (select (month - interval '12 months')::date from latest) group by month) s on s.month = m.month::date
  ) k) as "monthlySales") n
where a.tenant_id = $1::uuid and a.id = $4::uuid and exists (${SESSION}) and ${VISIBLE}`,
};

/**
 * Everything the API writes, in one statement. Values: tenant, session, hash of its secret, key, hash of the content,
 * subject, description, lot, quantity, unit.
 * @type {Statement}
 */
export const COMPLAINT = {
  name: 'complaint',
  text: `
with buyer as (
  select ac.id, ac.account_id, 'buyer:' || ac.id as actor from portal_session s
  join account_contact ac on ac.tenant_id = s.tenant_id and ac.id = s.account_contact_id
  join contact c on c.tenant_id = ac.tenant_id and c.id = ac.contact_id
  where s.tenant_id = $1::uuid and s.id = $2::uuid and s.secret_hash = decode($3, 'hex') and s.revoked_at is null and s.expires_at > now()
    and c.status = 'ACTIVE' and ac.valid_from <= ${TODAY} and (ac.valid_to is null or ac.valid_to >= ${TODAY})
), earlier as (
  select c.* from complaint c, buyer b where c.tenant_id = $1::uuid and c.filed_by = b.actor and c.idempotency_key = $4
), counted as (
  insert into counter (tenant_id, name, value) select $1::uuid, 'complaint:' || extract(year from ${TODAY}), 1 from buyer where not exists (select from earlier)
  on conflict (tenant_id, name) do update set value = counter.value + 1 returning value
), filed as (
  insert into complaint (tenant_id, id, number, account_id, account_contact_id, subject, description, lot, quantity, unit,
    status, channel, filed_by, idempotency_key, request_hash, created_at, updated_at)
  select $1::uuid, uuidv7(), 'C-' || extract(year from ${TODAY}) || '-' || lpad(n.value::text, greatest(6, length(n.value::text)), '0'), b.account_id, b.id, $6, $7, $8, $9::numeric, $10,
    'RECEIVED', 'PORTAL', b.actor, $4, $5, date_trunc('milliseconds', now()), date_trunc('milliseconds', now()) from buyer b, counted n
  on conflict (tenant_id, filed_by, idempotency_key) do nothing returning *
), event as (
  insert into complaint_event (tenant_id, complaint_id, seq, at, actor, type) select tenant_id, id, version, created_at, filed_by, status from filed
), audit as (
  insert into audit_log (tenant_id, id, at, actor, request_id, action, entity, entity_id, detail)
  select tenant_id, uuidv7(), created_at, filed_by, uuidv7()::text, 'filed', 'complaint', id, jsonb_build_object('number', number, 'subject', subject, 'channel', channel) from filed
), story as (
  insert into timeline_entry (tenant_id, id, account_id, at, recorded_at, kind, actor, entity, entity_id, detail)
  select tenant_id, uuidv7(), account_id, created_at, created_at, 'complaint.filed', filed_by, 'complaint', id, jsonb_build_object('number', number, 'subject', subject, 'channel', channel) from filed
), announced as (
  insert into outbox (tenant_id, id, topic, account_id, payload)
  select tenant_id, uuidv7(), 'complaint.filed', account_id, jsonb_build_object('complaintId', id, 'number', number, 'subject', subject) from filed
)
select row_to_json(c)::text from (
  select id, number, status, created_at as "createdAt", subject from (select * from filed union all select * from earlier where request_hash = $5) c) c`,
};
