import type { RequestContext } from '../../platform/context/request-context.js';
import { WebhookEndpointService } from '../webhooks/webhook-endpoint.service.js';
import { WebhookReplayService } from '../webhooks/webhook-replay.service.js';
import { actingAs, type DemoDirectory, type Take } from './demo-actors.js';
import { DEMO_TENANT } from './demo.data.js';

/** An endpoint as a project leaves it that is not finished: tried out once and switched off. Nothing is sent to anybody. */
export async function prepareWebhooks(ctx: RequestContext, take: Take, directory: DemoDirectory): Promise<void> {
  const admin = actingAs(ctx, directory.staffMember('admin'), ctx.now());
  const { id } = await take(WebhookEndpointService).create(admin, {
    url: `https://erp.${DEMO_TENANT.slug}.example/hooks/mortise`,
    description: 'Order desk in the ERP',
    events: ['alert.opened', 'complaint.filed', 'stage.changed'],
  });
  await take(WebhookReplayService).ping(admin, id);
  await take(WebhookEndpointService).disable(admin, id);
}
