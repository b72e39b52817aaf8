import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { type Read, readById, readWritten } from '../../platform/graphql/read-engine/read.js';
import { AccountContactConnection } from './account-contact.types.js';
import { contactsRead } from './contact-list.js';
import { Contact } from './contact.entity.js';
import { ContactService } from './contact.service.js';
import { ContactConnection, ContactListArgs, CreateContactInput, UpdateContactInput } from './contact.types.js';

const CONTACT_ID = { type: () => ID, description: 'The person.' };

@Resolver(() => Contact)
export class ContactResolver {
  constructor(@Inject(ContactService) private readonly service: ContactService) {}

  @Query(() => Contact, { nullable: true, description: 'One person; null when there is none you may see.' })
  @Allow('contact.read')
  contact(@Args('id', CONTACT_ID) id: string): Read<Contact> {
    return readById(id);
  }

  @Query(() => ContactConnection, {
    description: 'The people at the accounts you may see, whenever they were there; by name.',
  })
  @Allow('contact.read')
  contacts(@Ctx() ctx: RequestContext, @Args() args: ContactListArgs): Read<Contact> {
    return contactsRead(ctx, args);
  }

  @ResolveField(() => AccountContactConnection, {
    description: 'Where the person is, was and will be, as far as you may see the accounts; the latest first.',
  })
  accounts(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }

  @Mutation(() => Contact, {
    description:
      'Adds a person, best together with where she or he works. ' +
      'Errors: INPUT_INVALID, EXTERNAL_ID_TAKEN, LINK_REQUIRED, NOT_FOUND (account, department), LINK_DATES_REVERSED, STANCE_EVIDENCE_REQUIRED.',
  })
  @Allow('contact.write')
  @Transactional()
  async createContact(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'The person.' }) input: CreateContactInput,
  ): Promise<Read<Contact>> {
    return readWritten(await this.service.create(ctx, input));
  }

  @Mutation(() => Contact, {
    description:
      'Changes a person who is at an account you may see; the address and the status only if you see all accounts where the person is. ' +
      'A new address or status ends the sessions and open links of the portal. Errors: INPUT_INVALID, NOT_FOUND, FORBIDDEN, EXTERNAL_ID_TAKEN.',
  })
  @Allow('contact.write')
  @Transactional()
  async updateContact(
    @Ctx() ctx: RequestContext,
    @Args('id', CONTACT_ID) id: string,
    @Args('input', { description: 'What to change.' }) input: UpdateContactInput,
  ): Promise<Read<Contact>> {
    return readWritten(await this.service.update(ctx, id, input));
  }
}
