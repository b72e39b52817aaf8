import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { NotFound } from '../../platform/errors/domain-error.js';
import { type Read, readById, readWritten } from '../../platform/graphql/read-engine/read.js';
import { giftsRead } from './gift-list.js';
import { GiftRegisterService } from './gift-register.service.js';
import { GiftRegister, GiftRegisterArgs } from './gift-register.types.js';
import { GiftService } from './gift.service.js';
import { GiftRequest, GiftRequestArgs, GiftRequestConnection, RequestGiftInput } from './gift.types.js';

const GIFT = { type: () => ID, description: 'The gift.' };
const VERSION = { type: () => Int, description: 'The version that you have before you.' };
const FOUND =
  'PUBLIC_OFFICIAL, OFFICIAL_STATUS_UNKNOWN, DECISION_PENDING, GIFT_ABOVE_LIMIT, GIFT_ABOVE_YEARLY_LIMIT, EMPLOYER_POLICY_UNKNOWN, GIFT_ABOVE_EMPLOYER_LIMIT';

@Resolver(() => GiftRequest)
export class GiftResolver {
  constructor(
    @Inject(GiftService) private readonly gifts: GiftService,
    @Inject(GiftRegisterService) private readonly register: GiftRegisterService,
  ) {}

  @Query(() => GiftRequestConnection, {
    description: 'Gifts at the accounts you may see, those asked for last first. Errors: INPUT_INVALID.',
  })
  @Allow('ledger.read')
  giftRequests(@Args() args: GiftRequestArgs): Read<GiftRequest> {
    return giftsRead(args);
  }

  @Query(() => GiftRequest, { description: 'One gift. Errors: NOT_FOUND.' })
  @Allow('ledger.read')
  giftRequest(@Args('id', GIFT) id: string): Read<GiftRequest> {
    return readById(id, () => new NotFound('Gift'));
  }

  @Query(() => GiftRegister, {
    description:
      'What was given to whom at the accounts you may see, added up: all that stands in the ledger, asked for beforehand or recorded at once. Needs contact.read, too. Errors: FORBIDDEN, INPUT_INVALID.',
  })
  @Allow('ledger.read')
  giftRegister(@Ctx() ctx: RequestContext, @Args() args: GiftRegisterArgs): Promise<GiftRegister> {
    return this.register.read(ctx, args);
  }

  @Mutation(() => GiftRequest, {
    description:
      'Asks whether something may be given to somebody. It is held against the policy at once: the answer is at POLICY_CHECK, or REFUSED with `findings`, which nobody can overrule. Errors: INPUT_INVALID, NOT_FOUND (account), RECIPIENT_NOT_FOUND, GIVER_NOT_FOUND.',
  })
  @Allow('ledger.write')
  @Transactional()
  async requestGift(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'What, to whom, and for what.' }) input: RequestGiftInput,
  ): Promise<Read<GiftRequest>> {
    return readWritten(await this.gifts.request(ctx, input));
  }

  @Mutation(() => GiftRequest, {
    description:
      'Approves a gift against which the policy has nothing. Errors: INPUT_INVALID, NOT_FOUND, VERSION_CONFLICT, REQUESTER_MAY_NOT_APPROVE (you asked for it, or hand it over), STALE_CHECK (the limits have changed since), TRANSITION_NOT_ALLOWED.',
  })
  @Allow('gift.approve')
  @Transactional()
  async approveGift(
    @Ctx() ctx: RequestContext,
    @Args('id', GIFT) id: string,
    @Args('version', VERSION) version: number,
  ): Promise<Read<GiftRequest>> {
    return readWritten(await this.gifts.approve(ctx, { id, version }));
  }

  @Mutation(() => GiftRequest, {
    description:
      'Refuses a gift, also one that was approved. Errors: INPUT_INVALID, NOT_FOUND, VERSION_CONFLICT, TRANSITION_NOT_ALLOWED.',
  })
  @Allow('gift.approve')
  @Transactional()
  async refuseGift(
    @Ctx() ctx: RequestContext,
    @Args('id', GIFT) id: string,
    @Args('version', VERSION) version: number,
    @Args('note', { description: 'Why, up to 2,000 characters.' }) note: string,
  ): Promise<Read<GiftRequest>> {
    return readWritten(await this.gifts.refuse(ctx, { id, version, note }));
  }

  @Mutation(() => GiftRequest, {
    description: `Says that you have handed it over today: it becomes an entry of the ledger, if nothing speaks against it today either. Errors: INPUT_INVALID, NOT_FOUND, VERSION_CONFLICT, GIVEN_BY_SOMEBODY_ELSE, ${FOUND}, TRANSITION_NOT_ALLOWED, LEDGER_WRITER_NOT_ALLOWED.`,
  })
  @Allow('ledger.write')
  @Transactional()
  async giveGift(
    @Ctx() ctx: RequestContext,
    @Args('id', GIFT) id: string,
    @Args('version', VERSION) version: number,
  ): Promise<Read<GiftRequest>> {
    return readWritten(await this.gifts.give(ctx, { id, version }));
  }
}
