import { Inject } from '@nestjs/common';
import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { SalesAnalysisArgs } from './sales-analysis.inputs.js';
import { SalesAnalysisService } from './sales-analysis.service.js';
import type { EffectsOf } from './sales-analysis.types.js';
import { SalesAnalysis, SalesEffects, SalesRow } from './sales-analysis.types.js';

@Resolver(() => SalesAnalysis)
export class SalesAnalysisResolver {
  constructor(@Inject(SalesAnalysisService) private readonly analyses: SalesAnalysisService) {}

  @Query(() => SalesAnalysis, {
    description:
      'Compares sales of two periods by one dimension and takes the change apart; drill down by filtering on a row’s key and comparing by another. SALESPERSON needs staff.read, CATEGORY and PRODUCT product.read. Errors: INPUT_INVALID, FORBIDDEN.',
  })
  @Allow('trade.read')
  salesAnalysis(@Ctx() ctx: RequestContext, @Args() args: SalesAnalysisArgs): Promise<SalesAnalysis> {
    return this.analyses.analyse(ctx, args);
  }
}

@Resolver(() => SalesRow)
export class SalesRowResolver {
  @ResolveField(() => SalesEffects, {
    description: 'The change taken apart, for this row by itself; takes longer than the sums.',
  })
  effects(@Parent() row: EffectsOf): Promise<SalesEffects> {
    return row.effectsOf();
  }
}
