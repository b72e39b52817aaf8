import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { type Read, readConnection, readWritten } from '../../platform/graphql/read-engine/read.js';
import { ApiKey } from './api-key.entity.js';
import { ApiKeyService, mine } from './api-key.service.js';
import { ApiKeyConnection, CreateApiKeyInput, CreateApiKeyPayload } from './api-key.types.js';
import { StaffMember } from './staff-member.entity.js';
import { KEYS_BY_AGE } from './staff.reads.js';

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  constructor(@Inject(ApiKeyService) private readonly service: ApiKeyService) {}

  @Query(() => ApiKeyConnection, {
    description: 'Your API keys, and with staff.manage those of everybody; the newest first.',
  })
  @Allow('staff')
  apiKeys(@Ctx() ctx: RequestContext, @Args() args: ConnectionArgs): Read<ApiKey> {
    return readConnection(args, KEYS_BY_AGE, { where: (key) => mine(ctx, key('staff_id')) });
  }

  @ResolveField(() => StaffMember, { description: 'For whom it acts.' })
  owner(): never {
    return readByEngine();
  }

  @Mutation(() => CreateApiKeyPayload, {
    description:
      'Makes an API key and shows its token this once. Errors: INPUT_INVALID, PERMISSION_NOT_OWNED, SESSION_REQUIRED.',
  })
  @Allow('staff')
  @Transactional()
  async createApiKey(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'The key.' }) input: CreateApiKeyInput,
  ): Promise<{ readonly token: string; readonly apiKey: Read<ApiKey> }> {
    const { token, id } = await this.service.create(ctx, input);
    return { token, apiKey: readWritten({ id }) };
  }

  @Mutation(() => ApiKey, {
    description: 'Ends an API key at once: your own, or with staff.manage anybody’s. Errors: NOT_FOUND.',
  })
  @Allow('staff')
  @Transactional()
  async revokeApiKey(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The key.' }) id: string,
  ): Promise<Read<ApiKey>> {
    return readWritten(await this.service.revoke(ctx, id));
  }
}
