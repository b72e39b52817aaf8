import { Inject } from '@nestjs/common';
import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { PromotionCardService } from './promotion-card.service.js';
import { PromotionCard, PromotionCardArgs, PromotionReturn } from './promotion-card.types.js';
import type { ReturnOf } from './promotion-card.types.js';

@Resolver(() => PromotionCard)
export class PromotionCardResolver {
  constructor(@Inject(PromotionCardService) private readonly cards: PromotionCardService) {}

  @Query(() => PromotionCard, {
    description:
      'What a promotion did: uplift, dip, cannibalisation, return. At most ten in one request. Errors: INPUT_INVALID, NOT_FOUND, TOO_MANY_CARDS.',
  })
  @Allow('trade.read')
  promotionCard(@Ctx() ctx: RequestContext, @Args() args: PromotionCardArgs): Promise<PromotionCard> {
    return this.cards.card(ctx, args);
  }

  @ResolveField(() => PromotionReturn, { description: 'What it earned and cost; needs value.read. Errors: FORBIDDEN.' })
  return(@Ctx() ctx: RequestContext, @Parent() card: ReturnOf): PromotionReturn {
    demandPermission(ctx, 'value.read');
    return card.returnOf();
  }
}
