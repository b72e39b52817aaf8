import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { all, sql } from '../../platform/database/tenant-sql.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { isRowId } from '../../platform/errors/input-schemas.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { type Read, readById, readConnection, readWritten } from '../../platform/graphql/read-engine/read.js';
import { Account } from '../accounts/account.entity.js';
import { WebhookReplayService } from './webhook-replay.service.js';
import { DELIVERY_ORDERING } from './webhook.reads.js';
import {
  ReplayWebhookDeliveriesInput,
  ReplayWebhookDeliveriesPayload,
  WebhookAttempt,
  WebhookDelivery,
  WebhookDeliveryArgs,
  WebhookDeliveryConnection,
  WebhookEndpoint,
} from './webhook.types.js';

@Resolver(() => WebhookDelivery)
export class WebhookDeliveryResolver {
  constructor(@Inject(WebhookReplayService) private readonly replays: WebhookReplayService) {}

  @Query(() => WebhookDeliveryConnection, { description: 'What was sent to webhooks in the last 30 days.' })
  @Allow('webhook.manage')
  webhookDeliveries(@Args() { filter, order, ...page }: WebhookDeliveryArgs): Read<WebhookDelivery> {
    const { endpointId, status, event, since, until } = filter ?? {};
    return readConnection(page, DELIVERY_ORDERING[order ?? 'NEWEST'], {
      where: (delivery) =>
        all([
          endpointId == null
            ? undefined
            : isRowId(endpointId)
              ? sql`${delivery('endpoint_id')} = ${endpointId.toLowerCase()}::uuid`
              : sql`false`,
          status == null ? undefined : sql`${delivery('status')} = ${status}`,
          event == null ? undefined : sql`${delivery('event')} = ${event}`,
          since == null ? undefined : sql`${delivery('occurred_at')} >= ${since}::timestamptz`,
          until == null ? undefined : sql`${delivery('occurred_at')} < ${until}::timestamptz`,
        ]),
    });
  }

  @Query(() => WebhookDelivery, { nullable: true, description: 'One delivery; null when there is none.' })
  @Allow('webhook.manage')
  webhookDelivery(@Args('id', { type: () => ID, description: 'The delivery.' }) id: string): Read<WebhookDelivery> {
    return readById(id);
  }

  @Mutation(() => WebhookDelivery, {
    description: 'Sends a WEBHOOK_PING to an endpoint, to try it out. Errors: NOT_FOUND, WEBHOOK_DISABLED.',
  })
  @Allow('webhook.manage')
  @Transactional()
  async sendTestWebhook(
    @Ctx() ctx: RequestContext,
    @Args('endpointId', { type: () => ID, description: 'The endpoint.' }) endpointId: string,
  ): Promise<Read<WebhookDelivery>> {
    return readWritten(await this.replays.ping(ctx, endpointId));
  }

  @Mutation(() => WebhookDelivery, {
    description:
      'Sends a delivery again at once, with the same webhook-id and as many attempts as a new one. Errors: NOT_FOUND, WEBHOOK_DISABLED.',
  })
  @Allow('webhook.manage')
  @Transactional()
  async replayWebhookDelivery(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The delivery.' }) id: string,
  ): Promise<Read<WebhookDelivery>> {
    return readWritten(await this.replays.replay(ctx, id));
  }

  @Mutation(() => ReplayWebhookDeliveriesPayload, {
    description:
      'Sends an endpoint what it missed in a time: what failed or was cancelled, and what happened in the last seven days while it was disabled or did not ask for it. Errors: INPUT_INVALID (PERIOD_INVALID), NOT_FOUND, WEBHOOK_DISABLED.',
  })
  @Allow('webhook.manage')
  @Transactional()
  replayWebhookDeliveries(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'Which.' }) input: ReplayWebhookDeliveriesInput,
  ): Promise<ReplayWebhookDeliveriesPayload> {
    return this.replays.replayAll(ctx, input);
  }

  @ResolveField(() => WebhookEndpoint, { description: 'Where it is sent.' })
  endpoint(): never {
    return readByEngine();
  }

  @ResolveField(() => Account, {
    nullable: true,
    description:
      'The account at which it happened; null for what is of the whole supplier, and for accounts you may not see.',
  })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => [WebhookAttempt], { description: 'Every attempt, the first one first.' })
  attempts(): never {
    return readByEngine();
  }
}
