import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { type Read, readWritten } from '../../platform/graphql/read-engine/read.js';
import { winBacksRead } from './case-list.js';
import { AssessWinBackInput, RecordWinBackStepInput } from './win-back.inputs.js';
import { WinBackService } from './win-back.service.js';
import { WinBack, WinBackArgs, WinBackConnection } from './win-back.types.js';

@Resolver(() => WinBack)
export class WinBackResolver {
  constructor(@Inject(WinBackService) private readonly service: WinBackService) {}

  @Query(() => WinBackConnection, { description: 'Win-backs of the accounts you may see, the last assessed first.' })
  @Allow('case.read')
  winBacks(@Args() args: WinBackArgs): Read<WinBack> {
    return winBacksRead(args);
  }

  @Mutation(() => WinBack, {
    description:
      'Weighs a plan to win the customer back: GO when probability × margin − cost is above 0 and the cost stays within probability × lifetime value. Weighed anew until it starts. Errors: INPUT_INVALID, NOT_FOUND, CASE_CLOSED, CAUSE_NOT_RECORDED, CAUSE_FOR_COMPLIANCE, TRANSITION_NOT_ALLOWED.',
  })
  @Allow('case.handle')
  @Transactional()
  async assessWinBack(@Ctx() ctx: RequestContext, @Args('input') input: AssessWinBackInput): Promise<Read<WinBack>> {
    return readWritten(await this.service.assess(ctx, input));
  }

  @Mutation(() => WinBack, {
    description:
      'Starts to win the customer back; the alert must have become a crisis. Errors: INPUT_INVALID, NOT_FOUND, CASE_CLOSED, CAUSE_NOT_RECORDED (it turned out to be none since), WIN_BACK_NOT_WORTHWHILE (the reason says `because`), TRANSITION_NOT_ALLOWED.',
  })
  @Allow('case.handle')
  @Transactional()
  async startWinBack(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The win-back.' }) id: string,
  ): Promise<Read<WinBack>> {
    return readWritten(await this.service.start(ctx, { id }));
  }

  @Mutation(() => WinBack, {
    description:
      'Records something that was done to win the customer back, and what it has cost. Errors: INPUT_INVALID, NOT_FOUND, THIRD_PARTY_REQUIRED, THIRD_PARTY_NOT_EXPECTED, TRANSITION_NOT_ALLOWED.',
  })
  @Allow('case.handle')
  @Transactional()
  async recordWinBackStep(
    @Ctx() ctx: RequestContext,
    @Args('input') input: RecordWinBackStepInput,
  ): Promise<Read<WinBack>> {
    return readWritten(await this.service.recordStep(ctx, input));
  }
}
