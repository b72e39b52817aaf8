import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { Audit } from '../../platform/audit/audit.js';
import type { RequestContext } from '../../platform/context/request-context.js';
import { TENANT, tenantSql } from '../../platform/database/tenant-sql.js';
import { InputInvalid } from '../../platform/errors/domain-error.js';
import { isRowId } from '../../platform/errors/input-schemas.js';
import { parseInput } from '../../platform/errors/parse-input.js';
import { WebhookDeliveryStore } from './webhook-delivery.store.js';
import { WebhookEndpointService } from './webhook-endpoint.service.js';
import { PING } from './webhook-events.js';
import { WebhookFanOut } from './webhook-fan-out.js';
import { WebhookDeliveryNotFound, WebhookDisabled } from './webhook.errors.js';
import type { ReplayWebhookDeliveriesInput, ReplayWebhookDeliveriesPayload } from './webhook.types.js';

const USUAL_LIMIT = 100;

const moment = z.string().transform((text) => new Date(text));
const replayInput = z.object({
  endpointId: z.string(),
  since: moment,
  until: moment,
  limit: z.int().min(1).max(1_000).nullish(),
  delivered: z.boolean().nullish(),
});

/** Sends again what was sent before, and what should have been. */
@Injectable()
export class WebhookReplayService {
  constructor(
    @Inject(WebhookEndpointService) private readonly endpoints: WebhookEndpointService,
    @Inject(WebhookDeliveryStore) private readonly deliveries: WebhookDeliveryStore,
    @Inject(WebhookFanOut) private readonly fanOut: WebhookFanOut,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** Sends an event that says nothing but that it was asked for. @throws NotFound @throws WebhookDisabled */
  async ping(ctx: RequestContext, endpointId: string): Promise<{ readonly id: string }> {
    const { id } = await this.active(ctx, endpointId);
    const [delivery] = await this.deliveries.add(ctx, [
      {
        ...{ endpointId: id, eventId: uuidv7(), event: PING, accountId: null, occurredAt: ctx.now() },
        data: { endpointId: id, tenantId: ctx.tenantId },
      },
    ]);
    if (delivery === undefined) throw new Error('A new event has no delivery.');
    await this.fanOut.wake(ctx, [id]);
    await this.audit.record(ctx, { action: 'tested', entity: 'webhook-endpoint', entityId: id });
    return { id: delivery };
  }

  /** @throws NotFound @throws WebhookDisabled */
  async replay(ctx: RequestContext, id: string): Promise<{ readonly id: string }> {
    const found = isRowId(id)
      ? await ctx.unit.first<{ id: string; endpointId: string }>(tenantSql`
          select id, endpoint_id as "endpointId" from webhook_delivery where tenant_id = ${TENANT} and id = ${id.toLowerCase()}`)
      : undefined;
    if (!found) throw new WebhookDeliveryNotFound();
    const endpoint = await this.active(ctx, found.endpointId);
    await this.deliveries.replay(ctx, [found.id]);
    await this.fanOut.wake(ctx, [endpoint.id]);
    await this.audit.record(ctx, { action: 'replayed', entity: 'webhook-delivery', entityId: found.id });
    return { id: found.id };
  }

  /**
   * What failed or was cancelled, and what happened while the endpoint was disabled or not asking for it.
   * @throws NotFound @throws WebhookDisabled @throws InputInvalid
   */
  async replayAll(ctx: RequestContext, input: ReplayWebhookDeliveriesInput): Promise<ReplayWebhookDeliveriesPayload> {
    const { endpointId, since, until, limit, delivered } = parseInput(replayInput, input);
    if (until < since)
      throw new InputInvalid([
        { path: ['input', 'until'], code: 'PERIOD_INVALID', message: 'must not be before since' },
      ]);
    const endpoint = await this.active(ctx, endpointId);
    const most = limit ?? USUAL_LIMIT;
    const period = { since, until, most: most + 1 };
    const found = [
      ...(await this.deliveries.ended(ctx, { endpointId: endpoint.id, delivered: delivered ?? false, ...period })),
      ...(await this.fanOut.missed(ctx, endpoint, period)),
    ].sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
    const again = found.slice(0, most);
    await this.deliveries.replay(
      ctx,
      again.flatMap((each) => ('id' in each ? [each.id] : [])),
    );
    await this.deliveries.add(
      ctx,
      again.flatMap((each) => ('id' in each ? [] : [each])),
    );
    const replayed = again.length;
    if (replayed > 0) await this.fanOut.wake(ctx, [endpoint.id]);
    await this.audit.record(ctx, {
      ...{ action: 'replayed', entity: 'webhook-endpoint', entityId: endpoint.id },
      detail: { since: since.toISOString(), until: until.toISOString(), replayed },
    });
    return { replayed, more: found.length > most, lastOccurredAt: again.at(-1)?.occurredAt ?? null };
  }

  private async active(ctx: RequestContext, endpointId: string) {
    const endpoint = await this.endpoints.lock(ctx, endpointId);
    if (endpoint.status !== 'ACTIVE') throw new WebhookDisabled();
    return endpoint;
  }
}
