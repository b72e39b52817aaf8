import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import type { WebhookEventType } from './webhook-events.js';
import type { SendOutcome, WebhookFailure } from './webhook-sender.js';

/** An event that is to be sent to an endpoint. */
export interface NewDelivery {
  readonly endpointId: string;
  readonly eventId: string;
  readonly event: WebhookEventType;
  readonly accountId: string | null;
  readonly occurredAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A delivery of which an attempt has begun. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly eventId: string;
  readonly event: WebhookEventType;
  readonly occurredAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
  /** The attempt. */
  readonly number: number;
  /** Attempts of this round, this one included. */
  readonly tries: number;
}

/** What there is to be sent, and what came of it. */
@Injectable()
export class WebhookDeliveryStore {
  /** Writes down what is to be sent now; what is there already is left as it is. @returns the identifiers of new ones */
  async add(ctx: RequestContext, deliveries: readonly NewDelivery[]): Promise<readonly string[]> {
    if (deliveries.length === 0) return [];
    const rows = await ctx.unit.query<{ id: string }>(tenantSql`
      insert into webhook_delivery (tenant_id, id, endpoint_id, event_id, event, account_id, occurred_at, data, status, due_at)
      select ${TENANT}::uuid, n.id, n.endpoint_id, n.event_id, n.event, n.account_id, n.occurred_at, n.data, 'PENDING', ${ctx.now()}::timestamptz
      from unnest(${deliveries.map(() => uuidv7())}::uuid[], ${deliveries.map(({ endpointId }) => endpointId)}::uuid[],
        ${deliveries.map(({ eventId }) => eventId)}::uuid[], ${deliveries.map(({ event }) => event)}::text[],
        ${deliveries.map(({ accountId }) => accountId)}::uuid[], ${deliveries.map(({ occurredAt }) => occurredAt)}::timestamptz[],
        ${deliveries.map(({ data }) => JSON.stringify(data))}::jsonb[])
        as n (id, endpoint_id, event_id, event, account_id, occurred_at, data)
      on conflict (tenant_id, endpoint_id, event_id) do nothing returning id`);
    return rows.map(({ id }) => id);
  }

  /** Begins attempts of what is due, the longest due first. Only the lane of the endpoint does so. */
  claim(ctx: RequestContext, endpointId: string, most: number): Promise<ClaimedDelivery[]> {
    return ctx.unit.query<ClaimedDelivery>(tenantSql`
      with due as (
        select id from webhook_delivery where tenant_id = ${TENANT} and endpoint_id = ${endpointId} and status = 'PENDING' and due_at <= ${ctx.now()}
        order by due_at, id limit ${most} for update),
      begun as (
        update webhook_delivery d set attempt_count = d.attempt_count + 1, tries = d.tries + 1 from due
        where d.tenant_id = ${TENANT} and d.id = due.id returning d.*),
      noted as (
        insert into webhook_attempt (tenant_id, delivery_id, number, endpoint_id, started_at)
        select ${TENANT}::uuid, id, attempt_count, endpoint_id, ${ctx.now()}::timestamptz from begun)
      select id, event_id as "eventId", event, occurred_at as "occurredAt", data, attempt_count as number, tries from begun order by due_at, id`);
  }

