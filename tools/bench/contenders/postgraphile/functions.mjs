// @ts-check

const TODAY = `(now() at time zone 'utc')::date`;
const TENANT = 'mortise.current_tenant()';
const SETTING = (/** @type {string} */ name) => `nullif(current_setting('bench.${name}', true), '')`;

/**
 * What PostGraphile's users write in SQL: a computed column, and the mutation with everything the API writes.
 */
export const FUNCTIONS = `
create schema bench;
grant usage on schema bench to mortise_app;

create type bench.monthly_sales as (month date, net_minor bigint, currency text, quantity numeric, lines bigint);
create function bench.account_monthly_sales(account mortise.account, months integer) returns setof bench.monthly_sales language sql stable as $$
  with latest as materialized (
    select date_trunc('month', max(day)::timestamp)::date as month from mortise.account_order_day where tenant_id = ${TENANT})
  select m.month::date, coalesce(s.net_minor, 0)::bigint, t.currency, null::numeric, coalesce(s.lines, 0)
  from latest cross join lateral generate_series(latest.month - make_interval(months => months - 1), latest.month, '1 month') m (month)
  cross join (select currency from mortise.tenant where id = ${TENANT}) t
  left join (
    select month, sum(net_minor) as net_minor, sum(lines) as lines from mortise.account_category_month
    where tenant_id = ${TENANT} and account_id = account.id and month > (select (month - make_interval(months => months))::date from latest)
    group by month) s on s.month = m.month::date
  order by m.month $$;
comment on function bench.account_monthly_sales(mortise.account, integer) is '@behavior -resource:connection -typeField:resource:connection +typeField:resource:list +resource:list';

create function bench.file_complaint(key text, subject text, description text, lot text, quantity numeric, unit text)
returns mortise.complaint language plpgsql volatile as $$
declare
  buyer record; filed mortise.complaint; counted bigint; year text := extract(year from ${TODAY});
  hash text := encode(sha256(convert_to(jsonb_build_array(subject, description, lot, quantity, unit)::text, 'UTF8')), 'base64');
begin
  select ac.id, ac.account_id, 'buyer:' || ac.id as actor into buyer from mortise.portal_session s
    join mortise.account_contact ac on ac.tenant_id = s.tenant_id and ac.id = s.account_contact_id
    join mortise.contact c on c.tenant_id = ac.tenant_id and c.id = ac.contact_id
    where s.tenant_id = ${TENANT} and s.id = ${SETTING('session')}::uuid and s.secret_hash = decode(${SETTING('secret_hash')}, 'hex')
      and s.revoked_at is null and s.expires_at > now() and c.status = 'ACTIVE'
      and ac.valid_from <= ${TODAY} and (ac.valid_to is null or ac.valid_to >= ${TODAY});
  if not found then raise exception 'Not signed in.'; end if;
  select c.* into filed from mortise.complaint c
    where c.tenant_id = ${TENANT} and c.filed_by = buyer.actor and c.idempotency_key = key;
  if found then
    if filed.request_hash <> hash then raise exception 'The key was used for something else.'; end if;
    return filed;
  end if;
  insert into mortise.counter (tenant_id, name, value) values (${TENANT}, 'complaint:' || year, 1)
    on conflict (tenant_id, name) do update set value = counter.value + 1 returning value into counted;
  insert into mortise.complaint (tenant_id, id, number, account_id, account_contact_id, subject, description, lot, quantity, unit,
      status, channel, filed_by, idempotency_key, request_hash, created_at, updated_at)
    values (${TENANT}, uuidv7(), 'C-' || year || '-' || lpad(counted::text, greatest(6, length(counted::text)), '0'), buyer.account_id, buyer.id,
      file_complaint.subject, file_complaint.description, file_complaint.lot, file_complaint.quantity, file_complaint.unit,
      'RECEIVED', 'PORTAL', buyer.actor, key, hash, date_trunc('milliseconds', now()), date_trunc('milliseconds', now()))
    returning * into filed;
  insert into mortise.complaint_event (tenant_id, complaint_id, seq, at, actor, type)
    values (filed.tenant_id, filed.id, filed.version, filed.created_at, filed.filed_by, filed.status);
  insert into mortise.audit_log (tenant_id, id, at, actor, request_id, action, entity, entity_id, detail)
    values (filed.tenant_id, uuidv7(), filed.created_at, filed.filed_by, uuidv7()::text, 'filed', 'complaint', filed.id,
      jsonb_build_object('number', filed.number, 'subject', filed.subject, 'channel', filed.channel));
  insert into mortise.timeline_entry (tenant_id, id, account_id, at, recorded_at, kind, actor, entity, entity_id, detail)
    values (filed.tenant_id, uuidv7(), filed.account_id, filed.created_at, filed.created_at, 'complaint.filed', filed.filed_by, 'complaint', filed.id,
      jsonb_build_object('number', filed.number, 'subject', filed.subject, 'channel', filed.channel));
  insert into mortise.outbox (tenant_id, id, topic, account_id, payload)
    values (filed.tenant_id, uuidv7(), 'complaint.filed', filed.account_id,
      jsonb_build_object('complaintId', filed.id, 'number', filed.number, 'subject', filed.subject));
  return filed;
end $$`;
