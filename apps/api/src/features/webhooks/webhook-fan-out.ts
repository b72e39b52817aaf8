import { Inject, Injectable } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { sql, type Sql, TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { Outbox } from '../../platform/jobs/outbox.js';
import { type NewDelivery, WebhookDeliveryStore } from './webhook-delivery.store.js';
import { webhookData, type WebhookMessage, type WebhookTopic } from './webhook-events.js';

interface Message extends WebhookMessage {
  readonly at: Date;
}

/** Turns what has happened into deliveries: one for each endpoint that wants to hear of it. */
@Injectable()
export class WebhookFanOut {
  constructor(
    @Inject(WebhookDeliveryStore) private readonly deliveries: WebhookDeliveryStore,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  /** In the transaction in which these messages leave the outbox. Most tenants have no endpoints: then it is one short look. */
  async relayed(ctx: RequestContext, messageIds: readonly string[]): Promise<void> {
    // Nobody can delete an endpoint until what is for it is written down.
    const endpoints = await ctx.unit.query<{ id: string; events: WebhookTopic[] }>(tenantSql`
      select id, events from webhook_endpoint where tenant_id = ${TENANT} and status = 'ACTIVE' order by id for key share`);
    if (endpoints.length === 0) return;
    const messages = await this.messages(ctx, sql`id = any(${messageIds})`, messageIds.length);
    const made = endpoints.flatMap(({ id, events }) =>
      messages.filter(({ topic }) => events.includes(topic)).map((message) => deliveryOf(ctx, id, message)),
    );
    if (made.length === 0) return;
    await this.deliveries.add(ctx, made);
    await this.wake(ctx, [...new Set(made.map(({ endpointId }) => endpointId))]);
  }

  /** What happened in a time and the endpoint was not told of, as far as the outbox still knows; the oldest first. */
  async missed(
    ctx: RequestContext,
    endpoint: { readonly id: string; readonly events: readonly WebhookTopic[] },
    { since, until, most }: { readonly since: Date; readonly until: Date; readonly most: number },
  ): Promise<readonly NewDelivery[]> {
    const messages = await this.messages(
      ctx,
      sql`topic = any(${endpoint.events}) and at >= ${since} and at < ${until} and relayed_at is not null and not exists (
        select from webhook_delivery d where d.tenant_id = ${TENANT} and d.endpoint_id = ${endpoint.id} and d.event_id = o.id)`,
      most,
    );
    return messages.map((message) => deliveryOf(ctx, endpoint.id, message));
  }

  /** Has the endpoints' lanes look for what is due, once this transaction is committed. */
  async wake(ctx: RequestContext, endpointIds: readonly string[]): Promise<void> {
    await this.outbox.publish(ctx, 'webhooks.wake', { endpointIds });
  }

  private messages(ctx: RequestContext, condition: Sql, most: number): Promise<Message[]> {
    return ctx.unit.query<Message>(tenantSql`
      select o.id, o.topic, o.account_id as "accountId", o.payload, o.at from outbox o
      where o.tenant_id = ${TENANT} and ${condition} order by o.at, o.id limit ${most}`);
  }
}

function deliveryOf({ tenantId }: RequestContext, endpointId: string, message: Message): NewDelivery {
  const { id: eventId, topic: event, accountId, at: occurredAt } = message;
  return { endpointId, eventId, event, accountId, occurredAt, data: webhookData(tenantId, message) };
}
