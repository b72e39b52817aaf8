import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { type Read, readById, readConnection, readWritten } from '../../platform/graphql/read-engine/read.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { WebhookEndpointService } from './webhook-endpoint.service.js';
import { NEWEST_ENDPOINTS } from './webhook.reads.js';
import {
  CreateWebhookEndpointInput,
  UpdateWebhookEndpointInput,
  WebhookDeliveryConnection,
  WebhookEndpoint,
  WebhookEndpointConnection,
  WebhookSecret,
  WebhookSecretPayload,
} from './webhook.types.js';

const ENDPOINT = { type: () => ID, description: 'The endpoint.' } as const;
const REFUSED =
  'SESSION_REQUIRED, INPUT_INVALID, WEBHOOK_URL_REFUSED (URL_INVALID, SCHEME_REFUSED, CREDENTIALS_REFUSED, FRAGMENT_REFUSED, PORT_REFUSED, NAME_REFUSED, ADDRESS_REFUSED), WEBHOOK_EVENT_NOT_ALLOWED';

interface SecretShown {
  readonly secret: string;
  readonly endpoint: Read<WebhookEndpoint>;
}

@Resolver(() => WebhookEndpoint)
export class WebhookEndpointResolver {
  constructor(@Inject(WebhookEndpointService) private readonly endpoints: WebhookEndpointService) {}

  @Query(() => WebhookEndpointConnection, { description: 'Where webhooks are sent, the newest first.' })
  @Allow('webhook.manage')
  webhookEndpoints(@Args() args: ConnectionArgs): Read<WebhookEndpoint> {
    return readConnection(args, NEWEST_ENDPOINTS);
  }

  @Query(() => WebhookEndpoint, { nullable: true, description: 'One endpoint; null when there is none.' })
  @Allow('webhook.manage')
  webhookEndpoint(@Args('id', ENDPOINT) id: string): Read<WebhookEndpoint> {
    return readById(id);
  }

  @Mutation(() => WebhookSecretPayload, {
    description: `Has events sent to a server, signed as Standard Webhooks says, and shows the key this once. Up to 20 endpoints. Errors: ${REFUSED}, WEBHOOK_TOO_MANY.`,
  })
  @Allow('webhook.manage')
  @Transactional()
  async createWebhookEndpoint(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'The endpoint.' }) input: CreateWebhookEndpointInput,
  ): Promise<SecretShown> {
    const { id, secret } = await this.endpoints.create(ctx, input);
    return { secret, endpoint: readWritten({ id }) };
  }

  @Mutation(() => WebhookEndpoint, {
    description: `Changes an endpoint; what waits goes to the new URL. Errors: NOT_FOUND, ${REFUSED}.`,
  })
  @Allow('webhook.manage')
  @Transactional()
  async updateWebhookEndpoint(
    @Ctx() ctx: RequestContext,
    @Args('id', ENDPOINT) id: string,
    @Args('input', { description: 'What changes.' }) input: UpdateWebhookEndpointInput,
  ): Promise<Read<WebhookEndpoint>> {
    return readWritten(await this.endpoints.update(ctx, id, input));
  }

  @Mutation(() => WebhookSecretPayload, {
    description:
      'Makes a new key and shows it this once. For as long as the overlap lasts everything is signed with both. Errors: NOT_FOUND, SESSION_REQUIRED, INPUT_INVALID, WEBHOOK_ROTATION_UNDER_WAY.',
  })
  @Allow('webhook.manage')
  @Transactional()
  async rotateWebhookSecret(
    @Ctx() ctx: RequestContext,
    @Args('endpointId', ENDPOINT) endpointId: string,
    @Args('overlapHours', {
      type: () => Int,
      nullable: true,
      description:
        'Hours for which the present key stays valid: 0–168, 24 unless told. 0 ends every older key at once.',
    })
    overlapHours?: number | null,
  ): Promise<SecretShown> {
    const { id, secret } = await this.endpoints.rotate(ctx, endpointId, { overlapHours: overlapHours ?? null });
    return { secret, endpoint: readWritten({ id }) };
  }

  @Mutation(() => WebhookEndpoint, {
    description: 'Sends nothing to an endpoint any more; what waits is cancelled. Errors: NOT_FOUND.',
  })
  @Allow('webhook.manage')
  @Transactional()
  async disableWebhookEndpoint(
    @Ctx() ctx: RequestContext,
    @Args('id', ENDPOINT) id: string,
  ): Promise<Read<WebhookEndpoint>> {
    return readWritten(await this.endpoints.disable(ctx, id));
  }

  @Mutation(() => WebhookEndpoint, {
    description:
      'Sends to an endpoint again from now on; replayWebhookDeliveries sends what it missed. Errors: NOT_FOUND.',
  })
  @Allow('webhook.manage')
  @Transactional()
  async enableWebhookEndpoint(
    @Ctx() ctx: RequestContext,
    @Args('id', ENDPOINT) id: string,
  ): Promise<Read<WebhookEndpoint>> {
    return readWritten(await this.endpoints.enable(ctx, id));
  }

  @Mutation(() => Boolean, {
    description: 'Deletes an endpoint with its keys and deliveries. Always true. Errors: NOT_FOUND.',
  })
  @Allow('webhook.manage')
  @Transactional()
  deleteWebhookEndpoint(@Ctx() ctx: RequestContext, @Args('id', ENDPOINT) id: string): Promise<boolean> {
    return this.endpoints.delete(ctx, id);
  }

  @ResolveField(() => StaffMember, { description: 'Who made it.' })
  createdBy(): never {
    return readByEngine();
  }

  @ResolveField(() => [WebhookSecret], {
    description: 'The keys it is sent with, the newest first; those that have expired are gone after the next night.',
  })
  secrets(): never {
    return readByEngine();
  }

  @ResolveField(() => WebhookDeliveryConnection, { description: 'What was sent to it, the newest event first.' })
  deliveries(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }
}
