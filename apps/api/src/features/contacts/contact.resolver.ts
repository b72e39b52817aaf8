import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { ConnectionArgs, type ConnectionOf } from '../../platform/graphql/connection.js';
import { AccountContactListService } from './account-contact-list.service.js';
import type { AccountContact } from './account-contact.entity.js';
import { AccountContactConnection } from './account-contact.types.js';
import { ContactListService } from './contact-list.service.js';
import { Contact } from './contact.entity.js';
import { ContactService } from './contact.service.js';
import { ContactConnection, ContactListArgs, CreateContactInput, UpdateContactInput } from './contact.types.js';

const CONTACT_ID = { type: () => ID, description: 'The person.' };

@Resolver(() => Contact)
export class ContactResolver {
  constructor(
    @Inject(ContactService) private readonly service: ContactService,
    @Inject(ContactListService) private readonly lists: ContactListService,
    @Inject(AccountContactListService) private readonly links: AccountContactListService,
  ) {}

  @Query(() => Contact, { nullable: true, description: 'One person; null when there is none you may see.' })
  @Allow('contact.read')
  contact(@Ctx() ctx: RequestContext, @Args('id', CONTACT_ID) id: string): Promise<Contact | null> {
    return this.service.find(ctx, id);
  }

  @Query(() => ContactConnection, {
    description: 'The people at the accounts you may see, whenever they were there; by name.',
  })
  @Allow('contact.read')
  contacts(@Ctx() ctx: RequestContext, @Args() args: ContactListArgs): Promise<ConnectionOf<Contact>> {
    return this.lists.list(ctx, args);
  }

  @ResolveField(() => AccountContactConnection, {
    description: 'Where the person is, was and will be, as far as you may see the accounts; the latest first.',
  })
  accounts(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Contact,
    @Args() args: ConnectionArgs,
  ): Promise<ConnectionOf<AccountContact>> {
    return this.links.of(ctx, id, args);
  }

  @Mutation(() => Contact, {
    description:
      'Adds a person, best together with where she or he works. ' +
      'Errors: INPUT_INVALID, EXTERNAL_ID_TAKEN, LINK_REQUIRED, NOT_FOUND (account, department), LINK_DATES_REVERSED.',
  })
  @Allow('contact.write')
  @Transactional()
  createContact(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'The person.' }) input: CreateContactInput,
  ): Promise<Contact> {
    return this.service.create(ctx, input);
  }

  @Mutation(() => Contact, {
    description:
      'Changes a person who is at an account you may see; the address and the status only if you see all accounts where the person is. ' +
      'A new address or status ends the sessions and open links of the portal. Errors: INPUT_INVALID, NOT_FOUND, FORBIDDEN, EXTERNAL_ID_TAKEN.',
  })
  @Allow('contact.write')
  @Transactional()
  updateContact(
    @Ctx() ctx: RequestContext,
    @Args('id', CONTACT_ID) id: string,
    @Args('input', { description: 'What to change.' }) input: UpdateContactInput,
  ): Promise<Contact> {
    return this.service.update(ctx, id, input);
  }
}
