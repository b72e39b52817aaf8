import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { PortfolioService } from './portfolio.service.js';
import { PortfolioValue } from './portfolio.types.js';
import { ValuePeriodArgs } from './value-period.js';
import { WhaleCurveService } from './whale-curve.service.js';
import { SalesConcentration, WhaleCurve } from './whale-curve.types.js';

@Resolver(() => WhaleCurve)
export class ValueCurveResolver {
  constructor(
    @Inject(WhaleCurveService) private readonly curves: WhaleCurveService,
    @Inject(PortfolioService) private readonly portfolios: PortfolioService,
  ) {}

  @Query(() => PortfolioValue, {
    description:
      'What the accounts you may see are worth together, by move, by profit and potential, and by stage; `accountValues` lists them.',
  })
  @Allow('value.read')
  portfolioValue(@Ctx() ctx: RequestContext): Promise<PortfolioValue> {
    return this.portfolios.of(ctx);
  }

  @Query(() => WhaleCurve, {
    description:
      'How contribution is spread over the accounts you may see; whoever sees a part of the accounts gets shares of that part. Errors: INPUT_INVALID.',
  })
  @Allow('value.read')
  whaleCurve(@Ctx() ctx: RequestContext, @Args() period: ValuePeriodArgs): Promise<WhaleCurve> {
    return this.curves.curve(ctx, period);
  }

  @Query(() => SalesConcentration, {
    description:
      'How much sales depend on few of the accounts you may see; whoever sees a part gets shares of that part. Errors: INPUT_INVALID.',
  })
  @Allow('value.read')
  salesConcentration(@Ctx() ctx: RequestContext, @Args() period: ValuePeriodArgs): Promise<SalesConcentration> {
    return this.curves.concentration(ctx, period);
  }
}
