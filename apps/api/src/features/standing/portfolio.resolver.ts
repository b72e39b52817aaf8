import { Inject } from '@nestjs/common';
import { Args, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { demandPermission } from '../../platform/auth/demand-permission.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Money } from '../../platform/graphql/money.type.js';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import type { Read } from '../../platform/graphql/read-engine/read.js';
import { Account } from '../accounts/account.entity.js';
import { PortfolioBoardService } from './portfolio-board.service.js';
import { portfolioAccountsRead } from './portfolio-list.js';
import {
  Portfolio,
  PortfolioAccount,
  PortfolioAccountArgs,
  PortfolioAccountConnection,
  PortfolioArgs,
} from './portfolio.types.js';
import { StageDynamicsService } from './stage-dynamics.service.js';
import { StageDynamics } from './stage-dynamics.types.js';

@Resolver(() => PortfolioAccount)
export class PortfolioResolver {
  constructor(
    @Inject(PortfolioBoardService) private readonly boards: PortfolioBoardService,
    @Inject(StageDynamicsService) private readonly dynamics: StageDynamicsService,
  ) {}

  @Query(() => Portfolio, {
    description:
      'The stage board and the misalignment matrix of the accounts you may see; also needs alert.read. Errors: INPUT_INVALID, FORBIDDEN.',
  })
  @Allow('ledger.read')
  portfolio(@Ctx() ctx: RequestContext, @Args() { filter }: PortfolioArgs): Promise<Portfolio> {
    demandPermission(ctx, 'alert.read');
    return this.boards.of(ctx, filter);
  }

  @Query(() => PortfolioAccountConnection, {
    description:
      'The accounts you may see by how they stand: those with the most to lose first, then the largest. Errors: INPUT_INVALID, FORBIDDEN.',
  })
  @Allow('ledger.read')
  portfolioAccounts(@Ctx() ctx: RequestContext, @Args() args: PortfolioAccountArgs): Read<PortfolioAccount> {
    return portfolioAccountsRead(ctx, args);
  }

  @Query(() => StageDynamics, {
    description:
      'Transition matrix, dwell times and hazard of regression by stage, of the accounts you may see. `signals` of the kind STAGNATION list those that stand still.',
  })
  @Allow('account.read')
  stageDynamics(@Ctx() ctx: RequestContext): Promise<StageDynamics> {
    return this.dynamics.of(ctx);
  }

  @ResolveField(() => Account, { description: 'The account itself.' })
  account(): never {
    return readByEngine();
  }

  @ResolveField(() => Money, { description: 'Net sales of twelve months. Errors: FORBIDDEN without trade.read.' })
  sales(): never {
    return readByEngine();
  }
}
