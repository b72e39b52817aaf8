import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { PreferenceService } from './preference.service.js';
import { NotificationPreferences, UpdateNotificationPreferencesInput } from './preference.types.js';

@Resolver(() => NotificationPreferences)
export class PreferenceResolver {
  constructor(@Inject(PreferenceService) private readonly preferences: PreferenceService) {}

  @Query(() => NotificationPreferences, { description: 'What the caller is mailed, and when.' })
  @Allow('staff')
  myNotificationPreferences(@Ctx() ctx: RequestContext): Promise<NotificationPreferences> {
    return this.preferences.mine(ctx);
  }

  @Mutation(() => NotificationPreferences, {
    description: 'Changes what the caller is mailed, and when. Errors: INPUT_INVALID.',
  })
  @Allow('staff')
  @Transactional()
  updateMyNotificationPreferences(
    @Ctx() ctx: RequestContext,
    @Args('input') input: UpdateNotificationPreferencesInput,
  ): Promise<NotificationPreferences> {
    return this.preferences.updateMine(ctx, input);
  }
}
