import { COMPLAINT_MACHINE } from '@mortise/domain';
import { v7 as uuidv7 } from 'uuid';
import { historyOf } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, type Sql, TENANT, tenantSql, type TenantSql } from '../../platform/database/tenant-sql.js';
import { announcementOf } from '../../platform/jobs/outbox.js';
import { IdempotencyKeyReused, OrderLineNotFound } from './complaint.errors.js';
import type { Filing } from './complaint-filing.service.js';
import { UNTOLD_SEVERITY } from './complaint.model.js';

/** What the statement of {@link filingStatement} gives. */
export interface FilingResult {
  /** The new complaint; null when nothing was written. */
  readonly filed: string | null;
  /** What the key was used for before. */
  readonly earlier: { readonly id: string; readonly requestHash: string } | null;
  /** Whether the order line, if one was named, is one of the account. */
  readonly orderLine: boolean;
}

/**
 * Complaint with its number, first step, histories and announcement in one statement: all of it, or nothing where the key
 * was used before or the order line is not the account's.
 */
export function filingStatement(ctx: RequestContext, filing: Filing, requestHash: string): TenantSql {
  const { accountId, accountContactId, channel, content } = filing;
  const {
    subject,
    description,
    orderLineId = null,
    lot = null,
    quantity = null,
    unit = null,
    severity,
    idempotencyKey,
  } = content;
  const now = ctx.now();
  const year = now.getUTCFullYear();
  const detail = sql`jsonb_build_object('number', c.number, 'subject', c.subject, 'channel', c.channel)`;
  return tenantSql`
    with earlier as (
      select id, request_hash from complaint where tenant_id = ${TENANT} and filed_by = ${ctx.actor} and idempotency_key = ${idempotencyKey}),
    line as (select ${lineExists(orderLineId, accountId)} as found),
    counted as (
      insert into counter (tenant_id, name, value)
      select ${TENANT}::uuid, ${`complaint:${year}`}, 1 from line where line.found and not exists (select from earlier)
      on conflict (tenant_id, name) do update set value = counter.value + 1 returning value),
    c as (
      insert into complaint (tenant_id, id, number, account_id, account_contact_id, subject, description, order_line_id, lot, quantity, unit,
        status, channel, filed_by, idempotency_key, request_hash, created_at, updated_at, severity, policy_version)
      select ${TENANT}::uuid, ${uuidv7()}::uuid, ${numberOf(year)}, ${accountId}::uuid, ${accountContactId}::uuid, ${subject}, ${description},
        ${orderLineId}::uuid, ${lot}, ${quantity}::numeric, ${unit}, ${COMPLAINT_MACHINE.initial}, ${channel}, ${ctx.actor}, ${idempotencyKey},
        ${requestHash}, ${now}::timestamptz, ${now}::timestamptz, ${severity ?? UNTOLD_SEVERITY},
        coalesce((select max(p.version) from policy p where p.tenant_id = ${TENANT}), 0)
      from counted
      on conflict (tenant_id, filed_by, idempotency_key) do nothing returning *),
    step as (
      insert into complaint_event (tenant_id, complaint_id, seq, at, actor, type)
      select c.tenant_id, c.id, c.version, c.created_at, c.filed_by, c.status from c),
    ${historyOf(ctx, 'c', { action: 'filed', entity: 'complaint', detail })},
    ${announcementOf('c', 'complaint.filed', sql`jsonb_build_object('complaintId', c.id, 'number', c.number, 'subject', c.subject)`)},
    ${announcementOf('c', 'complaints.clocks', sql`jsonb_build_object('complaintIds', jsonb_build_array(c.id))`, 'timed')}
    select json_build_object('filed', (select c.id from c), 'orderLine', (select found from line),
      'earlier', (select json_build_object('id', id, 'requestHash', request_hash) from earlier))::text`;
}

/** @throws OrderLineNotFound, IdempotencyKeyReused: then nothing was written */
export function settleFiling({ earlier, orderLine }: FilingResult, requestHash: string): void {
  if (earlier && earlier.requestHash !== requestHash) throw new IdempotencyKeyReused();
  if (!earlier && !orderLine) throw new OrderLineNotFound();
}

/** Whether the line, if one is named, exists at exactly this account. */
function lineExists(orderLineId: string | null, accountId: string): Sql {
  if (orderLineId === null) return sql`true`;
  return sql`exists (select from order_line l where l.tenant_id = ${TENANT} and l.id = ${orderLineId} and l.account_id = ${accountId})`;
}

/** `formatComplaintNumber` of the domain for the number that was counted. */
function numberOf(year: number): Sql {
  return sql`'C-' || ${String(year)} || '-' || lpad(counted.value::text, greatest(6, length(counted.value::text)), '0')`;
}
