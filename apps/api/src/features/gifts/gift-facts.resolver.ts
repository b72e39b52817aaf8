import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { type Read, readWritten } from '../../platform/graphql/read-engine/read.js';
import { Account } from '../accounts/account.entity.js';
import { Contact } from '../contacts/contact.entity.js';
import { GiftFactsService } from './gift-facts.service.js';
import { GiftRules, RecordGiftRecipientInput, RecordGiftRulesInput } from './gift-facts.types.js';

/** What gifts are held against; kept by those who approve them, never by whoever wants to give. */
@Resolver(() => GiftRules)
export class GiftFactsResolver {
  constructor(@Inject(GiftFactsService) private readonly facts: GiftFactsService) {}

  @Mutation(() => Account, {
    description: 'Records what an account lets its people accept. Errors: INPUT_INVALID, NOT_FOUND, VERSION_CONFLICT.',
  })
  @Allow('gift.approve')
  @Transactional()
  async recordGiftRules(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'What is known.' }) input: RecordGiftRulesInput,
  ): Promise<Read<Account>> {
    return readWritten(await this.facts.recordRules(ctx, input));
  }

  @Mutation(() => Contact, {
    description: 'Records whether a person holds a public office. Errors: INPUT_INVALID, NOT_FOUND, VERSION_CONFLICT.',
  })
  @Allow('gift.approve')
  @Transactional()
  async recordGiftRecipient(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'What is known.' }) input: RecordGiftRecipientInput,
  ): Promise<Read<Contact>> {
    return readWritten(await this.facts.recordRecipient(ctx, input));
  }

  @Mutation(() => Contact, {
    description:
      'Erases what is recorded of a person as a receiver of gifts; from then on it is unknown. Errors: INPUT_INVALID, NOT_FOUND.',
  })
  @Allow('gift.approve')
  @Transactional()
  async eraseGiftRecipient(
    @Ctx() ctx: RequestContext,
    @Args('contactId', { type: () => ID, description: 'The person.' }) contactId: string,
    @Args('reason', { description: 'Why, up to 500 characters.' }) reason: string,
  ): Promise<Read<Contact>> {
    return readWritten(await this.facts.forgetRecipient(ctx, { contactId, reason }));
  }
}
