import { Inject } from '@nestjs/common';
import { Args, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../../platform/auth/allow.decorator.js';
import { Ctx } from '../../platform/auth/ctx.decorator.js';
import { RequestContext } from '../../platform/context/request-context.js';
import { Transactional } from '../../platform/database/transactional.decorator.js';
import { UpdatePolicyInput } from './policy.inputs.js';
import { PolicyHistory } from './policy-history.js';
import { PolicyService } from './policy.service.js';
import { Policy, PolicyHistoryEntry } from './policy.types.js';
import { policyView } from './policy.view.js';

@Resolver(() => Policy)
export class PolicyResolver {
  constructor(
    @Inject(PolicyService) private readonly policies: PolicyService,
    @Inject(PolicyHistory) private readonly histories: PolicyHistory,
  ) {}

  @Query(() => Policy, { description: 'The rules in force, or those of an earlier version. Errors: NOT_FOUND.' })
  @Allow('staff')
  async policy(
    @Ctx() ctx: RequestContext,
    @Args('version', { type: () => Int, nullable: true, description: 'Which version; the one in force unless told.' })
    version?: number | null,
  ): Promise<Policy> {
    return policyView(ctx, await (version == null ? this.policies.current(ctx) : this.policies.at(ctx, version)));
  }

  @Query(() => [PolicyHistoryEntry], {
    description: 'Versions of the rules, the newest first, each with what it changed. Errors: INPUT_INVALID.',
  })
  @Allow('staff')
  policyHistory(
    @Ctx() ctx: RequestContext,
    @Args('beforeVersion', { type: () => Int, nullable: true, description: 'Only versions before this one.' })
    beforeVersion?: number | null,
    @Args('first', { type: () => Int, nullable: true, description: 'How many at most (1–50); 20 unless told.' })
    first?: number | null,
  ): Promise<readonly PolicyHistoryEntry[]> {
    return this.histories.entries(ctx, { beforeVersion, first });
  }

  @Mutation(() => Policy, {
    description:
      'Sets a new version of the rules: all that is named, or nothing. Decisions taken before keep the version they were taken under, and deadlines that were set stay. Other working days or another time zone have all accounts judged again. Errors: INPUT_INVALID, POLICY_CHANGED.',
  })
  @Allow('staff.manage')
  @Transactional()
  async updatePolicy(@Ctx() ctx: RequestContext, @Args('input') input: UpdatePolicyInput): Promise<Policy> {
    return policyView(ctx, await this.policies.update(ctx, input));
  }
}
