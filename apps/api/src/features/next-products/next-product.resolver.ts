import { Inject } from '@nestjs/common';
import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Account } from '../accounts/account.entity.js';
import { AudienceService, MOST_ACCOUNTS } from './audience.service.js';
import { DemandSignalService } from './demand-signal.service.js';
import { NextProductService } from './next-product.service.js';
import { DemandSignal, LaunchAudience, NextProductArgs, NextProducts, WhiteSpace } from './next-product.types.js';

@Resolver(() => Account)
export class AccountNextProductsResolver {
  constructor(
    @Inject(NextProductService) private readonly products: NextProductService,
    @Inject(AudienceService) private readonly audiences: AudienceService,
  ) {}

  @ResolveField(() => NextProducts, { description: 'What it may buy next; needs trade.read.' })
  nextProducts(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Pick<Account, 'id'>,
    @Args() args: NextProductArgs,
  ): Promise<NextProducts> {
    return this.products.of(ctx, id, args);
  }

  @ResolveField(() => WhiteSpace, {
    description: `Categories it does not buy from us, or not all of, the largest known gap first; peers are those of the ${MOST_ACCOUNTS} largest accounts you may see. Needs trade.read.`,
  })
  whiteSpace(
    @Ctx() ctx: RequestContext,
    @Parent() { id }: Pick<Account, 'id'>,
    @Args('limit', { type: () => Int, nullable: true, description: 'Cells at most, 1–500; 50 unless told.' })
    limit?: number | null,
  ): Promise<WhiteSpace> {
    return this.audiences.whiteSpace(ctx, { limit: limit ?? 50 }, id);
  }
}

@Resolver(() => NextProducts)
export class NextProductResolver {
  constructor(
    @Inject(AudienceService) private readonly audiences: AudienceService,
    @Inject(DemandSignalService) private readonly demand: DemandSignalService,
  ) {}

  @Query(() => LaunchAudience, {
    description: `Who may be interested in a new product, by what they buy of its kind; of the ${MOST_ACCOUNTS} largest accounts you may see, without those that have it. Errors: INPUT_INVALID, NOT_FOUND.`,
  })
  @Allow('trade.read')
  launchAudience(
    @Ctx() ctx: RequestContext,
    @Args('productId', { type: () => ID, description: 'The product.' }) productId: string,
    @Args('limit', { type: () => Int, nullable: true, description: 'Accounts at most, 1–500; 50 unless told.' })
    limit?: number | null,
  ): Promise<LaunchAudience> {
    return this.audiences.launch(ctx, productId, { limit: limit ?? 50 });
  }

  @Query(() => WhiteSpace, {
    description: `What accounts do not buy from us, or not all of, the largest known gap first; of the ${MOST_ACCOUNTS} largest accounts you may see, compared with one another. Errors: INPUT_INVALID.`,
  })
  @Allow('trade.read')
  whiteSpace(
    @Ctx() ctx: RequestContext,
    @Args('limit', { type: () => Int, nullable: true, description: 'Cells at most, 1–500; 100 unless told.' })
    limit?: number | null,
  ): Promise<WhiteSpace> {
    return this.audiences.whiteSpace(ctx, { limit: limit ?? 100 });
  }

  @Query(() => DemandSignal, {
    description:
      'Expected demand of products in the coming months, over all accounts; needs account.read.all. Errors: INPUT_INVALID, FORBIDDEN.',
  })
  @Allow('trade.read')
  demandSignal(
    @Ctx() ctx: RequestContext,
    @Args('months', { type: () => Int, nullable: true, description: 'Months ahead, 1–12; 3 unless told.' })
    months?: number | null,
    @Args('first', { type: () => Int, nullable: true, description: 'Products a month, 1–500; 100 unless told.' })
    first?: number | null,
  ): Promise<DemandSignal> {
    return this.demand.of(ctx, { months: months ?? 3, first: first ?? 100 });
  }
}
