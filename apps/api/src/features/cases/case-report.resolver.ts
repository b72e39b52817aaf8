import { Inject } from '@nestjs/common';
import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { batchLoad } from '../../platform/graphql/batch-load.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { Account } from '../accounts/account.entity.js';
import { CaseReportService } from './case-report.service.js';
import { CauseParetoReport, RecoveryReport, RepairPlan } from './case-report.types.js';
import { HealthBoardService } from './health-board.service.js';
import { HealthBoard } from './health-board.types.js';
import { RepairPlanService } from './repair-plan.service.js';

const FROM = { type: () => DateScalar, description: 'First day (UTC).' };
const TO = { type: () => DateScalar, description: 'Last day (UTC), not before the first.' };

@Resolver()
export class CaseReportResolver {
  constructor(
    @Inject(CaseReportService) private readonly reports: CaseReportService,
    @Inject(HealthBoardService) private readonly boards: HealthBoardService,
  ) {}

  @Query(() => CauseParetoReport, {
    description: 'Why relationships of the accounts you may see got into trouble. Errors: INPUT_INVALID.',
  })
  @Allow('case.read')
  causePareto(
    @Ctx() ctx: RequestContext,
    @Args('from', FROM) from: string,
    @Args('to', TO) to: string,
  ): Promise<CauseParetoReport> {
    return this.reports.causePareto(ctx, { from, to });
  }

  @Query(() => RecoveryReport, {
    description:
      'How many relationships of the accounts you may see came back, and at what cost. Errors: INPUT_INVALID.',
  })
  @Allow('case.read')
  recoveryReport(
    @Ctx() ctx: RequestContext,
    @Args('from', FROM) from: string,
    @Args('to', TO) to: string,
  ): Promise<RecoveryReport> {
    return this.reports.recovery(ctx, { from, to });
  }

  @Query(() => HealthBoard, {
    description:
      'The accounts you may see whose relationship is in trouble, in three lanes; also needs alert.read. Errors: INPUT_INVALID, FORBIDDEN.',
  })
  @Allow('case.read')
  healthBoard(
    @Ctx() ctx: RequestContext,
    @Args('first', { type: () => Int, nullable: true, description: 'How many of each lane (1–100, default 20).' })
    first?: number | null,
  ): Promise<HealthBoard> {
    return this.boards.board(ctx, { first });
  }
}

@Resolver(() => Account)
export class AccountRepairPlansResolver {
  constructor(@Inject(RepairPlanService) private readonly plans: RepairPlanService) {}

  @ResolveField(() => [RepairPlan], {
    description:
      'What its regressions have opened, the oldest first: each stage that was lost, and whether it was won back in time.',
  })
  async repairPlans(@Ctx() ctx: RequestContext, @Parent() { id }: Pick<Account, 'id'>): Promise<RepairPlan[]> {
    return (await batchLoad(ctx, this.plans.byAccount, id)) ?? [];
  }
}
