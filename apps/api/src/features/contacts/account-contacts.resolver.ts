import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import type { ConnectionOf } from '../../platform/graphql/connection.js';
import { Account } from '../accounts/account.entity.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import { AccountContactListService } from './account-contact-list.service.js';
import type { AccountContact } from './account-contact.entity.js';
import { AccountContactConnection, AccountContactsArgs } from './account-contact.types.js';

@Resolver(() => Account)
export class AccountContactsResolver {
  constructor(@Inject(AccountContactListService) private readonly lists: AccountContactListService) {}

  @ResolveField(() => AccountContactConnection, {
    description: 'Who is there on a day and what they are there, by name; needs contact.read.',
  })
  contacts(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Account,
    @Args() args: AccountContactsArgs,
  ): Promise<ConnectionOf<AccountContact>> {
    demandPermission(ctx, 'contact.read');
    return this.lists.at(ctx, id, args);
  }
}
