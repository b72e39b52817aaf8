import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { type Read, readWritten } from '../../platform/graphql/read-engine/read.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { Account } from '../accounts/account.entity.js';
import { Department } from '../departments/department.entity.js';
import { StaffMember } from '../staff/staff-member.entity.js';
import { AccountContact, AccountContactPast } from './account-contact.entity.js';
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
  ) {}

  @ResolveField(() => Contact, { nullable: true, description: 'The person; needs contact.read.' })
  contact(): never {
    return readByEngine();
  }

  @ResolveField(() => Account, { nullable: true, description: 'The account; needs account.read.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => Department, { nullable: true, description: 'The department there.' })
  department(): never {
    return readByEngine();
  }

  @ResolveField(() => StaffMember, {
    nullable: true,
    description: 'Who of our staff looks after the person; needs staff.read.',
  })
  counterpart(): never {
    return readByEngine();
  }

  @ResolveField(() => [AccountContactPast], {
    description: 'What was said of the person there before it was changed, the latest first.',
  })
  history(): never {
    return readByEngine();
  }

  @Mutation(() => AccountContact, {
    description:
      'Links a person to an account for a time. Errors: INPUT_INVALID, NOT_FOUND (person, account, department), LINK_OVERLAPS, LINK_DATES_REVERSED, STANCE_EVIDENCE_REQUIRED.',
  })
  @Allow('contact.write')
  @Transactional()
  async linkContact(
    @Ctx() ctx: RequestContext,
    @Args('contactId', { type: () => ID, description: 'The person.' }) contactId: string,
    @Args('input', { description: 'The link.' }) input: ContactLinkInput,
  ): Promise<Read<AccountContact>> {
    return readWritten(await this.contacts.link(ctx, contactId, input));
  }

  @Mutation(() => AccountContact, {
    description:
      'Changes what a person is at an account; what was said before stays as history. Errors: INPUT_INVALID, NOT_FOUND (link, department), LINK_OVERLAPS, LINK_DATES_REVERSED, STANCE_EVIDENCE_REQUIRED.',
  })
  @Allow('contact.write')
  @Transactional()
  async updateContactLink(
    @Ctx() ctx: RequestContext,
    @Args('id', LINK_ID) id: string,
    @Args('input', { description: 'What to change.' }) input: UpdateContactLinkInput,
  ): Promise<Read<AccountContact>> {
    return readWritten(await this.service.update(ctx, id, input));
  }

  @Mutation(() => AccountContact, {
    description:
      "Ends a person's time at an account; the link stays as history. Errors: NOT_FOUND, LINK_OVERLAPS, LINK_DATES_REVERSED.",
  })
  @Allow('contact.write')
  @Transactional()
  async endContactLink(
    @Ctx() ctx: RequestContext,
    @Args('id', LINK_ID) id: string,
    @Args('on', { type: () => DateScalar, nullable: true, description: 'The last day; today unless told.' })
    on?: string,
  ): Promise<Read<AccountContact>> {
    return readWritten(await this.service.end(ctx, id, { on }));
  }
}
