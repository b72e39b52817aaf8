import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { type Read, readWritten } from '../../platform/graphql/read-engine/read.js';
import { AccountHierarchyService } from './account-hierarchy.service.js';
import { accountRead, accountsRead } from './account-list.js';
import { Account } from './account.entity.js';
import { AccountService } from './account.service.js';
import { AccountConnection, AccountListArgs, CreateAccountInput, UpdateAccountInput } from './account.types.js';

const ACCOUNT_ID = { type: () => ID, description: 'The account.' };

@Resolver(() => Account)
export class AccountResolver {
  constructor(
    @Inject(AccountService) private readonly service: AccountService,
    @Inject(AccountHierarchyService) private readonly hierarchy: AccountHierarchyService,
  ) {}

  @Query(() => Account, {
    nullable: true,
    description: 'One account, named by exactly one of both; null when there is none you may see.',
  })
  @Allow('account.read')
  account(
    @Args('id', { type: () => ID, nullable: true, description: 'Its identifier.' }) id?: string,
    @Args('externalId', {
      type: () => String,
      nullable: true,
      description: "Its number in the supplier's own systems.",
    })
    externalId?: string,
  ): Read<Account> {
    return accountRead(id, externalId);
  }

  @Query(() => AccountConnection, {
    description: 'The accounts you may see: those of your teams, those you own, and all below them.',
  })
  @Allow('account.read')
  accounts(@Ctx() ctx: RequestContext, @Args() args: AccountListArgs): Read<Account> {
    return accountsRead(ctx, args);
  }

  @Mutation(() => Account, {
    description: 'Adds an account. Errors: INPUT_INVALID, EXTERNAL_ID_TAKEN, NOT_FOUND (parent, owner).',
  })
  @Allow('account.write')
  @Transactional()
  async createAccount(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'The account.' }) input: CreateAccountInput,
  ): Promise<Read<Account>> {
    return readWritten(await this.service.create(ctx, input));
  }

  @Mutation(() => Account, {
    description:
      'Changes an account. Errors: INPUT_INVALID, NOT_FOUND (account, owner), VERSION_CONFLICT, EXTERNAL_ID_TAKEN, CONCURRENT_CHANGE.',
  })
  @Allow('account.write')
  @Transactional()
  async updateAccount(
    @Ctx() ctx: RequestContext,
    @Args('id', ACCOUNT_ID) id: string,
    @Args('version', { type: () => Int, description: 'The version the change was made from.' }) version: number,
    @Args('input', { description: 'What to change.' }) input: UpdateAccountInput,
  ): Promise<Read<Account>> {
    return readWritten(await this.service.update(ctx, id, version, input));
  }

  @Mutation(() => Account, {
    description:
      'Makes an account, with everything below it, a part of another one. Errors: NOT_FOUND (either account), HIERARCHY_CYCLE, CONCURRENT_CHANGE.',
  })
  @Allow('account.write')
  @Transactional()
  async moveAccount(
    @Ctx() ctx: RequestContext,
    @Args('id', ACCOUNT_ID) id: string,
    @Args('parentId', { type: () => ID, nullable: true, description: 'The new parent; none: it stands on its own.' })
    parentId?: string,
  ): Promise<Read<Account>> {
    return readWritten(await this.hierarchy.move(ctx, id, parentId ?? null));
  }

  @Mutation(() => Account, { description: 'Takes an account out of the lists; it stays readable. Errors: NOT_FOUND.' })
  @Allow('account.write')
  @Transactional()
  async archiveAccount(@Ctx() ctx: RequestContext, @Args('id', ACCOUNT_ID) id: string): Promise<Read<Account>> {
    return readWritten(await this.service.archive(ctx, id, true));
  }

  @Mutation(() => Account, { description: 'Takes an archived account back into use. Errors: NOT_FOUND.' })
  @Allow('account.write')
  @Transactional()
  async restoreAccount(@Ctx() ctx: RequestContext, @Args('id', ACCOUNT_ID) id: string): Promise<Read<Account>> {
    return readWritten(await this.service.archive(ctx, id, false));
  }
}
