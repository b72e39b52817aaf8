import { Args, ResolveField, Resolver } from '@nestjs/graphql';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { ComplaintConnection } from './complaint.types.js';

@Resolver(() => Account)
export class AccountComplaintsResolver {
  @ResolveField(() => ComplaintConnection, { description: 'Its complaints, the newest first; needs complaint.read.' })
  complaints(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }
}
