import { Args, ResolveField, Resolver } from '@nestjs/graphql';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { TimelineEntryConnection } from './timeline-entry.js';

@Resolver(() => Account)
export class AccountTimelineResolver {
  @ResolveField(() => TimelineEntryConnection, {
    description: 'Everything that happened at it, as far as your permissions let you read it, the newest first.',
  })
  timeline(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }
}
