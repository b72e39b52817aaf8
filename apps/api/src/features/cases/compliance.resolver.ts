import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { type Read, readWritten } from '../../platform/graphql/read-engine/read.js';
import { referralsRead } from './case-list.js';
import { ComplianceReferral, ComplianceReferralArgs, ComplianceReferralConnection } from './case.types.js';
import { ComplianceService } from './compliance.service.js';

@Resolver(() => ComplianceReferral)
export class ComplianceResolver {
  constructor(@Inject(ComplianceService) private readonly compliance: ComplianceService) {}

  @Query(() => ComplianceReferralConnection, {
    description: 'Suspicions of bribery at the accounts you may see, the newest first.',
  })
  @Allow('compliance.read')
  complianceReferrals(@Args() args: ComplianceReferralArgs): Read<ComplianceReferral> {
    return referralsRead(args);
  }

  @Mutation(() => Boolean, {
    description:
      'Tells compliance of a suspicion of bribery at an account, with or without a case; nobody else hears of it, and you see nothing of it again. Errors: INPUT_INVALID, NOT_FOUND.',
  })
  @Allow('case.handle')
  @Transactional()
  async referToCompliance(
    @Ctx() ctx: RequestContext,
    @Args('accountId', { type: () => ID, description: 'The account.' }) accountId: string,
    @Args('note', { description: 'What the suspicion rests on, up to 2,000 characters.' }) note: string,
  ): Promise<boolean> {
    await this.compliance.report(ctx, { accountId, note });
    return true;
  }

  @Mutation(() => ComplianceReferral, {
    description: 'Closes a referral with what compliance found. Errors: INPUT_INVALID, NOT_FOUND, REFERRAL_CLOSED.',
  })
  @Allow('compliance.handle')
  @Transactional()
  async closeComplianceReferral(
    @Ctx() ctx: RequestContext,
    @Args('id', { type: () => ID, description: 'The referral.' }) id: string,
    @Args('note', { description: 'What was found, up to 2,000 characters.' }) note: string,
  ): Promise<Read<ComplianceReferral>> {
    return readWritten(await this.compliance.close(ctx, { id, note }));
  }
}
