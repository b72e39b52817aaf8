import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import type { RequestContext } from '../../platform/context/request-context.js';
import { JobHandlers } from '../../platform/jobs/job-handlers.js';
import { OutboxRelay } from '../../platform/jobs/outbox.relay.js';
import { StaffModule } from '../staff/staff.module.js';
import { WebhookDeliveryResolver } from './webhook-delivery.resolver.js';
import { WebhookDeliveryStore } from './webhook-delivery.store.js';
import { WebhookEndpointResolver } from './webhook-endpoint.resolver.js';
import { WebhookEndpointService } from './webhook-endpoint.service.js';
import { WEBHOOK_TOPICS } from './webhook-events.js';
import { WebhookFanOut } from './webhook-fan-out.js';
import { WebhookLanes } from './webhook-lanes.js';
import { WebhookReplayService } from './webhook-replay.service.js';
import { WebhookSecretStore } from './webhook-secret.store.js';
import { WebhookSwitch } from './webhook-switch.service.js';

/** How long it is kept what was sent. */
const KEPT_MS = 30 * 86_400_000;

@Module({
  imports: [StaffModule],
  providers: [
    ...[WebhookEndpointResolver, WebhookDeliveryResolver, WebhookEndpointService, WebhookReplayService],
    ...[WebhookSecretStore, WebhookDeliveryStore, WebhookSwitch, WebhookFanOut, WebhookLanes],
  ],
})
export class WebhookModule implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly jobs: JobHandlers,
    @Inject(OutboxRelay) private readonly relay: OutboxRelay,
    @Inject(WebhookFanOut) private readonly fanOut: WebhookFanOut,
    @Inject(WebhookLanes) private readonly lanes: WebhookLanes,
    @Inject(WebhookDeliveryStore) private readonly deliveries: WebhookDeliveryStore,
    @Inject(WebhookSecretStore) private readonly secrets: WebhookSecretStore,
  ) {}

  onModuleInit(): void {
    this.relay.alongside(WEBHOOK_TOPICS, (ctx, ids) => this.fanOut.relayed(ctx, ids));
    this.jobs.handle('webhooks.wake', (ctx, { endpointIds }, { id }) => this.lanes.wake(ctx.tenantId, endpointIds, id));
    this.jobs.handle('webhooks.due', async (ctx, _payload, { id }) => {
      await this.lanes.wake(ctx.tenantId, await this.deliveries.endpointsDue(ctx), id);
    });
    this.jobs.handle('webhooks.purge', (ctx) => this.purge(ctx));
  }

  private async purge(ctx: RequestContext): Promise<void> {
    await this.deliveries.purge(ctx, new Date(ctx.now().getTime() - KEPT_MS));
    await this.secrets.purge(ctx);
  }
}
