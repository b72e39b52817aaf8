import { Inject } from '@nestjs/common';
import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { ConnectionArgs, type ConnectionOf } from '../../platform/graphql/connection.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { StaffService } from '../staff/staff.service.js';
import { AccountHierarchyService } from './account-hierarchy.service.js';
import { AccountListService } from './account-list.service.js';
import { Account } from './account.entity.js';
import { AccountService } from './account.service.js';
import { AccountConnection } from './account.types.js';

@Resolver(() => Account)
export class AccountFieldsResolver {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(AccountListService) private readonly lists: AccountListService,
    @Inject(AccountHierarchyService) private readonly hierarchy: AccountHierarchyService,
    @Inject(StaffService) private readonly staff: StaffService,
  ) {}

  @ResolveField(() => Account, {
    nullable: true,
    description: 'The account it is a part of; null when there is none you may see.',
  })
  async parent(@Ctx() ctx: RequestContext, @Parent() { parentId }: Account): Promise<Account | null> {
    return (parentId !== null && (await batchLoad(ctx, this.accounts.byIds, parentId))) || null;
  }

  @ResolveField(() => [Account], { description: 'All accounts above it that you may see, the nearest first.' })
  async ancestors(@Ctx() ctx: RequestContext, @Parent() { id }: Account): Promise<Account[]> {
    return (await batchLoad(ctx, this.hierarchy.ancestors, id)) ?? [];
  }

  @ResolveField(() => AccountConnection, { description: 'Its direct parts in use, by name.' })
  children(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Account,
    @Args() args: ConnectionArgs,
  ): Promise<ConnectionOf<Account>> {
    return this.lists.children(ctx, id, args);
  }

  @ResolveField(() => Int, { description: 'How many accounts in use lie below it, at any depth.' })
  async descendantCount(@Ctx() ctx: RequestContext, @Parent() { id }: Account): Promise<number> {
    return (await batchLoad(ctx, this.hierarchy.descendantCounts, id)) ?? 0;
  }

  @ResolveField(() => StaffMember, {
    nullable: true,
    description: 'The member of staff who answers for it; needs staff.read.',
  })
  async owner(@Ctx() ctx: RequestContext, @Parent() { ownerId }: Account): Promise<StaffMember | null> {
    demandPermission(ctx, 'staff.read');
    return (ownerId !== null && (await batchLoad(ctx, this.staff.byIds, ownerId))) || null;
  }
}
