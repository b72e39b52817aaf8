import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { ConnectionArgs, type ConnectionOf } from '../../platform/graphql/connection.js';
import { ApiKey } from './api-key.entity.js';
import { ApiKeyService } from './api-key.service.js';
import { ApiKeyConnection, CreateApiKeyInput, CreateApiKeyPayload } from './api-key.types.js';
import { StaffMember } from './staff-member.entity.js';
import { StaffService } from './staff.service.js';

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  constructor(
    @Inject(ApiKeyService) private readonly service: ApiKeyService,
    @Inject(StaffService) private readonly staff: StaffService,
  ) {}

  @Query(() => ApiKeyConnection, {
    description: 'Your API keys, and with staff.manage those of everybody; the newest first.',
  })
  @Allow('staff')
  apiKeys(@Ctx() ctx: RequestContext, @Args() args: ConnectionArgs): Promise<ConnectionOf<ApiKey>> {
    return this.service.list(ctx, args);
  }

  @ResolveField(() => StaffMember, { description: 'For whom it acts.' })
  owner(@Ctx() ctx: RequestContext, @Parent() { staffId }: ApiKey): Promise<StaffMember | undefined> {
    return batchLoad(ctx, this.staff.byIds, staffId);
  }

  @Mutation(() => CreateApiKeyPayload, {
    description:
      'Makes an API key and shows its token this once. Errors: INPUT_INVALID, PERMISSION_NOT_OWNED, SESSION_REQUIRED.',
  })
  @Allow('staff')
  @Transactional()
  createApiKey(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'The key.' }) input: CreateApiKeyInput,
  ): Promise<CreateApiKeyPayload> {
    return this.service.create(ctx, input);
  }

  @Mutation(() => ApiKey, {
    description: 'Ends an API key at once: your own, or with staff.manage anybody’s. Errors: NOT_FOUND.',
  })
  @Allow('staff')
  @Transactional()
  revokeApiKey(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The key.' }) id: string,
  ): Promise<ApiKey> {
    return this.service.revoke(ctx, id);
  }
}
