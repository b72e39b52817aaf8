import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { Account } from '../accounts/account.entity.js';
import { AccountService } from '../accounts/account.service.js';
import { Department } from '../departments/department.entity.js';
import { DepartmentService } from '../departments/department.service.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import { AccountContact } from './account-contact.entity.js';
import { AccountContactService } from './account-contact.service.js';
import { ContactLinkInput, UpdateContactLinkInput } from './account-contact.types.js';
import { Contact } from './contact.entity.js';
import { ContactService } from './contact.service.js';

const LINK_ID = { type: () => ID, description: 'The link.' };

@Resolver(() => AccountContact)
export class AccountContactResolver {
  constructor(
    @Inject(AccountContactService) private readonly service: AccountContactService,
    @Inject(ContactService) private readonly contacts: ContactService,
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(DepartmentService) private readonly departments: DepartmentService,
  ) {}

  @ResolveField(() => Contact, { nullable: true, description: 'The person; needs contact.read.' })
  async contact(@Ctx() ctx: RequestContext, @Parent() { contactId }: AccountContact): Promise<Contact | null> {
    demandPermission(ctx, 'contact.read');
    return (await batchLoad(ctx, this.contacts.byIds, contactId)) ?? null;
  }

  @ResolveField(() => Account, { nullable: true, description: 'The account; needs account.read.' })
  async account(@Ctx() ctx: RequestContext, @Parent() { accountId }: AccountContact): Promise<Account | null> {
    demandPermission(ctx, 'account.read');
    return (await batchLoad(ctx, this.accounts.byIds, accountId)) ?? null;
  }

  @ResolveField(() => Department, { nullable: true, description: 'The department there.' })
  async department(@Ctx() ctx: RequestContext, @Parent() { departmentId }: AccountContact): Promise<Department | null> {
    return (departmentId !== null && (await batchLoad(ctx, this.departments.byIds, departmentId))) || null;
  }

  @Mutation(() => AccountContact, {
    description:
      'Links a person to an account for a time. Errors: INPUT_INVALID, NOT_FOUND (person, account, department), LINK_OVERLAPS, LINK_DATES_REVERSED.',
  })
  @Allow('contact.write')
  @Transactional()
  linkContact(
    @Ctx() ctx: RequestContext,
    @Args('contactId', { type: () => ID, description: 'The person.' }) contactId: string,
    @Args('input', { description: 'The link.' }) input: ContactLinkInput,
  ): Promise<AccountContact> {
    return this.contacts.link(ctx, contactId, input);
  }

  @Mutation(() => AccountContact, {
    description:
      'Changes what a person is at an account. Errors: INPUT_INVALID, NOT_FOUND (link, department), LINK_OVERLAPS, LINK_DATES_REVERSED.',
  })
  @Allow('contact.write')
  @Transactional()
  updateContactLink(
    @Ctx() ctx: RequestContext,
    @Args('id', LINK_ID) id: string,
    @Args('input', { description: 'What to change.' }) input: UpdateContactLinkInput,
  ): Promise<AccountContact> {
    return this.service.update(ctx, id, input);
  }

  @Mutation(() => AccountContact, {
    description:
      "Ends a person's time at an account; the link stays as history. Errors: NOT_FOUND, LINK_OVERLAPS, LINK_DATES_REVERSED.",
  })
  @Allow('contact.write')
  @Transactional()
  endContactLink(
    @Ctx() ctx: RequestContext,
    @Args('id', LINK_ID) id: string,
    @Args('on', { type: () => DateScalar, nullable: true, description: 'The last day; today unless told.' })
    on?: string,
  ): Promise<AccountContact> {
    return this.service.end(ctx, id, { on });
  }
}
