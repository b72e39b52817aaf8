import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { ConnectionArgs } from '../../platform/graphql/connection.js';
import { type Read, readWritten } from '../../platform/graphql/read-engine/read.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { Account } from '../accounts/account.entity.js';
import { PromotionUptakeService } from './promotion-uptake.service.js';
import {
  Promotion,
  PromotionConnection,
  PromotionUptake,
  PromotionUptakeConnection,
  RecordPromotionUptakeInput,
} from './promotion.types.js';

@Resolver(() => PromotionUptake)
export class PromotionUptakeResolver {
  constructor(@Inject(PromotionUptakeService) private readonly service: PromotionUptakeService) {}

  @Mutation(() => PromotionUptake, {
    description:
      'Records that an account takes part in a promotion. Errors: INPUT_INVALID, NOT_FOUND (account, promotion), UPTAKE_RECORDED.',
  })
  @Allow('account.write')
  @Transactional()
  async recordPromotionUptake(
    @Ctx() ctx: RequestContext,
    @Args('input', { description: 'Which account in which promotion.' }) input: RecordPromotionUptakeInput,
  ): Promise<Read<PromotionUptake>> {
    return readWritten(await this.service.record(ctx, input));
  }

  @Mutation(() => ID, {
    description:
      'Takes back a participation that was recorded by hand; the audit log keeps it. Answers its id. Errors: NOT_FOUND, PROMOTION_IMPORTED.',
  })
  @Allow('account.write')
  @Transactional()
  withdrawPromotionUptake(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The participation.' }) id: string,
  ): Promise<string> {
    return this.service.withdraw(ctx, id);
  }

  @ResolveField(() => Promotion, { description: 'The promotion.' })
  promotion(): never {
    return readByEngine();
  }

  @ResolveField(() => Account, { description: 'The account.' })
  account(): never {
    return readByEngine();
  }
}

/** Promotions of accounts; how they are read stands in `promotion.reads.ts`. */
@Resolver(() => Account)
export class AccountPromotionsResolver {
  @ResolveField(() => PromotionConnection, {
    description: 'The promotions that hold for it, the latest first; needs trade.read.',
  })
  promotions(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }

  @ResolveField(() => PromotionUptakeConnection, {
    description: 'The promotions it agreed to take part in, the latest first; needs trade.read.',
  })
  promotionUptakes(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }
}