  /** Attempts that nobody will say any more what came of. What they were to deliver is due still. */
  async interrupt(ctx: RequestContext, endpointId: string): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update webhook_attempt set finished_at = ${ctx.now()}, error_code = 'INTERRUPTED'
      where tenant_id = ${TENANT} and endpoint_id = ${endpointId} and finished_at is null`);
  }

  /** Notes how an attempt ended. @returns false when it was given up as interrupted meanwhile, or its delivery is gone */
  async finish(
    ctx: RequestContext,
    { id, number }: Pick<ClaimedDelivery, 'id' | 'number'>,
    failure: WebhookFailure | null,
    { durationMs, statusCode, body }: Pick<SendOutcome, 'durationMs' | 'statusCode' | 'body'>,
  ): Promise<boolean> {
    const noted = await ctx.unit.execute(tenantSql`
      update webhook_attempt set finished_at = ${ctx.now()}, duration_ms = ${durationMs}, status_code = ${statusCode}, error_code = ${failure},
        response_body = ${body}
      where tenant_id = ${TENANT} and delivery_id = ${id} and number = ${number} and finished_at is null`);
    return noted > 0;
  }

  /** It has arrived, also where the endpoint was disabled while it was on its way. */
  async delivered(ctx: RequestContext, id: string): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update webhook_delivery set status = 'DELIVERED', due_at = null, delivered_at = ${ctx.now()} where tenant_id = ${TENANT} and id = ${id}`);
  }

  /** @param next when it is tried again; null: never */
  async failed(ctx: RequestContext, id: string, next: Date | null): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update webhook_delivery set status = ${next === null ? 'FAILED' : 'PENDING'}, due_at = ${next}
      where tenant_id = ${TENANT} and id = ${id} and status = 'PENDING'`);
  }

  async cancel(ctx: RequestContext, endpointId: string): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update webhook_delivery set status = 'CANCELLED', due_at = null
      where tenant_id = ${TENANT} and endpoint_id = ${endpointId} and status = 'PENDING'`);
  }

  /** When something is due for the endpoint next; undefined when nothing waits. */
  async nextDue(ctx: RequestContext, endpointId: string): Promise<Date | undefined> {
    const row = await ctx.unit.first<{ due: Date | null }>(tenantSql`
      select min(due_at) as due from webhook_delivery where tenant_id = ${TENANT} and endpoint_id = ${endpointId} and status = 'PENDING'`);
    return row?.due ?? undefined;
  }

  /** Endpoints for which something is due. */
  async endpointsDue(ctx: RequestContext): Promise<readonly string[]> {
    const rows = await ctx.unit.query<{ id: string }>(tenantSql`
      select e.id from webhook_endpoint e where e.tenant_id = ${TENANT} and exists (
        select from webhook_delivery d where d.tenant_id = ${TENANT} and d.endpoint_id = e.id and d.status = 'PENDING' and d.due_at <= ${ctx.now()})
      order by e.id`);
    return rows.map(({ id }) => id);
  }

  /** Has these sent again from the start. */
  async replay(ctx: RequestContext, ids: readonly string[]): Promise<void> {
    await ctx.unit.execute(tenantSql`
      update webhook_delivery set status = 'PENDING', tries = 0, due_at = ${ctx.now()} where tenant_id = ${TENANT} and id = any(${ids})`);
  }

  /** Deliveries to an endpoint of what happened in a time and has come to its end, the oldest first. */
  async ended(
    ctx: RequestContext,
    { endpointId, since, until, delivered, most }: EndedDeliveries,
  ): Promise<readonly { readonly id: string; readonly occurredAt: Date }[]> {
    const statuses = delivered ? ['FAILED', 'CANCELLED', 'DELIVERED'] : ['FAILED', 'CANCELLED'];
    return ctx.unit.query(tenantSql`
      select id, occurred_at as "occurredAt" from webhook_delivery
      where tenant_id = ${TENANT} and endpoint_id = ${endpointId} and occurred_at >= ${since} and occurred_at < ${until}
        and status = any(${statuses}) and ${sql`event <> 'webhook.ping'`}
      order by occurred_at, id limit ${most}`);
  }

  /** Forgets what happened before then, attempts included, unless it is still to be sent. */
  async purge(ctx: RequestContext, before: Date): Promise<void> {
    await ctx.unit.execute(tenantSql`
      delete from webhook_delivery where tenant_id = ${TENANT} and occurred_at < ${before} and status <> 'PENDING'`);
  }
}

interface EndedDeliveries {
  readonly endpointId: string;
  readonly since: Date;
  readonly until: Date;
  readonly delivered: boolean;
  readonly most: number;
}
