import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { ConnectionArgs, type ConnectionOf } from '../../platform/graphql/connection.js';
import { Account } from '../accounts/account.entity.js';
import { type TimelineEntry, TimelineEntryConnection } from './timeline-entry.js';
import { TimelineService } from './timeline.service.js';

@Resolver(() => Account)
export class AccountTimelineResolver {
  constructor(@Inject(TimelineService) private readonly service: TimelineService) {}

  @ResolveField(() => TimelineEntryConnection, {
    description: 'Everything that happened at it, as far as your permissions let you read it, the newest first.',
  })
  timeline(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Account,
    @Args() args: ConnectionArgs,
  ): Promise<ConnectionOf<TimelineEntry>> {
    return this.service.of(ctx, id, args);
  }
}
