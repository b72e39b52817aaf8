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
import { CostService } from './cost.service.js';
import {
  AcquisitionCost,
  CostToServe,
  CostToServeConnection,
  CostToServeCorrection,
  RecordAcquisitionCostInput,
  RecordCostToServeInput,
} from './cost.types.js';

@Resolver(() => CostToServe)
export class CostResolver {
  constructor(@Inject(CostService) private readonly costs: CostService) {}

  @Mutation(() => CostToServe, {
    description:
      'Records what serving an account took of one driver in one month. Errors: INPUT_INVALID, NOT_FOUND, COST_RECORDED.',
  })
  @Allow('import.run')
  @Transactional()
  async recordCostToServe(
    @Ctx() ctx: RequestContext,
    @Args('input') input: RecordCostToServeInput,
  ): Promise<Read<CostToServe>> {
    return readWritten(await this.costs.recordServing(ctx, input));
  }

  @Mutation(() => AcquisitionCost, {
    description: 'Records what winning an account cost. Errors: INPUT_INVALID, NOT_FOUND.',
  })
  @Allow('import.run')
  @Transactional()
  async recordAcquisitionCost(
    @Ctx() ctx: RequestContext,
    @Args('input') input: RecordAcquisitionCostInput,
  ): Promise<Read<AcquisitionCost>> {
    return readWritten(await this.costs.recordAcquisition(ctx, input));
  }

  @Mutation(() => ID, {
    description:
      'Takes back a cost to serve that was recorded by hand (an imported one goes with its import); the audit log keeps what it said. Answers its id. Errors: NOT_FOUND.',
  })
  @Allow('import.run')
  @Transactional()
  withdrawCostToServe(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The cost.' }) id: string,
  ): Promise<string> {
    return this.costs.withdraw(ctx, 'cost-to-serve', id);
  }

  @Mutation(() => ID, {
    description: 'Takes back an acquisition cost; the audit log keeps what it said. Answers its id. Errors: NOT_FOUND.',
  })
  @Allow('import.run')
  @Transactional()
  withdrawAcquisitionCost(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The cost.' }) id: string,
  ): Promise<string> {
    return this.costs.withdraw(ctx, 'acquisition-cost', id);
  }
}

/** What costs said before; how it is read stands in `value.reads.ts`. */
@Resolver(() => CostToServe)
export class CostCorrectionResolver {
  @ResolveField(() => [CostToServeCorrection], {
    description: 'What it said before, the oldest first; empty unless an import has corrected it.',
  })
  corrections(): never {
    return readByEngine();
  }
}

/** Costs of accounts; how they are read stands in `value.reads.ts`. */
@Resolver(() => Account)
export class AccountCostsResolver {
  @ResolveField(() => CostToServeConnection, {
    description: 'What serving it took, the newest month first; needs value.read.',
  })
  costsToServe(@Args() _page: ConnectionArgs): never {
    return readByEngine();
  }

  @ResolveField(() => [AcquisitionCost], { description: 'What winning it cost, the oldest first; needs value.read.' })
  acquisitionCosts(): never {
    return readByEngine();
  }
}
