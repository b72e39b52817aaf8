import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { ConnectionArgs, type ConnectionOf } from '../../platform/graphql/connection.js';
import { Account } from '../accounts/account.entity.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import { ComplaintListService } from './complaint-list.service.js';
import type { Complaint } from './complaint.model.js';
import { ComplaintConnection } from './complaint.types.js';

@Resolver(() => Account)
export class AccountComplaintsResolver {
  constructor(@Inject(ComplaintListService) private readonly lists: ComplaintListService) {}

  @ResolveField(() => ComplaintConnection, { description: 'Its complaints, the newest first; needs complaint.read.' })
  complaints(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Account,
    @Args() args: ConnectionArgs,
  ): Promise<ConnectionOf<Complaint>> {
    demandPermission(ctx, 'complaint.read');
    return this.lists.ofAccount(ctx, id, args);
  }
}
